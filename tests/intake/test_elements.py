from reader.intake.elements import Walk
from reader.intake.markup import read_tree


def passages(body):
    return [(passage.kind, passage.text) for passage in Walk(read_tree(f"<html><body>{body}</body></html>")).passages]


def test_blocks_of_a_page_come_in_order_with_their_kinds():
    assert passages(
        "<h2>Money</h2><p>One <b>two</b>\n three</p><ul><li>a<ul><li>b</li></ul></li></ul>"
        "<blockquote><p>said</p></blockquote><pre>x\n  y</pre>"
        "<table><tr><th>Ship</th><th>Tons</th></tr><tr><td>Ada</td><td>40</td></tr></table>tail"
    ) == [
        ("subhead", "Money"),
        ("paragraph", "One two three"),
        ("list_item", "a"),
        ("list_item", "b"),
        ("blockquote", "said"),
        ("preformatted", "x\n  y"),
        ("table_row", "Ship\tTons"),
        ("table_row", "Ada\t40"),
        ("paragraph", "tail"),
    ]


def test_table_that_lays_out_a_page_is_no_data():
    assert passages("<table><tr><td><h1>A</h1><p>words</p></td></tr></table>")[1] == ("paragraph", "words")


def test_line_breaks_part_paragraphs_but_not_sentences():
    assert passages("<p>One ends.<br>Two begins<br>and runs on<br><br>Three</p>") == [
        ("paragraph", "One ends."),
        ("paragraph", "Two begins and runs on"),
        ("paragraph", "Three"),
    ]


def test_scripts_buttons_and_comments_are_not_read():
    assert passages("<script>x</script><button>Share</button><!-- c --><p>words</p>") == [("paragraph", "words")]


def test_link_keeps_its_place_in_the_words():
    walk = Walk(read_tree('<html><body><p>  See  <a href="/a">the\n port</a> now</p></body></html>'))
    (passage,) = walk.passages
    (link,) = passage.links
    assert passage.text[link.start : link.end] == "the port"
    assert link.address == "/a"


def test_soft_hyphens_and_hard_spaces_do_not_part_words():
    assert passages("<p>Heli\u00adkopter\u00a0 port\u200b</p>") == [("paragraph", "Helikopter port")]


def test_hidden_words_are_marked():
    walk = Walk(read_tree('<html><body><div style="display: none"><p>a</p></div><p>b</p></body></html>'))
    assert [passage.hidden for passage in walk.passages] == [True, False]


def test_many_line_breaks_and_links_take_no_time():
    assert len(passages("<p>" + '<a href="x">Word.</a><br>' * 30_000 + "</p>")) == 30_000
