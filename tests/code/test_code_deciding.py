"""From chances to parties, and the names they are given."""

from collections.abc import Callable

import numpy as np
import pytest

from dragoman.code.attribution import find_sayings
from dragoman.code.deciding import (
    Chosen,
    Enough,
    choose_parties,
    choose_states,
    choose_triggers,
)
from dragoman.code.naming import name_party
from dragoman.code.network.statements import joined
from dragoman.code.page import Page
from dragoman.code.parties import find_cast
from dragoman.code.triggers import Trigger
from dragoman.code.where import choose_place
from dragoman.code.windows import Window, admit, windows_of
from dragoman.model import Span

ENOUGH = Enough(party=0.6, needed=0.1, spared=0.3)
TEXT = "Norway, Chile and Peru spoke in Oslo."


def only_window(page: Page) -> Window:
    (window,) = windows_of(page, find_cast(page), find_sayings(page))
    return window


def countries(chosen: tuple[Chosen, ...]) -> set[str]:
    return {one.actor.country for one in chosen}


@pytest.mark.parametrize(
    ("kind", "chances", "sides"),
    [
        # Chances of Norway, Chile, Peru and Oslo on the first and on the second side.
        ("transfer", [(0.9, 0), (0, 0.8), (0, 0.7), (0, 0)], ({"NOR"}, {"CHL", "PER"})),
        # The likelier mention of a country counts, whichever it is.
        ("transfer", [(0.2, 0), (0, 0.8), (0, 0), (0.9, 0)], ({"NOR"}, {"CHL"})),
        # A side that an event must have is filled with the best there is, if it is likely at all.
        ("transfer", [(0.9, 0), (0, 0.2), (0, 0.15), (0, 0)], ({"NOR"}, {"CHL"})),
        ("transfer", [(0.9, 0), (0, 0.05), (0, 0), (0, 0)], ({"NOR"}, set())),
        # One that may be empty asks for more.
        ("denial", [(0.9, 0), (0, 0.2), (0, 0), (0, 0)], ({"NOR"}, set())),
        ("denial", [(0.9, 0), (0, 0.4), (0, 0), (0, 0)], ({"NOR"}, {"CHL"})),
        # Nobody is on both sides.
        ("attack", [(0.9, 0.7), (0, 0.8), (0, 0), (0, 0)], ({"NOR"}, {"CHL"})),
        ("attack", [(0.05, 0), (0, 0.8), (0, 0), (0, 0)], None),
        ("meeting", [(0.9, 0), (0.8, 0), (0.7, 0), (0, 0)], ({"NOR"}, {"CHL", "PER"})),
        ("meeting", [(0.9, 0), (0.2, 0), (0.1, 0), (0, 0)], ({"NOR"}, {"CHL"})),
        ("meeting", [(0.9, 0), (0.05, 0), (0, 0), (0, 0)], None),
    ],
)
def test_which_parties_are_taken(
    page: Callable[..., Page],
    kind: str,
    chances: list[tuple[float, float]],
    sides: tuple[set[str], set[str]] | None,
) -> None:
    window = only_window(page(TEXT, "en"))
    assert [one.country for one in window.candidates] == ["NOR", "CHL", "PER", "NOR"]
    parties = choose_parties(kind, window, np.array(chances), ENOUGH, {})
    found = parties and (countries(parties.initiator), countries(parties.recipient))
    assert found == sides


PERSON = "Norway met Chile. Prime Minister Ilmo Dravec agreed. Later Dravec left."


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        # Chances of none, Norway and Chile, for each time that he is named.
        ([(0.1, 0.8, 0.1), (0.2, 0.7, 0.1)], {"Ilmo Dravec": "NOR"}),
        ([(0.1, 0.8, 0.1), (0.1, 0.2, 0.7)], {}),
        ([(0.8, 0.1, 0.1), (0.8, 0.1, 0.1)], {}),
    ],
)
def test_the_state_of_a_person_where_all_places_agree(
    page: Callable[..., Page], rows: list[tuple[float, float, float]], found: dict[str, str]
) -> None:
    window = only_window(page(PERSON, "en"))
    assert [one.mention.name for one in window.persons] == ["Ilmo Dravec", "Ilmo Dravec"]
    assert [one.country for one in window.candidates] == ["NOR", "CHL"]
    assert choose_states([(window, np.array(rows))], 0.6) == found


@pytest.mark.parametrize(
    ("choice", "name", "spot"),
    [(0, None, None), (1, "Chile", None), (2, "Norway", 0), (4, "Oslo", 2)],
)
def test_where_it_happened(
    page: Callable[..., Page], choice: int, name: str | None, spot: int | None
) -> None:
    laid = page("Norway visited Chile after talks in Oslo.", "en")
    window = only_window(laid)
    chances = [(0.9, 0), (0, 0.9), *[(0, 0)] * (len(window.candidates) - 2)]
    parties = choose_parties("visit", window, np.array(chances), ENOUGH, {})
    assert parties is not None
    place, at = choose_place(laid, window, np.eye(5)[choice], parties)
    assert (place and place.name, at) == (name, spot)


def test_a_clause_gives_one_trigger_of_a_kind(page: Callable[..., Page]) -> None:
    laid = page("Norway sold Chile boats; Peru sold Chile guns.", "en")
    window = only_window(laid)
    likely = np.zeros((len(window.words), 2))
    likely[[1, 2, 5], 0] = (0.5, 0.7, 0.4)
    likely[1, 1] = 0.2
    assert list(choose_triggers(laid, window, likely, 0.3)) == [(2, 0), (5, 0)]


@pytest.mark.parametrize(
    ("text", "words", "kind", "name", "sector"),
    [
        (
            "The Kenyan navy sailed. Kenya sold boats to Peru.",
            "Kenyan navy",
            "visit",
            "Kenya",
            "GOV",
        ),
        (
            "Kenya paid. The Kenyan navy sold boats.",
            "Kenyan navy",
            "transfer",
            "Kenyan navy",
            "MIL",
        ),
        ("Many Kenyans were hired by Peru to fight.", "Kenyans", "recruitment", "Kenyans", "CVL"),
        ("Many Kenyans were hired by Peru to fight.", "Kenyans", "training", "Kenya", "MIL"),
    ],
)
def test_the_name_that_fits_what_is_done(
    page: Callable[..., Page], text: str, words: str, kind: str, name: str, sector: str
) -> None:
    laid = page(text, "en")
    actor = next(
        one for line in find_cast(laid).by_sentence for one in line if words in one.span.of(text)
    )
    sentence = laid.sentences[-1]
    trigger = Trigger(Span(sentence.span.end - 5, sentence.span.end - 1), kind)
    clause = sentence.clause_at(trigger.span.start)
    party = name_party(laid, sentence, clause, trigger, Chosen(actor, 0.9))
    assert (party.name, party.sector) == (name, sector)


def test_small_gaps_are_closed_but_not_over_the_cue() -> None:
    assert joined([(0, 4), (6, 9), (20, 22)], (30, 31)) == [(0, 9), (20, 22)]
    assert joined([(0, 4), (6, 9)], (4, 5)) == [(0, 4), (6, 9)]
    assert joined([], (0, 1)) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Norway met Chile. Prime Minister Ilmo Dravec agreed.", "Norway"),
        ("The Norwegian navy met Chile. Prime Minister Ilmo Dravec agreed.", "Norwegian navy"),
    ],
)
def test_nobody_is_put_down_for_an_inferred_state(
    page: Callable[..., Page], text: str, name: str
) -> None:
    laid = page(text, "en")
    window = only_window(laid)
    admit(window, {"Ilmo Dravec": "NOR"})
    actor = window.candidates[-1].actor
    assert actor is not None
    sentence = laid.sentences[1]
    clause = sentence.clause_at(actor.span.start)
    trigger = Trigger(Span(sentence.words[-1].start, sentence.words[-1].end), "agreement")
    party = name_party(laid, sentence, clause, trigger, Chosen(actor, 0.9))
    assert (party.name, party.country) == (name, "NOR")
