"""Adding: what is kept for good, what is refused, and that nothing is ever written over."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import strategies
from dragoman.errors import MissingError, StoreError
from dragoman.ledger import Ledger, open_ledger
from dragoman.model import (
    Anchor,
    Coding,
    Dateline,
    Event,
    Figure,
    Party,
    Quote,
    Report,
    Span,
    entry_to_json,
)
from ledger.raw import dump, is_server, raw
from values import TEXT, a_document, a_report, an_event, at, coded, news

#: Lets every write fail at its very end.
FAIL = {
    "sqlite": "CREATE TRIGGER fail BEFORE UPDATE ON counter "
    "BEGIN SELECT RAISE(ABORT, 'no more'); END",
    "postgresql": "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'no more'; END $$; "
    "CREATE TRIGGER fail BEFORE UPDATE ON counter FOR EACH ROW EXECUTE FUNCTION fail()",
}


def test_a_document_is_kept_once(ledger: Ledger) -> None:
    page = a_document(headers=(("etag", '"7"'), ("last-modified", "Tue")), hints=(("title", "T"),))
    assert ledger.add_document(page)
    assert not ledger.add_document(page)
    assert ledger.document(page.address) == page
    assert ledger.statistics()["documents"] == 1


def test_the_newest_of_an_address_speaks_for_it(ledger: Ledger) -> None:
    older = a_document(headers=(("etag", "a"),))
    newer = a_document(body=b"<p>y", fetched_at="2031-03-05T06:00:00Z", headers=(("etag", "b"),))
    assert ledger.validators(older.address) is None
    ledger.add_document(newer)
    ledger.add_document(older)
    assert ledger.document(older.address) == newer
    assert ledger.validators(older.address) == ("b", None)


def test_an_address_that_was_never_fetched_is_missing(ledger: Ledger) -> None:
    with pytest.raises(MissingError, match="nothing was fetched from https://x"):
        ledger.document("https://x.example")


def test_a_report_comes_back_as_it_was(ledger: Ledger) -> None:
    page = a_document()
    ledger.add_document(page)
    source = a_report(
        sentences=(Span(0, 10), Span(11, 20)),
        boilerplate=(Span(3, 4),),
        dateline=Dateline(Span(0, 3), "QUITO", ""),
        credits=("Andes Wire", "Río"),
        fingerprint=tuple(range(2**32 - 128, 2**32)),
        document_id=page.id,
        sample=True,
    )
    item = coded(source, an_event(source))
    assert ledger.add(*item)
    assert ledger.report(source.id) == source
    assert ledger.report(source.id[:6].upper()) == source
    assert list(ledger.reports()) == [source]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(strategies.codings(), min_size=1, max_size=3, unique_by=lambda one: one[0].id))
def test_codings_come_back_as_they_were_and_the_ledger_is_whole(
    items: list[tuple[Report, Coding]],
) -> None:
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "ledger.db") as ledger:
        assert ledger.add_all(items) == len(items)
        for source, findings in items:
            assert ledger.report(source.id) == source
            assert ledger.codings(source.id) == [findings]
        assert ledger.check() == []


def test_adding_twice_changes_nothing(place: str) -> None:
    items = [news(1), news(2)]
    with open_ledger(place) as ledger:
        assert ledger.add_all(items) == 2
    before = dump(place)
    with open_ledger(place) as ledger:
        assert not ledger.add(*items[0])
        assert ledger.add_all(reversed(items)) == 0
        assert ledger.add_all([]) == 0
    assert dump(place) == before


def test_one_and_the_same_in_one_go_is_added_once(ledger: Ledger) -> None:
    assert ledger.add_all([news(1), news(1)]) == 1
    assert ledger.statistics()["codings"] == 1


def test_a_coding_without_events_is_kept(ledger: Ledger) -> None:
    source = a_report()
    assert ledger.add(*coded(source))
    assert not ledger.add(*coded(source))
    assert ledger.has_coding(source.id, "hand-1")
    assert not ledger.has_coding(source.id, "hand-2")
    assert ledger.entries() == []
    assert ledger.check() == []


def test_a_better_coder_stands_beside_the_first(ledger: Ledger) -> None:
    source = a_report()
    first = coded(source, an_event(source), an_event(source, "talks follow", kind="meeting"))
    better = coded(source, an_event(source, "landed in Quito", time="2031-03-03"), coder="hand-2")
    assert ledger.add(*first)
    assert ledger.add(*better)
    assert ledger.codings(source.id) == [first[1], better[1]]
    (entry,) = ledger.entries()
    assert entry.versions[0].coding_id == better[1].id
    assert entry.time == "2031-03-03"
    assert ledger.statistics()["events"] == 3
    assert ledger.check() == []
    assert not ledger.add(*first), "the former coding is known, and does not come to the front"
    assert ledger.codings(source.id)[-1] == better[1]


def test_a_better_coder_that_finds_nothing_empties_the_entries(ledger: Ledger) -> None:
    source = a_report()
    ledger.add_all([coded(source, an_event(source)), coded(source, coder="hand-2")])
    assert ledger.entries() == []
    assert ledger.statistics()["events"] == 1
    assert ledger.check() == []


def moved(event: Event, start: int, end: int, exact: str) -> Event:
    return replace(event, evidence=(Anchor(start, end, exact),))


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda e: replace(e, evidence=()), "no evidence"),
        (lambda e: moved(e, 0, 3, "the"), "evidence does not stand in wire-1 at 0: 'the'"),
        (lambda e: moved(e, 1, 4, "The"), "does not stand in wire-1 at 1"),
        (lambda e: moved(e, 0, 0, ""), "does not stand"),
        (lambda e: moved(e, -4, -1, TEXT[-4:-1]), "does not stand in wire-1 at -4"),
        (lambda e: moved(e, len(TEXT) - 4, len(TEXT) + 9, TEXT[-4:]), "does not stand"),
        (lambda e: replace(e, kind="picnic"), "unknown kind 'picnic'"),
        (lambda e: replace(e, status="sure"), "unknown status"),
        (lambda e: replace(e, time="2031-02-30"), "no such day"),
        (lambda e: replace(e, initiator=()), "no initiator"),
        (lambda e: replace(e, recipient=(Party("X", "Ecuador"),)), "country 'Ecuador' of X"),
        (lambda e: replace(e, themes=("cheese",)), "unknown theme"),
    ],
)
def test_an_event_without_words_or_against_the_codebook_is_refused(
    place: str, spoil: Callable[[Event], Event], words: str
) -> None:
    source = a_report()
    open_ledger(place).close()
    before = dump(place)
    with open_ledger(place) as ledger:
        with pytest.raises(StoreError, match=words):
            ledger.add_all([news(1), coded(source, an_event(source), spoil(an_event(source)))])
        assert ledger.statistics()["reports"] == 0
        assert dump(place) == before
        assert ledger.add(*coded(source, an_event(source))), "what failed left nothing behind"
        assert ledger.check() == []


def test_what_failed_is_not_remembered(place: str, kind: str) -> None:
    """A write that fails at its very end, then other events of the same coder in that report."""
    source = a_report()
    wrong = an_event(source, time="2031-03-05")
    right = an_event(source, time="2031-03-03")
    other = a_report("wire-2")
    with open_ledger(place) as ledger:
        with raw(place) as connection:
            connection.execute(FAIL[kind])
        with pytest.raises(StoreError, match="no more"):
            ledger.add(*coded(source, wrong))
        with raw(place) as connection:
            connection.execute("DROP TRIGGER fail" + (" ON counter" if is_server(place) else ""))
        ledger.add(*coded(source, right))
        ledger.add(*coded(other, an_event(other, time="2031-03-03")))
        assert [len(entry.versions) for entry in ledger.entries()] == [2]
        assert ledger.check() == []


@pytest.mark.parametrize("what", ["quotes", "figures"])
def test_a_quote_or_figure_anchored_elsewhere_is_refused(ledger: Ledger, what: str) -> None:
    source, wrong = a_report(), Anchor(0, 3, "off")
    found: dict[str, Any] = {
        "quotes": (Quote("off", "", None), Quote("off", "", wrong)),
        "figures": (Figure("x", 1, None, None, "", (), wrong),),
    }
    with pytest.raises(StoreError, match=f"a {what[:-1]} does not stand"):
        ledger.add(*coded(source, **{what: found[what]}))


def test_a_coding_of_another_report_or_text_is_refused(ledger: Ledger) -> None:
    source, other = a_report(), a_report("wire-2")
    with pytest.raises(StoreError, match="is not one of wire-2"):
        ledger.add(other, coded(source)[1])
    findings = replace(coded(source)[1], text_sha256="0" * 64)
    with pytest.raises(StoreError, match="was made on another text"):
        ledger.add(source, findings)


def test_a_report_of_an_unknown_document_is_refused(ledger: Ledger) -> None:
    source = a_report(document_id=a_document().id)
    with pytest.raises(StoreError, match="is not in the ledger"):
        ledger.add(*coded(source))
    ledger.add_document(a_document())
    assert ledger.add(*coded(source))


def test_half_a_surrogate_pair_is_refused_in_one_line(ledger: Ledger) -> None:
    with pytest.raises(StoreError, match="not Unicode"):
        ledger.add(*coded(a_report(title="a\ud800b")))


def test_every_anchor_is_kept_with_the_hash_of_its_text(place: str) -> None:
    source = a_report()
    with open_ledger(place) as ledger:
        ledger.add(*coded(source, an_event(source, "landed in Quito")))
        (entry,) = ledger.entries()
        (findings,) = ledger.codings(source.id)
    assert entry.versions[0].event.evidence == (at(TEXT, "landed in Quito"),)
    assert findings.text_sha256 == source.text_sha256
    with raw(place) as connection:
        hashes = connection.execute("SELECT text_sha256 FROM coding").fetchall()
    assert hashes == [(source.text_sha256,)]


@pytest.mark.parametrize("table", ["document", "report", "coding", "event"])
def test_kept_rows_cannot_be_changed(place: str, table: str) -> None:
    with open_ledger(place) as ledger:
        ledger.add_document(a_document())
        ledger.add(*news(1))
    for statement in (f"UPDATE {table} SET id = 'x'", f"DELETE FROM {table}"):
        with (
            pytest.raises(Exception, match=f"rows of {table} are never changed"),
            raw(place) as connection,
        ):
            connection.execute(statement)


def told_by_three() -> list[tuple[Report, Coding]]:
    """One visit told in three reports, and another event in each."""
    items = []
    for n, time in enumerate(("2031-03-03", "2031-03", None)):
        source = a_report(f"wire-{n}", TEXT + f" {n} boats sailed.", title=f"No {n}")
        visit = an_event(source, TEXT, time=time)
        other = an_event(source, f"{n} boats sailed", kind="deployment", time=f"2031-0{n + 1}-01")
        items.append(coded(source, visit, other, origin="Ministry"))
    return items


def test_the_order_of_arrival_does_not_matter(fresh: Callable[[], str]) -> None:
    seen = []
    for n, order in enumerate(permutations(told_by_three())):
        with open_ledger(fresh()) as ledger:
            if n % 2:
                ledger.add_all(order)
            else:
                for item in order:
                    ledger.add(*item)
            seen.append([entry_to_json(entry) for entry in ledger.entries()])
            assert ledger.check() == []
    assert len(seen[0]) == 4
    assert all(other == seen[0] for other in seen)


def test_versions_of_several_reports_stand_side_by_side(ledger: Ledger) -> None:
    items = told_by_three()
    ledger.add_all(items)
    (visit,) = (entry for entry in ledger.entries() if entry.kind == "visit")
    assert {version.report_id for version in visit.versions} == {one.id for one, _ in items}
    assert {version.event.time for version in visit.versions} == {"2031-03-03", "2031-03", None}
    assert (visit.time, visit.first_day, visit.last_day) == ("2031-03-03",) * 3


def test_an_id_that_an_entry_had_still_finds_it(ledger: Ledger) -> None:
    former = set()
    for item in told_by_three():
        ledger.add(*item)
        (visit,) = (entry for entry in ledger.entries() if entry.kind == "visit")
        former.add(visit.id)
    (now,) = (entry for entry in ledger.entries() if entry.kind == "visit")
    assert len(now.versions) == 3
    for identity in former:
        assert ledger.entry(identity) == now
        assert ledger.entry(f" {identity.upper()} ") == now


def test_an_id_from_before_a_report_was_coded_anew_still_finds_the_entry(ledger: Ledger) -> None:
    source = a_report()
    words = {"visit": "landed in Quito", "meeting": "talks follow on Tuesday"}
    ledger.add(*coded(source, *(an_event(source, said, kind=kind) for kind, said in words.items())))
    former = {entry.kind: entry.id for entry in ledger.entries()}
    # Longer evidence, in another place of the coding, then joined by another report.
    better = an_event(source, "landed in Quito on Monday", time="2031-03-03")
    ledger.add(*coded(source, an_event(source, "Tuesday", kind="aid"), better, coder="hand-2"))
    other = a_report("wire-2", published="2031-03-05")
    ledger.add(*coded(other, an_event(other, "landed in Quito", time="2031-03-03")))
    (visit,) = (entry for entry in ledger.entries() if entry.kind == "visit")
    assert len(visit.versions) == 2
    assert visit.id != former["visit"]
    assert ledger.entry(former["visit"]) == visit
    with pytest.raises(MissingError):
        ledger.entry(former["meeting"])


def test_items_are_taken_before_the_write_begins(ledger: Ledger) -> None:
    """A coder that reads and writes the ledger as its codings are asked for."""

    def coding_slowly() -> Iterator[tuple[Report, Coding]]:
        for n in range(3):
            ledger.add_document(a_document(f"https://andes.example/{n}"))
            yield news(n)

    assert ledger.add_all(coding_slowly()) == 3
