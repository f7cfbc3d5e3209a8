"""Which language a text is in."""

import re
from collections import Counter
from functools import cache
from typing import Any

_ENOUGH = 40
_SAMPLE = 4_000
_CERTAIN = 0.95
_LETTERS = re.compile(r"[^\W\d_]+")

# The commonest little words of each language. They settle nearly every story in a tenth of a millisecond, where the
# model of py3langid takes a second and 100 MB to load; it is asked only where they do not decide.
_LITTLE_WORDS = {
    "en": "the of and to in a is that for on was with as it by he at from are his be has have an not this but who",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er",
    "fr": "de la le et les des en un une du que est pour qui dans a par sur pas au plus ne se sont avec il ce cette",
    "es": "de la que el en y a los se del las por un para con no una su al es lo como más o pero sus le ha ya",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como ao mas foi das à pelo são",
    "it": "di e il la che in a per un è del non una con si le da i dei della sono al come nel più ha alla anche",
    "ca": "de la i a que el en els les per un amb del una al no és va ha les dels són com més aquest seva però",
    "gl": "de a que o e do da en un para con non unha os no se na por máis as dos como ao pero foi das á polo são",
    "nl": "de het een van en in is dat op te voor met zijn die niet aan er om ook als bij door naar maar heeft hij",
    "sv": "och att i det som en på är av för med den till har inte om ett han men var sig från vi så kan när år",
    "da": "og at i det er en til på af for med den de som har ikke om et han men var sig fra kan ved blev efter",
    "no": "og i å det er en til på av for med at den som har ikke de om et han men var seg fra kan ved ble etter",
    "fi": "ja on ei että se oli hän mutta myös kun ovat joka mukaan sen kuin jos niin tai olla ole vuoden voi sitä",
    "is": "og að í á er sem við til um en það hann af með ekki var fyrir hefur þess frá því eru hún þetta verið",
    "pl": "w i na z się do nie że to o jest od po jak za przez co ale dla są tym czy jego oraz także który było",
    "cs": "a v se na je že s z do o to i ve pro za by ale jako po od jsou který podle také není bylo které jeho",
    "sk": "a v sa na je že s z do o to aj vo pre za by ale ako po od sú ktorý podľa tiež nie bolo ktoré jeho",
    "sl": "in je v na za da se so z ki pa ne po tudi bi od do s kot ni iz bo ali še pri med kako leta",
    "hr": "je i u na se da za su od s a o koji će iz što kao nije to bi do po te ili godine koja također",
    "hu": "a az és hogy nem is egy meg volt ez de csak már mint vagy ha el lesz szerint még ki amely azt után",
    "ro": "de a în și la cu pe din că o să nu un pentru este mai care au fost ce prin sunt se al ale iar după",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi ne sonra kadar en ya ancak göre olduğu her ise",
    "id": "yang dan di ini itu dengan untuk dari pada dalam tidak akan oleh juga ada adalah ke sebagai telah bisa",
    "ms": "yang dan di ini itu dengan untuk daripada pada dalam tidak akan oleh juga ada adalah ke sebagai telah boleh",
    "vi": "và của là có cho các được trong không với một những này đã người khi từ đến tại về ông vào năm ra",
    "et": "ja on ei et see ta oli kui ka aga mis oma kes või siis selle pole nii välja veel ning kuid ole tema",
    "lv": "un ir ar no par uz ka lai kas bet arī pie tas vai pēc ne kā līdz gan tā jau šo viņš gada var",
    "lt": "ir kad į su iš tai yra bet kaip dėl jis buvo už apie ar po tik pat jau nuo iki taip bus metų",
    "sq": "e të në i me për nga një që është së dhe ka si nuk më do por janë ishte kjo u ai kanë duke",
    "sw": "ya na wa kwa ni za katika la kuwa hiyo huo cha ambao baada hii huyo alisema lakini pia yake",
    "af": "die van en in is het dat te nie vir wat met op n hy sy aan was ook as om sal by kan word deur",
    "ru": "и в не на что с он как по это из но за к для о от его так же был было все а они мы",
    "uk": "і в не на що з він як за це із але до для про від його та й було був які у вони ми також",
    "bg": "и в на не за се от да е с по че са към като но до ще му той при тази това беше през",
    "sr": "је и у на се да за су од са а о који ће из што као није то би до по те или године",
}
_SCRIPTS = (
    (re.compile("[\u3040-\u30ff]"), "ja", 0.05),
    (re.compile("[\uac00-\ud7af]"), "ko", 0.3),
    (re.compile("[\u4e00-\u9fff]"), "zh", 0.3),
    (re.compile("[\u0370-\u03ff]"), "el", 0.5),
    (re.compile("[\u0590-\u05ff]"), "he", 0.5),
    (re.compile("[\u0e00-\u0e7f]"), "th", 0.3),
)
_SAME = {"nb": "no", "nn": "no", "iw": "he"}


def find_language(text: str, declared: str | None = None) -> str | None:
    """Return the ISO 639-1 code of the text's language, or None when it is too short to say and nothing is declared.

    What a page declares decides where the words leave it open; it does not rule, for pages made from one template
    often declare the wrong language.
    """
    wanted = read_language_code(declared)
    sample = text[:_SAMPLE]
    letters = sum(character.isalpha() for character in sample)
    for script, language, share in _SCRIPTS if letters >= _ENOUGH / 2 else ():
        if len(script.findall(sample)) > share * letters:
            return language
    if letters < _ENOUGH:
        return wanted
    return _find_by_little_words(sample, wanted) or _find_by_model(sample, wanted)


def count_little_words(text: str) -> int:
    """Return how many of a text's words are little words of the one language that has most of them."""
    words = Counter(_LETTERS.findall(text[:_SAMPLE].lower()))
    return max(sum(words[word] for word in little) for little in _little_words().values())


def read_language_code(declared: str | None) -> str | None:
    """Return the two-letter code of a declaration such as “en-GB” or “pt_BR”, or None."""
    code = re.split(r"[-_;,\s]", (declared or "").strip().lower())[0]
    code = _SAME.get(code, code)
    return code if re.fullmatch(r"[a-z]{2}", code) else None


def _find_by_little_words(sample: str, wanted: str | None) -> str | None:
    words = Counter(_LETTERS.findall(sample.lower()))
    counted = sorted(
        ((sum(words[word] for word in little), language) for language, little in _little_words().items()), reverse=True
    )
    (best, language), (second, _) = counted[:2]
    if best < 4 or best < 0.12 * words.total():
        return None
    if best >= 1.3 * second:
        return language
    near = {name for count, name in counted if count >= best / 1.3}
    return wanted if wanted in near else None


def _find_by_model(sample: str, wanted: str | None) -> str | None:
    found, certainty = _identifier().classify(" ".join(sample.split()))
    if found == wanted or certainty >= _CERTAIN:
        return str(found)
    return wanted or (str(found) if certainty >= 0.7 else None)


@cache
def _little_words() -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in _LITTLE_WORDS.items()}


@cache
def _identifier() -> Any:
    # its import and its model take a second, which only the stories that need it should pay
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([name for name in identifier.labels if len(name) == 2])
    return identifier
