"""What is done to a ledger that is killed: reports read, judged, and read anew by another coder.

All of it is invented, drawn from a seed and done in the same order each time. The judgements are
made once, on a ledger that nobody kills, and are then the same for all.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from dragoman.collect import SafeFetcher
from dragoman.ledger import Ledger
from dragoman.ledger.judging import making
from dragoman.ledger.judging.making import Decision
from dragoman.model import Coding, Entry, Event, Judgement, Party, Place, Report, Span, anchor
from dragoman.pipeline import read_into

SEED = 20310501
#: Reports of the first and of the second file; the other coder reads both.
REPORTS = 10, 3

#: States by code, and what they do: a verb, and its kind in the codebook.
STATES = {"Chile": "CHL", "Norway": "NOR", "Kenya": "KEN", "India": "IND"}
DEEDS = {"met": "meeting", "asked": "request", "accused": "accusation", "visited": "visit"}
TOWNS = ("Oslo", "Mombasa", "Pune", "Arica")
_DEED = re.compile(r"(\w+) (\w+) (\w+) in (\w+) on ([\d-]+)\.")

#: What was done and is in the ledger from now on: the sort of thing, and an id.
Told = tuple[str, str]


@dataclass(frozen=True)
class RuleCoder:
    """Codes each sentence by its verb, but for the verbs left out."""

    name: str
    left_out: tuple[str, ...] = ()

    def code(self, report: Report) -> Coding:
        found = [one for one in _DEED.finditer(report.text) if one[2] not in self.left_out]
        events = tuple(_event(report, one) for one in found)
        return Coding(report.id, report.text_sha256, self.name, events, origin=report.outlet)


FIRST, SECOND = RuleCoder("rule-1"), RuleCoder("rule-2", ("asked",))


def _event(report: Report, found: re.Match[str]) -> Event:
    one, verb, other, town, day = found.groups()
    return Event(
        kind=DEEDS[verb],
        initiator=(Party(one, STATES[one], "GOV"),),
        recipient=(Party(other, STATES[other], "GOV"),),
        status="actual",
        evidence=(anchor(report.text, Span(*found.span())),),
        place=Place(town, None),
        time=day,
    )


def write_reports(folder: Path, reports: tuple[int, int] = REPORTS) -> None:
    """Two files of so many reports in the codebook's form, of which several tell the same."""
    draw = Random(SEED)
    deeds = [_deed(draw, verb) for verb in (*DEEDS, *DEEDS, *DEEDS)]
    for name, number in zip(("first", "second"), reports, strict=True):
        lines = [
            {
                "id": f"{name}-{n}",
                "lang": "en",
                "published": "2031-03-10",
                "outlet": draw.choice(("Fjord Post", "Andes Wire", "Coast Daily")),
                "title": f"Report {n}",
                "text": " ".join(draw.sample(deeds, 3)),
            }
            for n in range(number)
        ]
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")


def _deed(draw: Random, verb: str) -> str:
    one, other = draw.sample(tuple(STATES), 2)
    return f"{one} {verb} {other} in {draw.choice(TOWNS)} on 2031-03-{draw.randint(1, 9):02}."


def work(ledger: Ledger, folder: Path, judged: Sequence[Sequence[Judgement]]) -> Iterator[Told]:
    """Do all of it, or what of it is still to be done; tells each thing once it is committed."""
    for (coder, names), judgements in zip(_STAGES, judged, strict=True):
        yield from read(ledger, folder, coder, names)
        for one in judgements:
            ledger.judge(one)
            yield "judgement", one.id


def read(ledger: Ledger, folder: Path, coder: RuleCoder, names: Sequence[str]) -> Iterator[Told]:
    """Read files, one report after another."""
    addresses = [str(folder / name) for name in names]
    for outcome in read_into(ledger, addresses, coder, SafeFetcher(), threads=1):
        assert outcome.report_id is not None, outcome.error
        yield coder.name, outcome.report_id


_STAGES = ((FIRST, ("first.jsonl",)), (SECOND, ("first.jsonl", "second.jsonl")))


def decide(ledger: Ledger, folder: Path) -> list[list[Judgement]]:
    """The judgements of each stage, made and kept as a person would: on what stands by then."""
    made: list[list[Judgement]] = []
    for stage, (coder, names) in enumerate(_STAGES):
        for _ in read(ledger, folder, coder, names):
            pass
        made.append([])
        for n, decision in enumerate(_DECISIONS[stage]):
            when = Decision("Ana", f"2031-05-{stage + 1:02}T10:{n:02}:00Z")
            made[-1].append(
                decision(when, ledger.entries(), [one for some in made for one in some])
            )
            ledger.judge(made[-1][-1])
    return made


#: Makes a judgement of the entries that stand, and of the judgements made before.
Deciding = Callable[[Decision, list[Entry], list[Judgement]], Judgement]


def _split(when: Decision, entries: list[Entry], _: list[Judgement]) -> Judgement:
    entry = max(entries, key=lambda one: (len(one.versions), one.id))
    return making.split(when, entry, [entry.versions[0].event_id])


def _last(made: list[Judgement], verdict: str) -> Judgement:
    return next(one for one in reversed(made) if one.verdict == verdict)


_DECISIONS: tuple[tuple[Deciding, ...], ...] = (
    (
        lambda when, entries, made: making.accept(when, entries[0]),
        lambda when, entries, made: making.correct(when, entries[1], {"status": "planned"}),
        lambda when, entries, made: making.merge(when, entries[2], entries[3]),
        _split,
        lambda when, entries, made: making.reject(when, entries[-1]),
        lambda when, entries, made: making.rate_entry(when, entries[0], "2"),
        lambda when, entries, made: making.undo(when, _last(made, "merge")),
    ),
    (
        lambda when, entries, made: making.undo(when, _last(made, "split")),
        lambda when, entries, made: making.merge(when, entries[0], entries[-1]),
        lambda when, entries, made: making.undo(when, _last(made, "undo")),
        lambda when, entries, made: making.correct(when, entries[2], {"time": "2031-03"}),
        lambda when, entries, made: making.rate_source(when, "Fjord Post", "B"),
    ),
)
