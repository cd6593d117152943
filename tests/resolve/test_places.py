from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Mention, Span
from dragoman.resolve.places import find_places
from dragoman.resolve.words import words

Named = list[tuple[str, str, str | None]]


def places(
    text: str, lang: str, taken: tuple[str, ...] = (), countries: frozenset[str] = frozenset()
) -> list[Mention]:
    spans = [Span(text.index(word), text.index(word) + len(word)) for word in taken]
    return find_places(words(text), spans, lang, countries)


def named(text: str, lang: str) -> Named:
    return [(m.span.of(text), m.name, m.country) for m in places(text, lang)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The tanker called at Mersin on Sunday.", [("Mersin", "Mersin", "TUR")]),
        ("They met in the port of Tartus.", [("Tartus", "Tartus", "SYR")]),
        ("Drones fell near Kharkiv, Poltava and Lviv.", ["Kharkiv", "Poltava", "Lviv"]),
        ("GDANSK (Agency) - Two ships came in.", [("GDANSK", "Gdansk", "POL")]),
        ("Ships crossed the Black Sea at night.", [("Black Sea", "Black Sea", None)]),
        ("The ship sank off Crimea.", [("Crimea", "Crimea", None)]),
        ("Guests flew to Ramstein Air Base.", [("Ramstein Air Base", "Ramstein", "DEU")]),
        ("Shells hit the Kharkiv region.", [("Kharkiv region", "Kharkiv Oblast", "UKR")]),
        ("The base is in Victoria, Canada.", [("Victoria", "Victoria", "CAN")]),
        ("Talks in the Libyan city of Misrata ended.", [("Misrata", "Misratah", "LBY")]),
        ("The convoy left Cape Town.", [("Cape Town", "Cape Town", "ZAF")]),
    ],
)
def test_english_places(text: str, wanted: list[object]) -> None:
    found = named(text, "en")
    assert [item if isinstance(wanted[0], tuple) else item[1] for item in found] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Se reunieron en Esmirna el lunes.", [("Esmirna", "Izmir", "TUR")]),
        ("El buque zarpó de Punta Arenas.", ["Punta Arenas"]),
        ("Viajó de Járkov a Leópolis.", ["Kharkiv", "Lviv"]),
        ("Patrullan el mar Negro.", [("mar Negro", "Black Sea", None)]),
        ("Un petrolero en el estrecho de Ormuz.", ["Strait of Hormuz"]),
        ("SANTIAGO (Agencia) - El ministro viajó.", [("SANTIAGO", "Santiago", "CHL")]),
        ("Ejercicios en Mérida (Venezuela).", [("Mérida", "Mérida", "VEN")]),
        ("El tribunal de La Haya decidió.", [("La Haya", "The Hague", "NLD")]),
        ("Cayó en la ciudad de Alepo.", [("Alepo", "Aleppo", "SYR")]),
    ],
)
def test_spanish_places(text: str, wanted: list[object]) -> None:
    found = named(text, "es")
    assert [item if isinstance(wanted[0], tuple) else item[1] for item in found] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Танкер зашёл в порт Мерсин.", [("Мерсин", "Mersin", "TUR")]),
        ("Встреча прошла в Нижнем Новгороде.", ["Nizhniy Novgorod"]),
        ("Бои идут под Харьковом и Сумами.", ["Kharkiv", "Sumy"]),
        ("Учения в Чёрном море завершены.", [("Чёрном море", "Black Sea", None)]),
        ("Дроны над Белгородской областью.", ["Belgorod Oblast"]),
        ("Делегация вылетела из Владивостока.", ["Vladivostok"]),
        ("Жители Одессы слышали взрывы.", [("Одессы", "Odesa", "UKR")]),
        ("Пожар в Севастополе потушен.", [("Севастополе", "Sevastopol", None)]),
        ("Самолёт сел в аэропорту «Внуково».", ["Vnukovo"]),
        ("Он прибыл в ливийский Тобрук.", [("Тобрук", "Tobruk", "LBY")]),
    ],
)
def test_russian_places(text: str, wanted: list[object]) -> None:
    found = named(text, "ru")
    assert [item if isinstance(wanted[0], tuple) else item[1] for item in found] == wanted


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("General Santiago spoke of peace.", "en"),
        ("He thanked Paris Tolliver for it.", "en"),
        ("A plan, butted in Odess Tolliver, was ready.", "en"),
        ("Police in Union uniforms came.", "en"),
        ("Most of them met in March.", "en"),
        ("The submarine Krasnodar left port.", "en"),
        ('The yacht "Victoria" was seized.', "en"),
        ("The Black Sea Fleet exercised.", "en"),
        ("The Montreal Convention applies; so does the Convention of Geneva.", "en"),
        ("They drove to Xyzzyville at dawn.", "en"),
        ("They drove to Benghazi, Peru, at dawn.", "en"),
        ("El general Santiago Beltrame habló.", "es"),
        ("El Ministerio de Justicia calló.", "es"),
        ("La Convención de Ginebra lo prohíbe.", "es"),
        ("El submarino nuclear Omsk llegó.", "es"),
        ("La Flota del mar Negro zarpó.", "es"),
        ("Un vocero de la Presidencia lo negó.", "es"),
        ("Владимир Кротов прибыл.", "ru"),
        ("Крейсер «Омск» вышел.", "ru"),
        ("Крейсер Москва затонул.", "ru"),
        ("Новый мост в Центральной Азии.", "ru"),
        ("Там прошли переговоры.", "ru"),
        ("Полиция в городе молчит.", "ru"),
    ],
)
def test_what_is_no_place(text: str, lang: str) -> None:
    assert named(text, lang) == []


def test_taken_words_are_left_alone() -> None:
    text = "They flew to Benghazi and Tobruk."
    assert [m.name for m in places(text, "en", taken=("Benghazi",))] == ["Tobruk"]


@pytest.mark.parametrize(
    ("countries", "wanted"),
    [
        (frozenset(), "LBY"),
        (frozenset({"LBN"}), "LBN"),
        (frozenset({"LBN", "LBY"}), "LBY"),
        (frozenset({"FRA"}), "LBY"),
    ],
)
def test_a_state_named_in_the_text_tells_namesakes_apart(
    countries: frozenset[str], wanted: str
) -> None:
    (place,) = places("The convoy reached Tripoli.", "en", countries=countries)
    assert place.country == wanted


def test_a_great_city_is_not_taken_for_its_small_namesake() -> None:
    (place,) = places("He flew to Moscow.", "en", countries=frozenset({"USA"}))
    assert place.country == "RUS"


def test_a_disputed_city_is_not_given_to_the_state_of_its_namesake() -> None:
    (place,) = places("He flew to Donetsk.", "en", countries=frozenset({"RUS"}))
    assert (place.name, place.country) == ("Donetsk", None)


def test_a_small_town_abroad_is_not_guessed() -> None:
    text = "He was seen in Piura and in Bayreuth."
    assert [m.name for m in places(text, "en", countries=frozenset({"FRA"}))] == ["Piura"]
    assert len(places(text, "en", countries=frozenset({"DEU", "PER"}))) == 2


def test_a_mention_has_degrees() -> None:
    (place,) = places("He flew to Benghazi.", "en")
    assert place.what == "place"
    assert place.latitude == pytest.approx(32.1, abs=0.1)
    assert place.longitude == pytest.approx(20.1, abs=0.1)


PIECES = [
    "in", "en", "в", "the", "de", "Benghazi", "Santiago", "mar", "Negro", "Black", "Sea", "Сумах",
    "Нижнем", "Новгороде", "Port", "-", "au", "Prince", ",", ".", "«", "»", "Libya", "и", "Road",
    "Gulf", "of", "Aden", "(", ")", "'", "s", "\n", "Чёрном", "море", "1999",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " "])), max_size=25),
    st.sampled_from(["en", "es", "ru"]),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=4),
)
def test_mentions_are_in_order_in_range_and_disjoint(
    pieces: list[tuple[str, str]], lang: str, spans: list[tuple[int, int]]
) -> None:
    text = "".join(word + gap for word, gap in pieces)
    taken: list[Span] = []
    for start, length in sorted(spans):
        if not taken or start >= taken[-1].end:
            taken.append(Span(start, start + length))
    found = find_places(words(text), taken, lang)
    for mention in found:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert not any(mention.span.meets(span) for span in taken)
    for left, right in pairwise(found):
        assert left.span.end <= right.span.start
    assert found == find_places(words(text), taken, lang)
