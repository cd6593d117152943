"""Times of what is said as part of a report's news."""

from collections.abc import Callable

import pytest

from dragoman.model import Coding

LEAD = "Norway and Chile signed a treaty in Oslo on Monday. Delegates of both praised the day."
FILLER = " The hall was full. Snow fell outside. The guests had soup. They left early."


@pytest.mark.parametrize(
    ("published", "time"),
    [
        # 11 March 2024 is the Monday that the lead names.
        ("2024-03-12", "2024-03-11"),
        # A Monday cannot be told without a day of publication.
        (None, None),
    ],
)
def test_what_is_said_with_the_news_is_of_its_day(
    code: Callable[..., Coding], published: str | None, time: str | None
) -> None:
    text = f"{LEAD} Snow fell all day. Norway accused Peru of spying.{FILLER}"
    (told,) = [
        event
        for event in code(text, "en", published=published).events
        if event.kind == "accusation"
    ]
    assert told.time == time


def test_without_a_day_in_the_lead_it_is_about_publication(code: Callable[..., Coding]) -> None:
    text = f"Norway and Chile signed a treaty. It was cold. Norway accused Peru of spying.{FILLER}"
    (told,) = [event for event in code(text, "en").events if event.kind == "accusation"]
    assert told.time is not None
    assert told.time.endswith("~")


def test_what_is_said_far_down_the_report_stays_without_a_time(code: Callable[..., Coding]) -> None:
    text = f"{LEAD}{FILLER}{FILLER} Norway accused Peru of spying."
    (told,) = [event for event in code(text, "en").events if event.kind == "accusation"]
    assert told.time is None
