"""What stretches are about, as vectors."""

from collections.abc import Callable

import numpy as np
import pytest
from events.meaning import (
    SCALE,
    Meanings,
    likeness,
    load_projection,
    meanings,
    pooled,
)

from dragoman.code import load_network
from dragoman.code.attribution import find_sayings
from dragoman.code.network.layers import Array
from dragoman.code.network.tokens import Tokens
from dragoman.code.page import Page, lay_out
from dragoman.code.parties import find_cast
from dragoman.code.windows import windows_of
from dragoman.model import Span
from dragoman.read import read_text
from dragoman.resolve import Resolver

ReadPage = Callable[[str, str], Page]

ENGLISH = "The foreign ministers of Norland and Suria signed a grain treaty in Oslo on Monday."
SPANISH = "Los cancilleres de Norlandia y Suria firmaron el lunes en Oslo un tratado de cereales."
OTHER = "A patrol boat of Suria fired at fishermen from Norland near the cape on Monday."


@pytest.fixture(scope="module")
def page() -> ReadPage:
    """Lays a text out."""
    names = Resolver()
    return lambda text, lang: lay_out(read_text(text, ref="a", lang=lang), names)


def encode(page: Page) -> list[tuple[Tokens, Array]]:
    network = load_network()
    windows = windows_of(page, find_cast(page), find_sayings(page))
    return [network.encode(window) for window in windows]


def whole(page: ReadPage, text: str, lang: str) -> Meanings:
    return meanings(load_projection(), encode(page(text, lang)), [[Span(0, len(text))]])


def test_one_event_in_two_languages_is_closer_than_two_in_one(page: ReadPage) -> None:
    told, abroad = whole(page, ENGLISH, "en"), whole(page, SPANISH, "es")
    other = whole(page, OTHER, "en")
    assert likeness(told, abroad)[0, 0] > likeness(told, other)[0, 0] + 0.1


def test_vectors_have_one_length_and_are_the_same_again(page: ReadPage) -> None:
    encoded = encode(page(ENGLISH, "en"))
    stretches = [[Span(0, 40)], [Span(4, 11), Span(60, 80)], [Span(9000, 9001)]]
    made = meanings(load_projection(), encoded, stretches)
    assert made.shape == (3, 128)
    assert made.dtype == np.int8
    assert np.array_equal(made, meanings(load_projection(), encoded, stretches))
    assert np.diag(likeness(made, made))[:2] == pytest.approx([1, 1], abs=0.03)
    # Where there are no words there is no likeness.
    assert not made[2].any()
    assert abs(made[:2]).max() < SCALE


def test_spans_are_pooled_together(page: ReadPage) -> None:
    encoded = encode(page(ENGLISH, "en"))
    first, second = Span(4, 11), Span(12, 21)
    both = pooled(encoded, [first, second])
    assert both is not None
    # Words that two spans meet count once.
    assert both == pytest.approx(pooled(encoded, [second, first, Span(5, 8)]), abs=1e-6)
    assert both != pytest.approx(pooled(encoded, [first]), abs=1e-2)
    assert pooled(encoded, [Span(9000, 9001)]) is None


def test_nothing_read_means_nothing() -> None:
    assert not meanings(load_projection(), [], [[Span(0, 5)]]).any()
