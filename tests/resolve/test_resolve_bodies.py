"""Bodies in three languages: international ones, those bound to a state, kinds without a state."""

import pytest

from dragoman.codebook import is_country
from dragoman.resolve import Resolver
from dragoman.resolve.data import rows

RESOLVER = Resolver()


def bodies(text: str, lang: str) -> list[tuple[str, str | None, str | None, str]]:
    """Name, country, sector and form of each body named."""
    return [
        (mention.name, mention.country, mention.sector, mention.form)
        for mention in RESOLVER.mentions(text, lang)
        if mention.what == "body"
    ]


@pytest.mark.parametrize(
    ("lang", "text", "name", "country", "form"),
    [
        ("en", "NATO agreed.", "NATO", "IGO:NATO", "acronym"),
        ("es", "La OTAN aceptó.", "NATO", "IGO:NATO", "acronym"),
        ("ru", "НАТО согласилась.", "NATO", "IGO:NATO", "acronym"),
        ("ru", "страны Североатлантического альянса", "NATO", "IGO:NATO", "name"),
        ("en", "the European Union", "European Union", "IGO:EU", "name"),
        ("es", "la UE", "European Union", "IGO:EU", "acronym"),
        ("ru", "в Евросоюзе", "European Union", "IGO:EU", "name"),
        ("es", "la ONU", "United Nations", "IGO:UN", "acronym"),
        ("ru", "в ООН", "United Nations", "IGO:UN", "acronym"),
        ("en", "the UN Security Council", "United Nations Security Council", "IGO:UN", "name"),
        ("en", "the CSTO", "Collective Security Treaty Organization", "IGO:CSTO", "acronym"),
        ("es", "la OTSC", "Collective Security Treaty Organization", "IGO:CSTO", "acronym"),
        ("ru", "силы ОДКБ", "Collective Security Treaty Organization", "IGO:CSTO", "acronym"),
        ("ru", "по данным IAEA", "International Atomic Energy Agency", "IGO:IAEA", "acronym"),
        ("ru", "по данным МАГАТЭ", "International Atomic Energy Agency", "IGO:IAEA", "acronym"),
    ],
)
def test_international_bodies(lang: str, text: str, name: str, country: str, form: str) -> None:
    assert bodies(text, lang) == [(name, country, "IGO", form)]


@pytest.mark.parametrize(
    ("lang", "text", "name", "country", "sector"),
    [
        ("en", "the Norwegian Ministry of Defence", "Ministry of Defence of Norway", "NOR", "MIL"),
        ("en", "Norway's defence ministry", "Ministry of Defence of Norway", "NOR", "MIL"),
        ("en", "the Ministry of Defence of the Republic of Cuba", "Ministry of Defence of Cuba",
         "CUB", "MIL"),
        ("en", "the Peruvian Navy", "Navy of Peru", "PER", "MIL"),
        ("en", "the armed forces of the Philippines", "Armed Forces of the Philippines", "PHL",
         "MIL"),
        ("en", "the Cuban foreign ministry", "Ministry of Foreign Affairs of Cuba", "CUB", "GOV"),
        ("en", "the Cuban interior ministry", "Ministry of the Interior of Cuba", "CUB", "COP"),
        ("en", "the Cuban parliament", "Parliament of Cuba", "CUB", "LEG"),
        ("es", "el Ministerio de Defensa de Noruega", "Ministry of Defence of Norway", "NOR",
         "MIL"),
        ("es", "el Ejército noruego", "Army of Norway", "NOR", "MIL"),
        ("es", "la Cancillería cubana", "Ministry of Foreign Affairs of Cuba", "CUB", "GOV"),
        ("es", "las Fuerzas Armadas de la República de Cuba", "Armed Forces of Cuba", "CUB",
         "MIL"),
        ("ru", "Минобороны Норвегии", "Ministry of Defence of Norway", "NOR", "MIL"),
        ("ru", "министерством обороны Республики Куба", "Ministry of Defence of Cuba", "CUB",
         "MIL"),
        ("ru", "кубинская армия", "Army of Cuba", "CUB", "MIL"),
        ("ru", "в МИДе Кубы", "Ministry of Foreign Affairs of Cuba", "CUB", "GOV"),
        ("ru", "норвежским военно-морским флотом", "Navy of Norway", "NOR", "MIL"),
        ("ru", "ВМС Перу", "Navy of Peru", "PER", "MIL"),
    ],
)  # fmt: skip
def test_a_kind_of_body_takes_the_state_beside_it(
    lang: str, text: str, name: str, country: str, sector: str
) -> None:
    assert bodies(text, lang) == [(name, country, sector, "name")]


@pytest.mark.parametrize(
    ("lang", "text", "name", "country"),
    [
        ("ru", "МО РБ", ["Ministry of Defence of Belarus"], "BLR"),
        ("ru", "ВС РБ", ["Armed Forces of Belarus"], "BLR"),
        ("ru", "МО РФ и ВС РФ", ["Ministry of Defence of Russia", "Armed Forces of Russia"], "RUS"),
        ("ru", "МО РА", ["Ministry of Defence of Armenia"], "ARM"),
        ("ru", "ВС РА", ["Armed Forces of Armenia"], "ARM"),
        ("ru", "МО РК", ["Ministry of Defence of Kazakhstan"], "KAZ"),
        ("ru", "ЦАХАЛ, он же АОИ", ["Israel Defense Forces"] * 2, "ISR"),
        ("ru", "НОАК", ["People's Liberation Army"], "CHN"),
        ("ru", "КСИР", ["Islamic Revolutionary Guard Corps"], "IRN"),
        ("ru", "ВСУ", ["Armed Forces of Ukraine"], "UKR"),
        ("en", "JSDF", ["Japan Self-Defense Forces"], "JPN"),
        ("en", "US DoD", ["Ministry of Defence of the United States"], "USA"),
        ("en", "ROK JCS", ["General Staff of South Korea"], "KOR"),
        ("en", "the TNI", ["Indonesian National Armed Forces"], "IDN"),
        ("es", "las FAR", ["Revolutionary Armed Forces of Cuba"], "CUB"),
        ("es", "la FANB y la GNB", ["Bolivarian National Armed Forces",
         "Bolivarian National Guard"], "VEN"),
        ("es", "el MinDef de Rusia", ["Ministry of Defence of Russia"], "RUS"),
    ],
)  # fmt: skip
def test_abbreviations(lang: str, text: str, name: list[str], country: str) -> None:
    assert [row[:2] for row in bodies(text, lang)] == [(one, country) for one in name]


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("en", "the defence ministry said", "Ministry of Defence"),
        ("en", "the army said", "Army"),
        ("es", "el Ministerio de Defensa dijo", "Ministry of Defence"),
        ("ru", "в Минобороны сообщили", "Ministry of Defence"),
        ("ru", "сообщили в парламенте", "Parliament"),
        ("en", "the army said in Norway's capital", "Army"),
    ],
)
def test_a_kind_of_body_without_a_state_stays_a_role(lang: str, text: str, name: str) -> None:
    found = bodies(text, lang)
    assert [(row[0], row[1], row[3]) for row in found] == [(name, None, "role")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "a military matter for the embassy"),
        ("es", "armada hasta los dientes"),
        ("ru", "власти над ним"),
    ],
)
def test_words_that_need_a_state_name_nothing_without_one(lang: str, text: str) -> None:
    assert bodies(text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "the general staff of the Cuban army"),
        ("ru", "генштаб кубинской армии"),
        ("es", "el Estado Mayor del Ejército cubano"),
    ],
)
def test_a_kind_of_body_takes_the_state_of_the_body_it_belongs_to(lang: str, text: str) -> None:
    assert [row[1] for row in bodies(text, lang)] == ["CUB", "CUB"]


def test_every_known_body_has_a_code_and_is_found() -> None:
    for row in rows("bodies.tsv"):
        assert is_country(row["country"]), row
        name = row["en"].split(";")[0]
        if name and not name.endswith("="):
            found = RESOLVER.mentions(f"({name})", "en")
            assert row["country"] in {mention.country for mention in found}, name
