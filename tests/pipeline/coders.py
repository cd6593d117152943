"""Coders of a few lines: equals of the shipped one, made to be well or ill behaved."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from dragoman.model import Coding, Event, Party, Quote, Report, Span, anchor
from values import ECUADOR, PORTUGAL


@dataclass(frozen=True)
class OneVisit:
    """Codes each report as one visit, told by all of its text, then changes that as it is told."""

    name: str = "visit-1"
    change: Callable[[Report, Coding], Coding] = lambda report, coding: coding

    def code(self, report: Report) -> Coding:
        words = anchor(report.text, Span(0, len(report.text)))
        event = Event("visit", (PORTUGAL,), (ECUADOR,), "actual", (words,), time="2031-03-03")
        coding = Coding(report.id, report.text_sha256, self.name, (event,))
        return self.change(report, coding)


def failing(report: Report, coding: Coding) -> Coding:
    if "Lisbon" in report.text:
        raise RuntimeError("the model\nbroke off")
    return coding


def of_another_text(report: Report, coding: Coding) -> Coding:
    return replace(coding, text_sha256="0" * 64)


def under_another_name(report: Report, coding: Coding) -> Coding:
    return replace(coding, coder="visit-9")


def out_of_place(report: Report, coding: Coding) -> Coding:
    quote = Quote("Nobody said so", "", replace(coding.events[0].evidence[0], start=1))
    return replace(coding, quotes=(quote,))


def of_no_kind(report: Report, coding: Coding) -> Coding:
    return replace(coding, events=(replace(coding.events[0], kind="picnic"),))


def with_half_a_character(report: Report, coding: Coding) -> Coding:
    party = Party("Portugal\ud800", "PRT")
    return replace(coding, events=(replace(coding.events[0], initiator=(party,)),))
