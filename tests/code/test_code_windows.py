"""Windows: every sentence once, and what may be a party, a time or a source in each."""

from collections.abc import Callable

import pytest

from dragoman.code.attribution import find_sayings
from dragoman.code.page import Page
from dragoman.code.parties import find_cast
from dragoman.code.windows import DEPTHS, OWN_WORDS, Window, windows_of

LONG = "Snow fell on the harbour all day while the crews of both fleets waited for orders. " * 12


def windows(page: Page, whole: bool = True) -> list[Window]:
    return list(windows_of(page, find_cast(page), find_sayings(page), whole))


def test_every_sentence_is_its_own_window_s_once(page: Callable[..., Page]) -> None:
    laid = page(f"Norway accused Chile. {LONG}Peru signed a treaty with Kenya.", "en")
    made = windows(laid)
    own = [n for window in made for n in dict.fromkeys(window.sentences[window.own :])]
    assert own == [sentence.index for sentence in laid.sentences]
    assert len(made) > 1
    for window in made:
        assert len(window.words) - window.own <= OWN_WORDS
        assert window.end >= window.words[-1].end


def test_context_is_one_sentence(page: Callable[..., Page]) -> None:
    first, second, *_ = windows(page(LONG, "en"))
    assert first.own == 0
    assert len(set(second.sentences[: second.own])) == 1


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
