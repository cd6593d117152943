"""Windows: every sentence once, and what may be a party, a time or a source in each."""

from collections.abc import Callable

import pytest

from dragoman.code.attribution import find_sayings
from dragoman.code.page import Page
from dragoman.code.parties import find_cast
from dragoman.code.windows import DEPTHS, INFERRED, LENGTH, Window, admit, windows_of

LONG = "Snow fell on the harbour all day while the crews of both fleets waited for orders. " * 12


def windows(page: Page, whole: bool = True) -> list[Window]:
    return list(windows_of(page, find_cast(page), find_sayings(page), whole))


def test_every_sentence_is_its_own_window_s_once(page: Callable[..., Page]) -> None:
    laid = page(f"Norway accused Chile. {LONG}Peru signed a treaty with Kenya.", "en")
    made = windows(laid)
    inside = [n for window in made for n in dict.fromkeys(window.sentences)]
    assert inside == [sentence.index for sentence in laid.sentences]
    assert len(made) > 1
    for window in made:
        assert window.end - window.words[0].start <= LENGTH
        assert window.end >= window.words[-1].end


def test_a_paragraph_that_does_not_fit_begins_a_window(page: Callable[..., Page]) -> None:
    one, two = LONG[:420], LONG[:330]
    laid = page(f"{one.strip()}\n\n{two.strip()}\n\n{two.strip()}", "en")
    first, second = windows(laid)
    assert first.text[first.end :].startswith("\n\n")
    assert second.words[0].start == first.end + 2


def test_parties_named_elsewhere_are_candidates_without_words(page: Callable[..., Page]) -> None:
    laid = page(f"Norway accused Chile. {LONG}Peru was silent.", "en", title="Chile accused")
    last = windows(laid)[-1]
    told = {one.country: one for one in last.candidates}
    assert set(told) == {"NOR", "CHL", "PER"}
    assert told["PER"].span is not None
    assert told["CHL"].span is None
    assert (told["CHL"].what, told["CHL"].titled, told["CHL"].rank) == ("elsewhere", True, 0)


def test_times_and_speakers_before_the_window_are_kept(page: Callable[..., Page]) -> None:
    text = f"On 3 March 2024 Norway paid. The minister of Chile, Ana Rojas, said so. {LONG}He left."
    last = windows(page(text, "en"))[-1]
    assert [one.time.edtf for one in last.moments] == ["2024-03-03"]
    assert [one.name for one in last.speakers] == ["Ana Rojas"]


@pytest.mark.parametrize(("whole", "depths"), [(True, {0, 1}), (False, {DEPTHS - 1})])
def test_a_text_that_is_no_whole_report_has_no_depth(
    page: Callable[..., Page], whole: bool, depths: set[int]
) -> None:
    (window,) = windows(page("Norway paid. Chile slept.", "en"), whole)
    assert set(window.depths) == depths


def test_a_text_without_words_has_no_window(page: Callable[..., Page]) -> None:
    assert windows(page("...", "en")) == []


def test_a_person_without_a_state_is_a_candidate_once_it_is_known(
    page: Callable[..., Page],
) -> None:
    text = "Norway protested in Oslo. Prime Minister Ilmo Dravec spoke to Chile's envoy."
    (window,) = windows(page(text, "en"))
    assert [one.mention.name for one in window.persons] == ["Ilmo Dravec"]
    before = len(window.candidates)
    admit(window, {"Somebody Else": "CHL"})
    admit(window, {"Ilmo Dravec": "PER"})
    assert len(window.candidates) == before
    admit(window, {"Ilmo Dravec": "NOR"})
    added = window.candidates[-1]
    assert (added.country, added.what, added.span) == (
        "NOR",
        "person",
        window.persons[0].mention.span,
    )
    assert added.actor is not None
    assert added.actor.mention.form == INFERRED


def test_spots_are_places_and_states_but_no_demonyms(page: Callable[..., Page]) -> None:
    (window,) = windows(page("Chilean troops left Peru and Bergen for Norway.", "en"))
    assert [one.mention.span.of(window.text) for one in window.spots] == [
        "Peru",
        "Bergen",
        "Norway",
    ]
