"""Events of one report that are one happening."""

from dataclasses import replace

from dragoman.code.merging import PIECES, merge
from dragoman.model import Event, Ground, Party, Span, anchor

TEXT = "Norway sold Chile boats. The boats that Chile bought were grey. " * 3
NORWAY, CHILE = Party("Norway", "NOR", "GOV"), Party("Chile", "CHL", "GOV")


def sale(number: int, **more: object) -> Event:
    """A sale that the sentence of this number states."""
    starts = [0, *(n + 2 for n, mark in enumerate(TEXT) if mark == ".")]
    piece = anchor(TEXT, Span(starts[number], starts[number + 1] - 1))
    event = Event("transfer", (NORWAY,), (CHILE,), "actual", (piece,), confidence=0.5)
    return replace(event, **more)  # type: ignore[arg-type]


def test_repeats_are_one_event_with_all_its_evidence() -> None:
    ground = Ground("trigger", Span(7, 11), "transfer")
    first = sale(0, grounds=(ground,))
    (event,) = merge([first, sale(1, time="2031-03", said_by=("Norway",))])
    assert len(event.evidence) == 2
    assert (event.time, event.said_by, event.grounds) == ("2031-03", ("Norway",), (ground,))


def test_no_more_evidence_is_kept_than_can_be_read() -> None:
    (event,) = merge([sale(number) for number in range(5)])
    assert len(event.evidence) == PIECES


def test_what_differs_in_kind_sides_status_or_time_stays_apart() -> None:
    told = [
        sale(0, time="2031-03"),
        sale(1, time="2032-03"),
        sale(2, status="planned"),
        sale(3, initiator=(CHILE,), recipient=(NORWAY,)),
        sale(4, kind="aid"),
    ]
    assert merge(told) == tuple(told)


def test_the_likelier_of_two_repeats_gives_the_confidence() -> None:
    (event,) = merge([sale(0, confidence=0.3), sale(1, confidence=0.8)])
    assert event.confidence == 0.8
