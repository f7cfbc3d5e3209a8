import pytest

from reader.intake.language import find_language, read_language_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The mayor opened the bridge on Monday and said that it was the best day of his life.", "en"),
        ("Der Minister sagte, dass er nicht wisse, was er mit dem Geld tun solle, und ging.", "de"),
        ("El presidente dijo que no sabía nada del asunto y que lo lamentaba por los vecinos.", "es"),
        ("Le maire a ouvert le pont lundi et il a dit que c'était un grand jour pour la ville.", "fr"),
        ("Burgemeester opent de brug en zegt dat het een mooie dag is voor de stad en het land.", "nl"),
        ("Мэр открыл мост в понедельник и сказал, что это был хороший день для города.", "ru"),
        ("市長は月曜日に橋を開通させ、町にとって良い日だと述べた。住民は喜んでいる。多くの人が橋を渡った。", "ja"),
        (
            "시장은 월요일에 다리를 개통하고 도시에 좋은 날이라고 말했다. 주민들은 기뻐하고 있다.",
            "ko",
        ),
    ],
)
def test_language_of_a_text_is_found(text, code):
    assert find_language(text) == code


def test_short_text_without_a_declaration_has_none():
    assert find_language("Bridge opens") is None


def test_short_text_has_the_language_it_declares():
    assert find_language("Bridge opens", "en-GB") == "en"


def test_declaration_that_lies_does_not_rule():
    assert find_language("Der Minister sagte, dass er nicht wisse, was er mit dem Geld tun solle.", "en") == "de"


def test_declarations_become_two_letters():
    assert [read_language_code(code) for code in ("en-US", "pt_BR", "nb", "", None, "english")] == [
        "en",
        "pt",
        "no",
        None,
        None,
        None,
    ]
