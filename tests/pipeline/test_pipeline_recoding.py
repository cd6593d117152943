"""Reports coded anew: what that would change is told, and kept where that is wanted."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from dragoman.errors import CodeError, MissingError, StoreError
from dragoman.ledger import Ledger
from dragoman.ledger.judging import making
from dragoman.ledger.judging.making import Decision
from dragoman.model import Coding, Report
from dragoman.pipeline import Recoded, recode, sum_up
from pipeline import coders
from pipeline.coders import OneVisit
from pipeline.conftest import dump
from values import a_report, an_event

#: What a coder makes of each coding.
Change = Callable[[Report, Coding], Coding]


def planned(report: Report, coding: Coding) -> Coding:
    """The visit was only planned, and there was a meeting too."""
    visit = replace(coding.events[0], status="planned", time="2031-03")
    return replace(coding, events=(visit, an_event(report, "talks", kind="meeting")))


def of_nothing(report: Report, coding: Coding) -> Coding:
    return replace(coding, events=())


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """Three reports, coded by the first version of a coder; the last is undated, in Spanish."""
    first = OneVisit()
    for ref, more in (
        ("a", {"published": "2031-03-04"}),
        ("b", {"published": "2031-03-06"}),
        ("c", {"published": None, "lang": "es"}),
    ):
        report = a_report(ref, **more)
        ledger.add(report, first.code(report))
    return ledger


def anew(ledger: Ledger, change: Change = planned, *, adopt: bool = False) -> list[Recoded]:
    coder = OneVisit("visit-2", change)
    return list(recode(ledger, ledger.uncoded(coder.name), coder, adopt=adopt))


def refs(ledger: Ledger, ids: Sequence[str]) -> list[str]:
    return [ledger.report(one).ref for one in ids]


def test_what_a_coder_has_not_coded_is_told_newest_first(filled: Ledger) -> None:
    assert refs(filled, filled.uncoded("visit-2")) == ["b", "a", "c"]
    assert filled.uncoded("visit-1") == []


def test_nothing_is_kept_unless_it_is_adopted(filled: Ledger) -> None:
    before = dump(filled)
    recoded = anew(filled)
    assert dump(filled) == before
    assert [(one.what, one.former) for one in recoded] == [("coded", "visit-1")] * 3
    (changed,) = recoded[0].changes.changed
    assert changed.fields == ("status", "time")
    assert [event.kind for event in recoded[0].changes.gained] == ["meeting"]


def test_adopting_tells_the_same_and_lets_entries_rest_on_the_new(filled: Ledger) -> None:
    shown = anew(filled)
    assert anew(filled, adopt=True) == shown
    for report in filled.reports():
        assert [one.coder for one in filled.codings(report.id)] == ["visit-1", "visit-2"]
    assert {(entry.kind, entry.status) for entry in filled.entries()} == {
        ("visit", "planned"),
        ("meeting", "actual"),
    }
    assert filled.uncoded("visit-2") == []
    assert filled.check() == []


def test_what_was_interrupted_goes_on(filled: Ledger) -> None:
    coder = OneVisit("visit-2", planned)
    going = recode(filled, filled.uncoded(coder.name), coder, adopt=True)
    assert next(going).report == a_report("b", published="2031-03-06")
    del going
    assert refs(filled, filled.uncoded("visit-2")) == ["a", "c"]
    assert [one.what for one in anew(filled, adopt=True)] == ["coded"] * 2
    assert filled.check() == []


def test_what_another_process_kept_since_is_known(filled: Ledger) -> None:
    coder = OneVisit("visit-2")
    wanted = filled.uncoded(coder.name)
    anew(filled, adopt=True)
    again = list(recode(filled, wanted, coder, adopt=True))
    assert [(one.what, one.changes.size) for one in again] == [("known", 0)] * 3


def test_a_report_that_fails_leaves_the_others_alone(filled: Ledger) -> None:
    lisbon = a_report("d", "The minister of Portugal spoke in Lisbon.", published="2031-03-05")
    filled.add(lisbon, OneVisit().code(lisbon))
    recoded = anew(filled, coders.failing, adopt=True)
    assert [one.what for one in recoded] == ["coded", "failed", "coded", "coded"]
    assert isinstance(recoded[1].error, CodeError)
    assert filled.uncoded("visit-2") == [lisbon.id]


def test_a_coding_that_no_ledger_may_hold_is_not_kept(filled: Ledger) -> None:
    before = dump(filled)
    assert [one.what for one in anew(filled, coders.of_no_kind, adopt=True)] == ["failed"] * 3
    assert dump(filled) == before


def test_a_report_that_is_gone_fails_alone(filled: Ledger) -> None:
    wanted = filled.uncoded("visit-2")
    filled.erase_report(wanted[1], "A. Clerk", "asked for")
    recoded = list(recode(filled, wanted, OneVisit("visit-2"), adopt=True))
    assert [one.what for one in recoded] == ["coded", "failed", "coded"]
    assert isinstance(recoded[1].error, MissingError)


def test_a_report_with_a_name_masked_is_coded_as_it_stands(filled: Ledger) -> None:
    named = a_report("d", "Radomir Kvetlov of Portugal landed in Quito; talks follow.")
    filled.add(named, OneVisit().code(named))
    filled.erase_person(["Radomir Kvetlov"], "A. Clerk", "asked for")
    (masked,) = (one for one in anew(filled, adopt=True) if one.report_id == named.id)
    assert (masked.what, masked.changes.changed[0].fields) == ("coded", ("status", "time"))
    assert "Kvetlov" not in str([one.events for one in filled.codings(named.id)])
    assert filled.check() == []


def test_a_ledger_that_fails_ends_the_run(filled: Ledger) -> None:
    connection = sqlite3.connect(filled.path)
    connection.executescript("DROP TABLE entry_lang")
    connection.close()
    with pytest.raises(StoreError):
        anew(filled, adopt=True)


def test_judgements_on_what_is_not_found_any_more_are_told(filled: Ledger) -> None:
    decision = Decision("Ana", "2031-04-01T10:00:00Z")
    (visit,) = filled.entries()
    accepted = making.accept(decision, visit)
    undone = making.rate_entry(decision, visit, "2")
    for judgement in (accepted, undone, making.undo(decision, undone)):
        filled.judge(judgement)
    assert {one.unfound for one in anew(filled)} == {()}
    lost = anew(filled, of_nothing, adopt=True)
    assert [one.unfound for one in lost] == [(accepted.id,)] * 3
    assert sum_up(lost, 0).unfound == (accepted.id,)
    coder = OneVisit("visit-3")
    found = sum_up(recode(filled, filled.uncoded("visit-3"), coder), 0)
    assert (found.unfound, found.refound) == ((), (accepted.id,))


def test_changes_are_summed_up(filled: Ledger) -> None:
    def some(report: Report, coding: Coding) -> Coding:
        return {"a": planned, "b": of_nothing}.get(report.ref, lambda _, same: same)(report, coding)

    summary = sum_up(anew(filled, some), 1, known=4)
    told = summary.to_json()
    assert told["reports"] == {"coded": 3, "known": 4, "failed": 0}
    nothing = dict.fromkeys(told["total"], 0)
    changed = {"changed": 1, "status": 1, "time": 1}
    assert told["total"] == {**nothing, **changed, "unchanged": 1, "gained": 1, "lost": 1}
    assert told["by_kind"] == {
        "meeting": {**nothing, "gained": 1},
        "visit": {**nothing, **changed, "unchanged": 1, "lost": 1},
    }
    assert told["by_lang"] == {
        "en": {**nothing, **changed, "gained": 1, "lost": 1},
        "es": {**nothing, "unchanged": 1},
    }
    (most,) = told["most_changed"]
    assert (most["ref"], most["former"], most["lost"]) == ("a", "visit-1", [])
    assert [event["kind"] for event in most["gained"]] == ["meeting"]
    assert [one["fields"] for one in most["changed"]] == [["status", "time"]]


def test_of_reports_changed_alike_the_newest_comes_first(filled: Ledger) -> None:
    summary = sum_up(anew(filled), 2)
    assert [one.report.ref for one in summary.most if one.report] == ["b", "a"]
