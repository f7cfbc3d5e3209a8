import pytest

from reader.intake.dates import read_date, read_date_line, read_iso


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("on Feb. 26, 2020.", "2020-02-26"),
        ("3 June 2024", "2024-06-03"),
        ("3rd of June 2024", "2024-06-03"),
        ("3 de junio de 2024", "2024-06-03"),
        ("3. Juni 2024", "2024-06-03"),
        ("le 1er août 2023", "2023-08-01"),
        ("3.6.2024", "2024-06-03"),
        ("3 czerwca 2024", "2024-06-03"),
        ("2024年6月3日", "2024-06-03"),
        ("2024년 6월 3일", "2024-06-03"),
        ("2024-06-03T10:30:00Z", "2024-06-03T10:30:00+00:00"),
        ("2024-06-03 10:30 +0200", "2024-06-03T10:30:00+02:00"),
    ],
)
def test_full_dates_of_many_languages_are_read(words, date):
    assert read_date(words) == date


@pytest.mark.parametrize("words", ["Friday", "Aug. 31", "31 June 2024", "in 2024", "June 2024", "2024-13-40"])
def test_what_is_no_full_date_is_none(words):
    assert read_date(words) is None


def test_line_that_says_only_a_date_is_one():
    assert read_date_line("Published: Monday, 3 June 2024, 10:30 GMT") == "2024-06-03"
    assert read_date_line("Updated June 4, 2024 at 9:15 a.m. EDT") == "2024-06-04"


def test_line_that_says_more_is_none():
    assert read_date_line("The harbour opened on 3 June 2024") is None


def test_time_out_of_range_leaves_the_date():
    assert read_iso("2024-06-03T29:99:00Z") == "2024-06-03"
