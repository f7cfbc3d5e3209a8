"""Which marks cover a place."""

from reader.app.page.marks import PageMarks
from reader.model.analysis import Analysis, Entity, Mention, Quote
from reader.model.span import Span


def make_marks():
    rehn = Entity("1", "person", "Rehn", (Mention(Span(0, 4)), Mention(Span(20, 40), "description")))
    board = Entity("2", "organisation", "board", (Mention(Span(25, 30)),))
    outer = Quote("indirect", (Span(50, 90),))
    inner = Quote("partial", (Span(60, 70), Span(95, 99)), within=0)
    return PageMarks(Analysis((rehn, board), (outer, inner)))


def test_the_shorter_of_two_mentions_is_meant():
    assert make_marks().mention_at(26).entity == 1
    assert make_marks().mention_at(35).entity == 0
    assert make_marks().mention_at(30).entity == 0
    assert make_marks().mention_at(45) is None


def test_the_inner_of_two_quotes_is_meant():
    marks = make_marks()
    assert (marks.part_at(65).quote, marks.part_at(65).index) == (1, 0)
    assert (marks.part_at(96).quote, marks.part_at(96).index) == (1, 1)
    assert marks.part_at(55).quote == 0
    assert marks.part_at(90) is None


def test_mentions_of_a_span_come_in_order_with_those_that_reach_into_it():
    assert [mention.span.start for mention in make_marks().mentions_in(Span(28, 60))] == [20, 25]


def test_no_analysis_has_no_marks():
    assert list(PageMarks(None).mentions_in(Span(0, 100))) == []
    assert PageMarks(None).part_at(3) is None
