import pytest

from reader.intake.bylines import is_byline, read_byline, read_names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By ELENA RUIZ", ("Elena Ruiz",)),
        ("By A. B. Miller and Carla Doe", ("A. B. Miller", "Carla Doe")),
        ("By JANE DOE, Associated Press", ("Jane Doe",)),
        ("By MATTHEW LEE and ELLEN KNOLL Associated Press", ("Matthew Lee", "Ellen Knoll")),
        ("Von Anna Müller und Max Weiß", ("Anna Müller", "Max Weiß")),
        ("Par Jean de la Tour", ("Jean de la Tour",)),
        ("Words by Ana O’Neill", ("Ana O’Neill",)),
    ],
)
def test_byline_gives_its_names(line, names):
    assert read_byline(line) == names


@pytest.mark.parametrize(
    "line", ["By Monday, the state", "by the time he came", "Por qué no", "The mayor", "By far the best in years?"]
)
def test_what_is_no_byline_names_nobody(line):
    assert not is_byline(line)


def test_names_are_read_as_far_as_they_are_names():
    assert read_names("Elena Ruiz, in Lisbon") == ("Elena Ruiz",)
