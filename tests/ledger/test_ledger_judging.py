"""Judgements: they stand beside the machine's reading, survive re-coding, and can be undone."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from dragoman.errors import MissingError, UsageError
from dragoman.ledger import EntryFilter, Ledger, open_ledger
from dragoman.ledger.judging import making
from dragoman.ledger.judging.holding import holding
from dragoman.ledger.judging.making import Decision
from dragoman.model import (
    Coding,
    Correction,
    Entry,
    Judgement,
    Report,
    judgement_from_json,
    judgement_to_json,
)
from ledger.raw import raw
from values import ECUADOR, PORTUGAL, a_report, an_event, at, coded

ANY = EntryFilter(verdict="any")


def by(author: str = "Ana", minute: int = 0, reason: str = "") -> Decision:
    return Decision(author, f"2031-04-01T10:{minute:02}:00Z", reason)


def told(
    ref: str, day: str = "2031-03-03", coder: str = "hand-1", **more: object
) -> tuple[Report, Coding]:
    """A report of a visit on a day."""
    source = a_report(ref)
    return coded(source, an_event(source, "landed in Quito", time=day, **more), coder=coder)


def two_entries(ledger: Ledger) -> tuple[Entry, Entry]:
    ledger.add_all([told("a"), told("b", "2031-05-05")])
    one, other = ledger.entries()
    return one, other


def entry_of(ledger: Ledger, ref: str) -> Entry:
    """The entry that a report tells."""
    report = a_report(ref)
    return next(
        entry
        for entry in ledger.entries(ANY)
        if report.id in {version.report_id for version in entry.versions}
    )


def test_two_entries_are_merged_and_the_judgement_is_undone(ledger: Ledger) -> None:
    one, other = two_entries(ledger)
    merged = making.merge(by(), one, other)
    assert ledger.judge(merged)
    (entry,) = ledger.entries()
    assert {v.event_id for v in entry.versions} == {
        v.event_id for made in (one, other) for v in made.versions
    }
    assert ledger.check() == []
    assert ledger.judge(making.undo(by(minute=1), merged))
    assert ledger.entries() == [one, other]
    assert len(ledger.judgements()) == 2
    assert ledger.check() == []


def test_an_undo_is_undone(ledger: Ledger) -> None:
    one, other = two_entries(ledger)
    merged = making.merge(by(), one, other)
    undone = making.undo(by(minute=1), merged)
    for judgement in (merged, undone, making.undo(by(minute=2), undone)):
        ledger.judge(judgement)
    assert len(ledger.entries()) == 1


def test_the_same_judgement_is_kept_once(ledger: Ledger) -> None:
    one, _ = two_entries(ledger)
    assert ledger.judge(making.accept(by(), one))
    assert not ledger.judge(making.accept(by(), one))
    assert len(ledger.judgements()) == 1


def test_a_telling_is_parted_from_its_entry(ledger: Ledger) -> None:
    ledger.add_all([told("a"), told("b"), told("c")])
    (entry,) = ledger.entries()
    parted = entry.versions[1].event_id
    ledger.judge(making.split(by(), entry, [parted[:10]]))
    groups = {frozenset(v.event_id for v in one.versions) for one in ledger.entries()}
    assert frozenset({parted}) in groups
    assert len(groups) == 2
    assert ledger.check() == []


def test_later_judgements_on_the_same_tellings_hold(ledger: Ledger) -> None:
    ledger.add_all([told("a"), told("b")])
    (entry,) = ledger.entries()
    ledger.judge(making.split(by(), entry, [entry.versions[0].event_id]))
    one, other = ledger.entries()
    ledger.judge(making.merge(by(minute=1), one, other))
    assert len(ledger.entries()) == 1


def test_an_entry_is_rejected_and_no_longer_listed(ledger: Ledger) -> None:
    one, other = two_entries(ledger)
    ledger.judge(making.reject(by(), one))
    assert ledger.entries() == [other]
    (rejected,) = ledger.entries(EntryFilter(verdict="rejected"))
    assert (rejected.id, rejected.verdict) == (one.id, "rejected")
    assert ledger.entries(EntryFilter(verdict="unjudged")) == [other]
    assert ledger.count(ANY) == 2
    assert ledger.check() == []


def test_what_is_told_later_does_not_join_a_rejected_entry(ledger: Ledger) -> None:
    ledger.add(*told("a"))
    ledger.judge(making.reject(by(), entry_of(ledger, "a")))
    ledger.add(*told("b"))
    assert entry_of(ledger, "b").verdict is None
    assert entry_of(ledger, "b").id != entry_of(ledger, "a").id
    assert ledger.check() == []


def test_one_telling_is_rejected_and_the_rest_stands(ledger: Ledger) -> None:
    ledger.add_all([told("a"), told("b"), told("c")])
    (entry,) = ledger.entries()
    ledger.judge(making.reject(by(), entry, [entry.versions[0].event_id]))
    (rest,) = ledger.entries()
    assert len(rest.versions) == 2
    assert rest.verdict is None


def test_an_entry_is_accepted_with_what_joins_it_later(ledger: Ledger) -> None:
    ledger.add(*told("a"))
    ledger.judge(making.accept(by(), entry_of(ledger, "a")))
    ledger.add(*told("b"))
    (entry,) = ledger.entries(EntryFilter(verdict="accepted"))
    assert len(entry.versions) == 2


def test_a_correction_stands_beside_what_was_coded(ledger: Ledger) -> None:
    ledger.add(*told("a"))
    values = {
        "status": "planned",
        "time": "2031-04",
        "place": {"name": "Quito", "country": "ECU"},
        "initiator": [{"name": "Portugal", "country": "PRT", "sector": "MIL"}],
    }
    ledger.judge(making.correct(by(), entry_of(ledger, "a"), values))
    (entry,) = ledger.entries()
    assert entry.verdict == "corrected"
    assert (entry.status, entry.time) == ("planned", "2031-04")
    assert (entry.first_day, entry.last_day) == ("2031-04-01", "2031-04-30")
    assert entry.initiator == (replace(PORTUGAL, sector="MIL"),)
    assert entry.corrections == (
        Correction("initiator", (PORTUGAL,)),
        Correction("place", None),
        Correction("status", "actual"),
        Correction("time", "2031-03-03"),
    )
    assert entry.versions[0].event.status == "actual"
    assert ledger.entries(EntryFilter(status="planned")) == [entry]
    assert ledger.entries(EntryFilter(since="2031-04-02")) == [entry]
    assert ledger.check() == []
    ledger.judge(making.correct(by(minute=1), entry, {"status": "denied"}))
    (entry,) = ledger.entries()
    assert (entry.status, entry.time) == ("denied", "2031-04")
    assert Correction("status", "actual") in entry.corrections


def test_judgements_are_found_again_when_a_report_is_coded_anew(ledger: Ledger) -> None:
    ledger.add_all([told("a"), told("b", "2031-05-05")])
    one, other = ledger.entries()
    ledger.judge(making.merge(by(), one, other))
    ledger.judge(making.accept(by(minute=1), ledger.entries()[0]))
    ledger.add(*told("a", "2031-03-02", coder="hand-2"))
    (entry,) = ledger.entries()
    assert entry.verdict == "accepted"
    assert {version.event.time for version in entry.versions} == {"2031-03-02", "2031-05-05"}
    assert ledger.check() == []


def test_a_telling_that_a_newer_coder_does_not_find_is_waited_for(ledger: Ledger) -> None:
    ledger.add_all([told("a"), told("b", "2031-05-05")])
    one, other = ledger.entries()
    ledger.judge(making.merge(by(), one, other))
    source = a_report("a")
    ledger.add(*coded(source, coder="hand-2"))
    assert len(ledger.entries()) == 1
    assert ledger.check() == []
    again = an_event(source, "landed in Quito on Monday", time="2031-03-03")
    ledger.add(*coded(source, again, coder="hand-3"))
    assert [len(entry.versions) for entry in ledger.entries()] == [2]
    assert ledger.check() == []


def test_another_event_of_the_report_does_not_inherit_a_judgement(ledger: Ledger) -> None:
    ledger.add(*told("a"))
    ledger.judge(making.accept(by(), entry_of(ledger, "a")))
    source = a_report("a")
    ledger.add(*coded(source, an_event(source, "talks follow on Tuesday"), coder="hand-2"))
    assert entry_of(ledger, "a").verdict is None


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 3, 0, 1)])
def test_the_order_in_which_things_come_does_not_matter(
    ledger: Ledger, order: tuple[int, ...]
) -> None:
    """Reports before or after the judgement on two of them: the same entries."""
    items = [told("a"), told("b", "2031-05-05"), told("c"), told("d", "2031-05")]
    first, second = items[0], items[1]
    ledger.add_all([first, second])
    one, other = ledger.entries()
    ledger.judge(making.merge(by(), one, other))
    for place in order:
        ledger.add(*items[place])
    (entry,) = ledger.entries()
    assert len(entry.versions) == 4


def test_sources_and_entries_are_rated(ledger: Ledger) -> None:
    ledger.add(*told("a"))
    ledger.judge(making.rate_source(by(), "Andes Wire", "c"))
    ledger.judge(making.rate_source(by(minute=1), "ANDES  wire", "B"))
    ledger.judge(making.rate_entry(by(), entry_of(ledger, "a"), "2"))
    rated = ledger.reliabilities()
    (rating,) = rated.ratings.values()
    assert (rating.rating, rating.source) == ("B", "ANDES  wire")
    assert (rated.of("andes WIRE"), rated.of("Sierra Wire")) == ("B", "")
    (entry,) = ledger.entries()
    assert (entry.credibility, entry.verdict) == ("2", None)


def test_two_reports_are_said_to_be_independent(ledger: Ledger) -> None:
    one, other = a_report("a"), a_report("b")
    judgement = making.relate(by(), other, one, independent=True)
    assert judgement == making.relate(by(), one, other, independent=True)
    assert judgement.verdict == "independent"
    assert ledger.judge(judgement)


def test_a_judgement_is_found_by_the_beginning_of_its_id(ledger: Ledger) -> None:
    one, _ = two_entries(ledger)
    judgement = making.accept(by(reason="seen"), one)
    ledger.judge(judgement)
    assert ledger.judgement(judgement.id[:9]) == judgement
    assert ledger.judgements(one.id) == [judgement]
    with pytest.raises(MissingError, match="no judgement"):
        ledger.judgement("abc")


def test_judgements_are_never_changed(ledger: Ledger, place: str) -> None:
    one, _ = two_entries(ledger)
    ledger.judge(making.accept(by(), one))
    with raw(place) as connection, pytest.raises(Exception, match="never changed"):
        connection.execute("UPDATE judgement SET author = 'x'")
    with open_ledger(place) as again:
        assert again.check() == []


def test_wrong_judgements_are_refused(ledger: Ledger) -> None:
    one, other = two_entries(ledger)
    report = a_report("a")
    refused: list[tuple[Callable[[], object], str]] = [
        (lambda: making.merge(by(), one, one), "with itself"),
        (lambda: making.split(by(), one, [one.versions[0].event_id]), "all of an entry"),
        (lambda: making.split(by(), one, []), "no telling is named"),
        (lambda: making.split(by(), one, [""]), "no telling of entry"),
        (lambda: making.reject(by(), one, [other.versions[0].event_id]), "no telling of entry"),
        (lambda: making.correct(by(), one, {}), "nothing is corrected"),
        (lambda: making.correct(by(), one, {"themes": []}), "themes cannot be corrected"),
        (lambda: making.correct(by(), one, {"status": "done"}), "unknown status 'done'"),
        (lambda: making.correct(by(), one, {"time": "May"}), "EDTF"),
        (lambda: making.correct(by(), one, {"place": "Quito"}), "codebook's form"),
        (lambda: making.correct(by(), one, {"initiator": []}), "no initiator"),
        (lambda: making.relate(by(), report, report, independent=True), "on itself"),
        (lambda: making.rate_source(by(), " ", "A"), "no source"),
        (lambda: making.rate_source(by(), "x", "G"), "no rating 'G'"),
        (lambda: making.rate_entry(by(), one, "7"), "no rating '7'"),
        (lambda: making.accept(by(" "), one), "has an author"),
        (lambda: making.accept(by(reason="x" * 3000), one), "too long"),
    ]
    for make, words in refused:
        with pytest.raises(UsageError, match=words):
            make()


def test_a_judgement_comes_back_from_json_as_it_was() -> None:
    source = a_report("a")
    event = an_event(source, initiator=(PORTUGAL,), recipient=(ECUADOR,))
    assert event.evidence == (at(source.text, source.text),)
    judgement = Judgement(
        "correct", "Ana", "2031-01-01T00:00:00Z", "why", values=(("status", "denied"),)
    )
    assert judgement_from_json(judgement_to_json(judgement)) == judgement
    assert judgement.id != replace(judgement, reason="").id


def test_of_a_chain_of_undoing_every_second_holds() -> None:
    first = Judgement("accept", "Ana", "2031-01-01T00:00:00Z")
    chain = [first]
    for n in range(1, 4):
        chain.append(Judgement("undo", "Ana", f"2031-01-0{n + 1}T00:00:00Z", undoes=chain[-1].id))
        assert (holding(chain) == [first]) == (n % 2 == 0)
