"""Persons in three languages: with a title, in short, in apposition, by title alone."""

import pytest

from dragoman.resolve import Resolver

RESOLVER = Resolver()

Row = tuple[str, str, str | None, str | None]


def persons(text: str, lang: str) -> list[Row]:
    """Words, name, country and sector of each person."""
    return [
        (mention.span.of(text), mention.name, mention.country, mention.sector)
        for mention in RESOLVER.mentions(text, lang)
        if mention.what == "person"
    ]


@pytest.mark.parametrize(
    ("lang", "text", "name", "country", "sector"),
    [
        ("en", "Norwegian Defence Minister Kari Berg left.", "Kari Berg", "NOR", "MIL"),
        ("en", "the Cuban foreign minister, Juan Tarro, left.", "Juan Tarro", "CUB", "GOV"),
        ("en", "Norway's navy chief, Rear Admiral Ola Berg, left.", "Ola Berg", "NOR", "MIL"),
        ("en", "Ola Berg, the defence minister of Norway, left.", "Ola Berg", "NOR", "MIL"),
        ("en", "Ola Berg, Norway's foreign minister, left.", "Ola Berg", "NOR", "GOV"),
        ("en", "Gen. Ola Berg, commander of the Norwegian army, left.", "Ola Berg", "NOR", "MIL"),
        ("en", "NATO Secretary General Jan de Wit left.", "Jan de Wit", "IGO:NATO", "IGO"),
        ("en", "the secretary general of NATO, Jan de Wit, left.", "Jan de Wit", "IGO:NATO",
         "IGO"),
        ("en", "Kremlin spokesman Oleg Tarov said so.", "Oleg Tarov", "RUS", "GOV"),
        ("en", "Oman's ambassador to Norway, Ali al-Tarim, left.", "Ali al-Tarim", "OMN", "GOV"),
        ("en", "the Omani ambassador in Oslo, Ali al-Tarim, left.", "Ali al-Tarim", "OMN", "GOV"),
        ("en", "Norwegian intelligence chief Ola Berg left.", "Ola Berg", "NOR", "SPY"),
        ("en", "the speaker of the Norwegian parliament, Ola Berg, left.", "Ola Berg", "NOR",
         "LEG"),
        ("en", "Norwegian analyst Ola Berg said so.", "Ola Berg", "NOR", "CVL"),
        ("en", "In Oman, whose prime minister, Ali Tarim, left", "Ali Tarim", "OMN", "GOV"),
        ("en", "President Ola Berg left.", "Ola Berg", None, "GOV"),
        ("en", "Lt. Gen. J. D. Ashby left.", "J. D. Ashby", None, "MIL"),
        ("en", "Senator Mary O'Tarr left.", "Mary O'Tarr", None, "LEG"),
        ("en", "Mrs Ashby-Stone left.", "Ashby-Stone", None, None),
        ("en", "Crown Prince Salim bin Tarim left.", "Salim bin Tarim", None, "GOV"),
        ("en", "King Olaf III left.", "Olaf III", None, "GOV"),
        ("es", "el general Juan Tarro Gómez salió.", "Juan Tarro Gómez", None, "MIL"),
        ("es", "el ministro de Defensa de Noruega, Ola Berg, salió.", "Ola Berg", "NOR", "MIL"),
        ("es", "el canciller noruego Ola Berg salió.", "Ola Berg", "NOR", "GOV"),
        ("es", "el viceministro noruego de Defensa, general Ola Berg, salió.", "Ola Berg", "NOR",
         "MIL"),
        ("es", "Ola Berg, embajador de Noruega en Cuba, salió.", "Ola Berg", "NOR", "GOV"),
        ("es", "el embajador de Noruega en Cuba, Ola Berg, salió.", "Ola Berg", "NOR", "GOV"),
        ("es", "el secretario general de la OTAN, Jan de Wit, salió.", "Jan de Wit", "IGO:NATO",
         "IGO"),
        ("es", "el exministro de Exteriores de Noruega, Ola Berg, salió.", "Ola Berg", "NOR",
         "GOV"),
        ("es", "el presidente del Parlamento noruego, Ola Berg, salió.", "Ola Berg", "NOR", "LEG"),
        ("es", "la ministra Ana de la Torre salió.", "Ana de la Torre", None, "GOV"),
        ("ru", "Министр обороны Норвегии Ула Берг прибыл.", "Ула Берг", "NOR", "MIL"),
        ("ru", "с министром иностранных дел Кубы Иваном Тарановым", "Иван Таранов", "CUB", "GOV"),
        ("ru", "о выводе войск президент Омана Али Тарим", "Али Тарим", "OMN", "GOV"),
        ("ru", "о выводе войск первый вице-премьер Омана Али Тарим", "Али Тарим", "OMN", "GOV"),
        ("ru", "и его норвежский коллега Ула Берг", "Ула Берг", "NOR", None),
        ("ru", "норвежский министр обороны Ула Берг", "Ула Берг", "NOR", "MIL"),
        ("ru", "слова главы МИД Кубы Сергея Тарского", "Сергей Тарский", "CUB", "GOV"),
        ("ru", "послу Норвегии на Кубе Ивану Таранову", "Иван Таранов", "NOR", "GOV"),
        ("ru", "генсек НАТО Ян де Вит", "Ян де Вит", "IGO:NATO", "IGO"),
        ("ru", "Али аль-Тарим, министр обороны Омана, прибыл.", "Али аль-Тарим", "OMN", "MIL"),
        ("ru", "генерал-лейтенантом С. П. Тарановым", "С. П. Таранов", None, "MIL"),
        ("ru", "спикер парламента Норвегии Анна Тарова", "Анна Тарова", "NOR", "LEG"),
        ("ru", "с послом Норвегии Анной Таровой", "Анна Тарова", "NOR", "GOV"),
        ("ru", "пресс-секретаря президента РФ Олега Тарова", "Олег Таров", "RUS", "GOV"),
        ("ru", "вице-премьера Кубы Хосе Тарро", "Хосе Тарро", "CUB", "GOV"),
    ],
)  # fmt: skip
def test_a_name_with_its_title(
    lang: str, text: str, name: str, country: str | None, sector: str | None
) -> None:
    assert [row[1:] for row in persons(text, lang)] == [(name, country, sector)]


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("en", "General Ola Berg left.", "Ola Berg"),
        ("en", "Ola Berg, the general, left.", "Ola Berg"),
        ("es", "el general Ola Berg salió.", "Ola Berg"),
        ("ru", "генерала Улу Берга", "Улу Берга"),
        ("en", "President Berg's visit", "Berg"),
    ],
)
def test_the_span_holds_the_name_alone(lang: str, text: str, words: str) -> None:
    assert [row[0] for row in persons(text, lang)] == [words]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Norwegian President Ola Berg left. Berg is 50. Then Mr. Berg came.", 3),
        ("en", "Berg was seen. Norwegian President Ola Berg left.", 2),
        ("en", "President Berg of Norway left. The Norwegian president, Ola Berg, came.", 2),
        ("es", "El presidente noruego, Ola Berg Ruud, salió. Berg volvió. Ola Berg habló.", 3),
        ("ru", "Президент Норвегии Ула Берг прибыл. С Бергом был посол. Бергу верят.", 3),
    ],
)
def test_a_short_form_is_the_full_name(lang: str, text: str, expected: int) -> None:
    found = [row for row in persons(text, lang) if "Berg" in row[1] or "Берг" in row[1]]
    assert len(found) == expected
    assert len({row[1] for row in found}) == 1
    assert len(found[0][1].split()) >= 2
    assert {row[2] for row in found} == {"NOR"}


def test_two_of_one_family_are_two_persons() -> None:
    text = "Norwegian General Ola Berg left with Kari Berg. Ola Berg returned."
    assert [row[1:3] for row in persons(text, "en")] == [
        ("Ola Berg", "NOR"), ("Kari Berg", None), ("Ola Berg", "NOR"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "The presidents of Oman and Cuba, Ali Tarim and Juan Tarro, met.",
         [("Ali Tarim", "OMN"), ("Juan Tarro", "CUB")]),
        ("en", "Cuban ministers Juan Tarro and Ana Torre met.",
         [("Juan Tarro", "CUB"), ("Ana Torre", "CUB")]),
        ("es", "Los presidentes de Omán y Cuba, Ali Tarim y Juan Tarro, hablaron.",
         [("Ali Tarim", "OMN"), ("Juan Tarro", "CUB")]),
        ("ru", "Президенты Омана и Кубы Али Тарим и Хуан Тарро встретились.",
         [("Али Тарим", "OMN"), ("Хуан Тарро", "CUB")]),
        ("en", "The Cuban president and Norwegian Prime Minister Kari Berg met.",
         [("Cuban president", "CUB"), ("Kari Berg", "NOR")]),
    ],
)  # fmt: skip
def test_titles_of_several(lang: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert [row[1:3] for row in persons(text, lang)] == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Oman's defence minister left.",
         ("defence minister", "Oman's defence minister", "OMN", "MIL")),
        ("en", "The Cuban foreign minister left.",
         ("foreign minister", "Cuban foreign minister", "CUB", "GOV")),
        ("en", "The defence minister of Oman left.",
         ("defence minister", "defence minister of Oman", "OMN", "MIL")),
        ("es", "El canciller cubano salió.", ("canciller", "canciller cubano", "CUB", "GOV")),
        ("ru", "Министр обороны Омана прибыл.",
         ("Министр обороны", "Министр обороны Омана", "OMN", "MIL")),
    ],
)  # fmt: skip
def test_a_title_with_a_state_but_no_name(lang: str, text: str, expected: Row) -> None:
    assert persons(text, lang) == [expected]
    mention = next(m for m in RESOLVER.mentions(text, lang) if m.what == "person")
    assert mention.form == "role"


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("en", "The Cuban foreign minister, Juan Tarro, left. The Cuban foreign minister sang.",
         "Juan Tarro"),
        ("en", "Defence Minister Ola Berg left. The minister sang.", "Ola Berg"),
        ("en", "General Ola Berg and Minister Ana Torre left. The general sang.", "Ola Berg"),
        ("es", "El general Juan Tarro salió. El general cantó.", "Juan Tarro"),
        ("ru", "Генерал Иван Таранов вышел. Потом генерал запел.", "Иван Таранов"),
    ],
)  # fmt: skip
def test_a_title_alone_means_who_was_named_with_it(lang: str, text: str, name: str) -> None:
    last = [m for m in RESOLVER.mentions(text, lang) if m.what == "person"][-1]
    assert (last.form, last.name) == ("role", name)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The minister left. A general sang."),
        ("en", "A Cuban general and Cuban generals left."),
        ("en", "On Monday the frigate Admiral Berg sailed from Santa Cruz in March."),
        ("en", 'The ship "Admiral Berg" sailed; so did USS Ola Berg.'),
        ("en", "The president of Norway's Bank"),
        ("en", "They met at General Berg Square and in New Hope."),
        ("es", "el fondo de Financiamiento Militar Extranjero"),
        ("en", "Norway's defence attaché's office and its foreign ministry's press service"),
        ("ru", "пресс-служба норвежского Минобороны"),
        ("en", "MINISTER SAYS PEACE IS NEAR"),
        ("es", "El lunes la fragata Almirante Berg zarpó de Santa Cruz."),
        ("es", "en el Instituto General Berg de Medicina"),
        ("ru", "Фрегат «Адмирал Берг» и академия имени маршала Берга"),
        ("ru", "К приезду министра норвежская армия ушла."),
        ("ru", "Семь солдат в Северном Тарристане ранены."),
        ("ru", "После Северной Кореи и Омана дождь пришел сюда."),
        ("es", "saludo al jefe de la Marina de Guerra Revolucionaria"),
        ("ru", "Председатель Объединенной комиссии отсутствовал."),
        ("en", "Yesterday it rained. However, Nothing changed."),
    ],
)
def test_words_that_name_no_person(lang: str, text: str) -> None:
    assert [row for row in persons(text, lang) if "president" not in row[1]] == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The general staff's chief, General Ola Berg, left."),
        ("ru", "начальник Генштаба генерал Иван Таранов"),
    ],
)
def test_a_body_without_a_state_gives_way_in_a_title(lang: str, text: str) -> None:
    assert [mention.what for mention in RESOLVER.mentions(text, lang)] == ["person"]


def test_a_state_in_a_title_stays_a_mention() -> None:
    text = "Norwegian Defence Minister Kari Berg left."
    assert [(m.what, m.span.of(text)) for m in RESOLVER.mentions(text, "en")] == [
        ("country", "Norwegian"), ("person", "Kari Berg"),
    ]  # fmt: skip
