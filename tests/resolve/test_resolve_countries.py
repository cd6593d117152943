"""Names of states in three languages: forms, metonyms, shared and careful names, blocks."""

from functools import cache

import pytest

from dragoman.codebook import is_country
from dragoman.resolve import Resolver, country_name
from dragoman.resolve.data import rows

RESOLVER = Resolver()


@cache
def states(text: str, lang: str) -> list[tuple[str, str | None, str]]:
    """Words, code and form of each state named."""
    return [
        (mention.span.of(text), mention.country, mention.form)
        for mention in RESOLVER.mentions(text, lang)
        if mention.what == "country"
    ]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Norway signed.", [("Norway", "NOR", "name")]),
        ("en", "the Republic of Cuba", [("Cuba", "CUB", "name")]),
        ("en", "a Norwegian ship", [("Norwegian", "NOR", "demonym")]),
        ("en", "two Cubans left", [("Cubans", "CUB", "demonym")]),
        ("en", "a U.S. ship", [("U.S.", "USA", "acronym")]),
        ("en", "the UAE and Oman", [("UAE", "ARE", "acronym"), ("Oman", "OMN", "name")]),
        ("en", "Burkina Faso's border", [("Burkina Faso", "BFA", "name")]),
        ("en", "Côte d'Ivoire", [("Côte d'Ivoire", "CIV", "name")]),
        ("en", "Cote d’Ivoire", [("Cote d’Ivoire", "CIV", "name")]),
        ("es", "Noruega firmó.", [("Noruega", "NOR", "name")]),
        ("es", "los buques noruegos", [("noruegos", "NOR", "demonym")]),
        ("es", "la bandera peruana", [("peruana", "PER", "demonym")]),
        ("es", "EE.UU. y Perú", [("EE.UU.", "USA", "acronym"), ("Perú", "PER", "name")]),
        ("es", "Peru sin acento", [("Peru", "PER", "name")]),
        ("es", "Arabia Saudí", [("Arabia Saudí", "SAU", "name")]),
        ("ru", "Норвегия подписала", [("Норвегия", "NOR", "name")]),
        ("ru", "в Норвегию и с Кубой", [("Норвегию", "NOR", "name"), ("Кубой", "CUB", "name")]),
        ("ru", "под Египтом", [("Египтом", "EGY", "name")]),
        ("ru", "норвежского судна", [("норвежского", "NOR", "demonym")]),
        ("ru", "двое кубинцев", [("кубинцев", "CUB", "demonym")]),
        ("ru", "помощь россиянам", [("россиянам", "RUS", "demonym")]),
        ("ru", "в США и РФ", [("США", "USA", "acronym"), ("РФ", "RUS", "acronym")]),
        ("ru", "в Объединенных Арабских Эмиратах", [
            ("Объединенных Арабских Эмиратах", "ARE", "name")]),
        ("ru", "Объединённые Арабские Эмираты", [("Объединённые Арабские Эмираты", "ARE", "name")]),
        ("ru", "российско-кубинские учения", [
            ("российско", "RUS", "demonym"), ("кубинские", "CUB", "demonym")]),
        ("en", "Sino-Cuban drills", [("Sino", "CHN", "demonym"), ("Cuban", "CUB", "demonym")]),
        ("es", "acuerdo chino-cubano", [
            ("chino", "CHN", "demonym"), ("cubano", "CUB", "demonym")]),
    ],
)  # fmt: skip
def test_names_and_their_forms(
    lang: str, text: str, expected: list[tuple[str, str | None, str]]
) -> None:
    assert states(text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "text", "country", "form"),
    [
        ("en", "Oslo refused.", "NOR", "capital"),
        ("en", "The Kremlin refused.", "RUS", "seat"),
        ("en", "The White House refused.", "USA", "seat"),
        ("en", "Downing Street refused.", "GBR", "seat"),
        ("en", "Uncle Sam refused.", "USA", "epithet"),
        ("es", "Lo negó Moscú.", "RUS", "capital"),
        ("es", "Lo negó la Casa Blanca.", "USA", "seat"),
        ("es", "Lo negó La Moneda.", "CHL", "seat"),
        ("es", "Lo negó el gigante asiático.", "CHN", "epithet"),
        ("ru", "В Осло отказались.", "NOR", "capital"),
        ("ru", "Об этом сообщили в Кремле.", "RUS", "seat"),
        ("ru", "Об этом сообщили в Белом доме.", "USA", "seat"),
        ("ru", "Об этом сообщили на Туманном Альбионе.", "GBR", "epithet"),
    ],
)
def test_words_that_stand_for_a_state(lang: str, text: str, country: str, form: str) -> None:
    assert [(code, kind) for _, code, kind in states(text, lang)] == [(country, form)]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Korea signed.", [None]),
        ("en", "South Korea signed; Korea agreed.", ["KOR", "KOR"]),
        ("en", "Korea lies between South Korea and North Korea.", [None, "KOR", "PRK"]),
        ("es", "Corea del Sur firmó; las tropas coreanas salieron.", ["KOR", "KOR"]),
        ("ru", "Корейские войска КНДР", ["PRK", "PRK"]),
        ("en", "Congo signed.", [None]),
        ("ru", "в Конго", [None]),
        ("en", "Guinea signed.", ["GIN"]),
        ("en", "Guinea-Bissau signed.", ["GNB"]),
        ("en", "Equatorial Guinea signed.", ["GNQ"]),
        ("en", "Papua New Guinea signed.", ["PNG"]),
        ("es", "Guinea Ecuatorial y Guinea", ["GNQ", "GIN"]),
        ("ru", "в Экваториальной Гвинее и Гвинее", ["GNQ", "GIN"]),
        ("en", "Yugoslavia signed.", [None]),
        ("en", "Sudan and South Sudan", ["SDN", "SSD"]),
        ("en", "Niger and Nigeria", ["NER", "NGA"]),
        ("en", "Abkhazia and Kosovo", ["NSA:Abkhazia", "XKX"]),
    ],
)
def test_shared_names_stay_open_unless_the_text_tells(
    lang: str, text: str, expected: list[str | None]
) -> None:
    assert [code for _, code, _ in states(text, lang)] == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "the captain, Jordan Ashby, left"),
        ("en", "they met Chad Ashby there"),
        ("en", "they met Georgia Ashby there"),
        ("en", "the Latin American fleet in the Gulf of Mexico"),
        ("en", "the Panama Canal and the South China Sea"),
        ("en", "a turkey and some china"),
        ("es", "en América Latina y el golfo de México"),
        ("es", "conoció a Israel Montes en casa"),
        ("ru", "в Латинской Америке и Мексиканском заливе"),
        ("ru", "Того судна больше нет."),
        ("ru", "по Индийскому океану"),
    ],
)
def test_words_that_mean_no_state(lang: str, text: str) -> None:
    assert states(text, lang) == []


@pytest.mark.parametrize(
    ("text", "country"),
    [("Chad signed.", "TCD"), ("in Jordan today", "JOR"), ("Georgia and Armenia", "GEO")],
)
def test_careful_names_alone_are_states(text: str, country: str) -> None:
    assert states(text, "en")[0][1] == country


@pytest.mark.parametrize(
    ("code", "name"),
    [("NOR", "Norway"), ("IGO:NATO", "NATO"), ("NSA:Abkhazia", "Abkhazia"), ("QQQ", "QQQ")],
)
def test_the_name_of_a_code(code: str, name: str) -> None:
    assert country_name(code) == name


def test_every_state_is_found_by_each_of_its_names() -> None:
    for row in rows("countries.tsv"):
        assert is_country(row["code"])
        for lang in ("en", "es"):
            for name in filter(None, row[lang].split(";")):
                found = RESOLVER.mentions(f"({name})", lang)
                codes = {mention.country for mention in found if mention.what == "country"}
                assert row["code"] in codes, (name, lang)
