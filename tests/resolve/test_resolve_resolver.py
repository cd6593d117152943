"""The resolver as a whole: order, spans, determinism, texts of any kind, time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.codebook import is_country
from dragoman.model import Mention
from dragoman.resolve import Resolver

RESOLVER = Resolver()

PIECES = [
    "Norway", "Norwegian", "the Kremlin", "NATO", "Ministry of Defence", "of", "in", "and", "'s",
    "General", "Minister", "the minister", "Ola Berg", "Berg", "al-Tarim", "J.", "Chad", "Congo",
    "el canciller", "noruego", "de Cuba", "Juan Tarro Gómez", "la OTAN", "ministro de Defensa",
    "министр обороны", "Норвегии", "Иван Таранов", "Таранову", "в Минобороны", "НАТО", "российско-",
    ",", ".", "(", ")", "\n", "«", "»", "-", "—", "\u200b", "\u202e", "\u00ad", "e\u0301", "🙂",
]  # fmt: skip
LANGS = ["en", "es", "ru", "und", "de-AT"]

texts = st.one_of(
    st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)
)


def check(text: str, mentions: tuple[Mention, ...]) -> None:
    end = 0
    for mention in mentions:
        assert end <= mention.span.start < mention.span.end <= len(text)
        end = mention.span.end
        assert mention.what in ("country", "body", "person", "place")
        assert mention.name.strip()
        if mention.country is not None and mention.what != "place":
            assert is_country(mention.country)


@given(texts, st.sampled_from(LANGS))
@settings(max_examples=300, deadline=None)
def test_mentions_are_in_range_in_order_and_apart(text: str, lang: str) -> None:
    check(text, tuple(RESOLVER.mentions(text, lang)))


@given(texts, st.sampled_from(LANGS))
@settings(max_examples=60, deadline=None)
def test_one_text_gives_one_answer(text: str, lang: str) -> None:
    assert RESOLVER.mentions(text, lang) == Resolver().mentions(text, lang)


@pytest.mark.parametrize("lang", ["en", "es", "ru"])
@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\u200b", "\u202e\u2066", ".", "'", "-", "12", "\ufeff"]
)
def test_texts_with_nothing_in_them(text: str, lang: str) -> None:
    assert tuple(RESOLVER.mentions(text, lang)) == ()


@pytest.mark.parametrize("letter", ["a", "A", "ж", "Ж", "ñ"])
def test_a_hundred_thousand_letters_take_little_time(letter: str) -> None:
    RESOLVER.mentions("Norway", "en")
    start = time.perf_counter()
    assert tuple(RESOLVER.mentions(letter * 100_000, "en")) == ()
    assert time.perf_counter() - start < 0.2


@pytest.mark.parametrize(
    "unit",
    [
        "(",
        "A ",
        "A-",
        "General Ola Berg and the general of Norway. ",
        "министр ",
        "de la ",
        "\u200b",
    ],
)
def test_repetition_does_not_cost_more_than_its_length(unit: str) -> None:
    lang = "ru" if unit == "министр " else "en"
    short, long = unit * (10_000 // len(unit)), unit * (80_000 // len(unit))
    RESOLVER.mentions(short, lang)
    start = time.perf_counter()
    RESOLVER.mentions(short, lang)
    middle = time.perf_counter()
    RESOLVER.mentions(long, lang)
    assert time.perf_counter() - middle < 30 * (middle - start) + 0.5


def test_a_report_in_another_script_is_read_as_russian() -> None:
    text = "Норвегия и Куба"
    assert [m.country for m in RESOLVER.mentions(text, "und")] == ["NOR", "CUB"]


def test_all_kinds_stand_together() -> None:
    text = "Norwegian General Ola Berg told NATO and the Cuban army that Norway agrees."
    assert [(m.what, m.country) for m in RESOLVER.mentions(text, "en")] == [
        ("country", "NOR"), ("person", "NOR"), ("body", "IGO:NATO"), ("body", "CUB"),
        ("country", "NOR"),
    ]  # fmt: skip
