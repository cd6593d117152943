"""Reading into a ledger: what comes of each document, and that nothing is lost or done twice."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from dragoman.code import Coder
from dragoman.collect import SafeFetcher
from dragoman.errors import (
    AddressError,
    AnswerError,
    CodeError,
    EmptyError,
    ErasedError,
    FormatError,
    LimitError,
    StoreError,
)
from dragoman.ledger import Ledger
from dragoman.model import Coding, Report
from dragoman.pipeline import Outcome, default_coder, read_into
from misbehaving import ETAG, Server
from pipeline import coders
from pipeline.coders import OneVisit
from pipeline.conftest import dump

LISBON = "The president of Portugal received the president of Ecuador in Lisbon on 3 March 2031."
QUITO = "The defence minister of Portugal landed in Quito on Monday for talks with Ecuador."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two good texts, one line of reports, and three that are none."""
    made = tmp_path / "reports"
    made.mkdir()
    (made / "a.txt").write_text(LISBON)
    (made / "b.txt").write_text(QUITO)
    (made / "c.jsonl").write_text(json.dumps({"id": "C-1", "lang": "en", "text": QUITO}) + "\n{\n")
    (made / "d.txt").write_bytes(b"")
    (made / "e.pdf").write_bytes(b"%PDF-1.4 no more")
    return made


def read(
    ledger: Ledger, fetcher: SafeFetcher, *addresses: object, coder: Coder | None = None
) -> list[Outcome]:
    return list(read_into(ledger, map(str, addresses), coder or OneVisit(), fetcher))


def told(outcomes: Sequence[Outcome]) -> list[tuple[str, str, type | None]]:
    """Of each outcome the end of its address, what it is, and the sort of its error."""
    return [
        (one.address.rpartition("/")[2], one.what, type(one.error) if one.error else None)
        for one in outcomes
    ]


FIRST = [
    ("a.txt", "new", None),
    ("b.txt", "new", None),
    ("c.jsonl#C-1", "new", None),
    ("c.jsonl:2", "failed", FormatError),
    ("d.txt", "failed", EmptyError),
    ("e.pdf", "failed", FormatError),
]


def test_each_document_has_its_outcome(ledger: Ledger, fetcher: SafeFetcher, folder: Path) -> None:
    outcomes = read(ledger, fetcher, folder)
    assert told(outcomes) == FIRST
    for outcome in outcomes[:3]:
        report = ledger.report(outcome.report_id or "")
        assert (outcome.lang, outcome.title, outcome.events) == (report.lang, report.title, 1)
        assert ledger.has_coding(report.id, "visit-1")
    assert ledger.check() == []


def test_an_outcome_as_json(ledger: Ledger, fetcher: SafeFetcher, folder: Path) -> None:
    first, *_, last = [
        json.loads(json.dumps(one.to_json())) for one in read(ledger, fetcher, folder)
    ]
    assert first == {
        "address": str(folder / "a.txt"),
        "what": "new",
        "report": first["report"],
        "lang": "en",
        "title": "",
        "events": 1,
        "error": None,
    }
    assert last["what"] == "failed"
    assert last["report"] is None
    assert last["error"].startswith("D310 ")


def test_reading_the_same_again_changes_nothing(
    ledger: Ledger, fetcher: SafeFetcher, folder: Path
) -> None:
    read(ledger, fetcher, folder)
    before = dump(ledger)
    again = read(ledger, fetcher, folder)
    assert told(again) == [
        (name, what.replace("new", "known"), error) for name, what, error in FIRST
    ]
    assert [one.events for one in again] == [0] * 6
    assert dump(ledger) == before


def test_bytes_that_are_had_stay_as_they_were_found_first(
    ledger: Ledger, fetcher: SafeFetcher, server: Server
) -> None:
    """The feed gives a page another title and day than the page itself, which was read before."""
    first = read(ledger, fetcher, server.url("/pages/1"))
    outcomes = {one.address: one for one in read(ledger, fetcher, server.url("/feed.rss"))}
    again = outcomes[server.url("/pages/1")]
    assert (again.what, again.report_id) == ("known", first[0].report_id)
    assert [report.ref for report in ledger.reports()].count(again.address) == 1


def test_a_page_that_has_not_changed_is_not_sent_again(
    ledger: Ledger, fetcher: SafeFetcher, server: Server
) -> None:
    url = server.url("/kept")
    assert told(read(ledger, fetcher, url)) == [("kept", "new", None)]
    before = dump(ledger)
    assert told(read(ledger, fetcher, url)) == [("kept", "known", None)]
    assert dump(ledger) == before
    first, second = server.asked("/kept")
    assert "if-none-match" not in first
    assert second["if-none-match"] == ETAG


def test_a_page_that_has_not_changed_is_read_by_a_new_coder(
    ledger: Ledger, fetcher: SafeFetcher, server: Server
) -> None:
    read(ledger, fetcher, server.url("/kept"))
    (again,) = read(ledger, fetcher, server.url("/kept"), coder=OneVisit("visit-2"))
    assert again.what == "new"
    assert [one.coder for one in ledger.codings(again.report_id or "")] == ["visit-1", "visit-2"]


def test_a_coder_that_fails_on_one_report_does_not_end_the_run(
    ledger: Ledger, fetcher: SafeFetcher, folder: Path
) -> None:
    coder = OneVisit(change=coders.failing)
    outcomes = read(ledger, fetcher, folder, coder=coder)
    assert told(outcomes) == [("a.txt", "failed", CodeError), *FIRST[1:]]
    said = str(outcomes[0].error)
    assert "visit-1 failed on" in said
    assert "RuntimeError: the model broke off" in said
    # What was fetched is kept, so that a better coder can be tried on it.
    assert ledger.document(str(folder / "a.txt")).body == LISBON.encode()
    assert told(read(ledger, fetcher, folder / "a.txt")) == [("a.txt", "new", None)]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (coders.of_another_text, "of another text"),
        (coders.under_another_name, "of another coder, visit-9"),
        (coders.out_of_place, "does not stand at 1"),
        (coders.of_no_kind, "unknown kind 'picnic'"),
        (coders.with_half_a_character, "half a character"),
    ],
)
def test_a_coding_that_no_ledger_may_hold_is_a_fault_of_the_coder(
    ledger: Ledger,
    fetcher: SafeFetcher,
    folder: Path,
    change: Callable[[Report, Coding], Coding],
    words: str,
) -> None:
    outcomes = read(ledger, fetcher, folder, coder=OneVisit(change=change))
    assert told(outcomes)[:3] == [(name, "failed", CodeError) for name, _, _ in FIRST[:3]]
    assert words in str(outcomes[0].error)
    assert ledger.statistics()["codings"] == 0


def test_a_better_coder_stands_beside_the_first(
    ledger: Ledger, fetcher: SafeFetcher, folder: Path
) -> None:
    read(ledger, fetcher, folder)
    second = read(ledger, fetcher, folder, coder=OneVisit("visit-2"))
    assert told(second) == FIRST
    for outcome in second[:3]:
        codings = ledger.codings(outcome.report_id or "")
        assert [coding.coder for coding in codings] == ["visit-1", "visit-2"]
    versions = [version for entry in ledger.entries() for version in entry.versions]
    assert {version.coding_id for version in versions} == {
        ledger.codings(outcome.report_id or "")[-1].id for outcome in second[:3]
    }
    before = dump(ledger)
    assert {one.what for one in read(ledger, fetcher, folder)} == {"known", "failed"}
    assert dump(ledger) == before


def test_what_was_erased_is_not_read_again(
    ledger: Ledger, fetcher: SafeFetcher, folder: Path
) -> None:
    """Not from the same bytes, nor from others that hold the same report."""
    first, *_ = read(ledger, fetcher, folder)
    ledger.erase_report(first.report_id or "", "A. Clerk", "asked for")
    before = dump(ledger)
    erased = [("a.txt", "failed", ErasedError)]
    assert told(read(ledger, fetcher, folder))[:2] == [*erased, ("b.txt", "known", None)]
    (folder / "a.txt").write_text(f"\n{LISBON}\n\n")
    (again,) = read(ledger, fetcher, folder / "a.txt", coder=OneVisit("visit-2"))
    assert told([again]) == erased
    assert again.error is not None
    assert "a.txt was erased on request on " in again.error.what
    assert dump(ledger) == before
    assert ledger.check() == []


def test_a_report_with_a_name_masked_is_not_read_again(
    ledger: Ledger, fetcher: SafeFetcher, tmp_path: Path
) -> None:
    page = tmp_path / "a.txt"
    page.write_text(f"{QUITO} Radomir Kvetlov came along.")
    read(ledger, fetcher, page)
    assert len(ledger.erase_person(["Radomir Kvetlov"], "A. Clerk", "asked for").stones) == 3
    before = dump(ledger)
    for text in (page.read_text(), page.read_text() + "\n"):
        page.write_text(text)
        (again,) = read(ledger, fetcher, page, coder=OneVisit("visit-2"))
        assert told([again]) == [("a.txt", "failed", ErasedError)]
    assert dump(ledger) == before


def write_pdf(path: Path, lines: Sequence[str]) -> None:
    canvas = Canvas(str(path))
    for number, line in enumerate(lines):
        canvas.drawString(72, 700 - 16 * number, line)
    canvas.save()


def test_all_sorts_of_sources_go_in_together(
    ledger: Ledger, fetcher: SafeFetcher, server: Server, tmp_path: Path
) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text(LISBON)
    (texts / "b.txt").write_text(QUITO)
    write_pdf(
        tmp_path / "paper.pdf",
        [
            "Chile and Norway held a joint naval exercise off Punta Arenas on",
            "12 May 2031, the Chilean navy said. Two frigates took part in it.",
        ],
    )
    outcomes = read(
        ledger,
        fetcher,
        server.url("/feed.rss"),
        tmp_path / "paper.pdf",
        server.url("/pages/3"),
        texts,
        server.url("/feed-bomb.xml"),
        tmp_path / "none.txt",
        coder=default_coder(),
    )
    assert [(name, what) for name, what, _ in told(outcomes)] == [
        ("1", "new"),
        ("2", "new"),
        ("missing", "failed"),
        ("error", "failed"),
        ("paper.pdf", "new"),
        ("3", "new"),
        ("a.txt", "new"),
        ("b.txt", "new"),
        ("feed-bomb.xml", "failed"),
        ("none.txt", "failed"),
    ]
    assert isinstance(outcomes[2].error, EmptyError)
    assert isinstance(outcomes[3].error, AnswerError)
    assert {report.lang for report in ledger.reports()} == {"en", "es", "ru"}
    assert ledger.statistics()["reports"] == 6
    assert ledger.count() > 0
    assert ledger.check() == []


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/\udcff", "\udcff.txt", "a\0b", "", "ftp://x"]
)
def test_an_address_that_is_none_is_an_outcome(
    ledger: Ledger, fetcher: SafeFetcher, address: str
) -> None:
    (outcome,) = read(ledger, fetcher, address)
    assert isinstance(outcome.error, AddressError)
    outcome.address.encode()
    str(outcome.error).encode()


def test_a_file_over_the_limit_is_an_outcome(
    ledger: Ledger, fetcher: SafeFetcher, folder: Path
) -> None:
    outcomes = list(read_into(ledger, [str(folder / "a.txt")], OneVisit(), fetcher, max_bytes=20))
    assert isinstance(outcomes[0].error, LimitError)


def test_a_ledger_that_fails_ends_the_run(
    ledger: Ledger, fetcher: SafeFetcher, folder: Path
) -> None:
    outcomes = read_into(ledger, [str(folder)], OneVisit(), fetcher)
    assert next(outcomes).what == "new"
    connection = sqlite3.connect(ledger.path)
    connection.executescript("DROP TABLE entry_lang")
    connection.close()
    with pytest.raises(StoreError):
        list(outcomes)
    assert ledger.statistics()["reports"] == 1
