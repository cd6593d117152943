"""Backup and restore, and the digest that tells whether two ledgers hold the same."""

import gzip
import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.errors import StoreError
from dragoman.ledger import Ledger, check_backup, open_ledger
from dragoman.model import Coding, Report
from ledger.raw import damage, dump, is_server
from values import a_document, a_report, an_event, coded, news


def told() -> list[tuple[Report, Coding]]:
    """Reports of which several tell the same, in letters of several scripts."""
    items = [news(n, days=4) for n in range(12)]
    for ref, title in (("a", "Ёлки"), ("B", "Acción"), ("Ж", "zeta")):
        source = a_report(ref, title=title)
        items.append(coded(source, an_event(source)))
    return items


def fill(ledger: Ledger) -> None:
    ledger.add_document(a_document(body=bytes(range(256))))
    ledger.add_all(told())
    source = a_report("twice", document_id=a_document(body=bytes(range(256))).id)
    # By name the former stands last: which one is used, the ledger has to know.
    ledger.add(*coded(source, an_event(source), coder="hand-9"))
    ledger.add(*coded(source, an_event(source, time="2031-03-03"), coder="hand-1"))


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    fill(ledger)
    return ledger


def test_a_backup_moves_a_ledger_from_either_store_into_a_file_and_back(
    filled: Ledger, path: Path, fresh: Callable[[], str], tmp_path: Path
) -> None:
    filled.backup(tmp_path / "first")
    for n, place in enumerate((str(path.with_name("moved.db")), fresh())):
        with open_ledger(place) as moved:
            head, digests = moved.restore(tmp_path / "first")
            assert digests == head.digests
            assert moved.digest() == filled.digest() == digests.whole
            assert moved.check() == []
            assert moved.entries() == filled.entries()
            assert moved.facets() == filled.facets()
            assert list(moved.reports()) == list(filled.reports())
            for report in filled.reports():
                assert moved.codings(report.id) == filled.codings(report.id)
            address = a_document().address
            assert moved.document(address) == filled.document(address)
            moved.backup(tmp_path / f"again-{n}")
        assert (tmp_path / f"again-{n}").read_bytes() == (tmp_path / "first").read_bytes()
    assert sorted(one.name for one in tmp_path.iterdir() if "part" in one.name) == []


@pytest.mark.parametrize("kind", ["postgresql"])
def test_a_ledger_is_the_same_in_both_stores(filled: Ledger, path: Path) -> None:
    with open_ledger(path) as other:
        fill(other)
        assert other.digest() == filled.digest()
        assert other.entries() == filled.entries()


def test_the_digest_knows_no_order_of_coming(fresh: Callable[[], str]) -> None:
    digests = set()
    for items in (told(), told()[::-1], told()[5:] + told()[:5]):
        with open_ledger(fresh()) as ledger:
            for item in items:
                ledger.add(*item)
            digests.add(ledger.digest())
    assert len(digests) == 1


def test_the_digest_knows_no_time_of_reading(fresh: Callable[[], str]) -> None:
    digests = set()
    for day in ("2031-03-04", "2031-03-05"):
        headers = (("date", day), ("etag", day), ("last-modified", day))
        with open_ledger(fresh()) as ledger:
            ledger.add_document(a_document(fetched_at=f"{day}T06:00:00Z", headers=headers))
            digests.add(ledger.digest())
    assert len(digests) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE document SET media_type = 'x'",
        "UPDATE document SET body_sha256 = 'x'",
        "UPDATE report SET title = 'x' WHERE ref = 'a'",
        "UPDATE report SET published = NULL WHERE ref = 'a'",
        "UPDATE coding SET origin = 'x' WHERE origin = 'Ministry 1'",
        "UPDATE event SET kind = 'x' WHERE kind = 'visit'",
        "UPDATE reading SET coding_id = (SELECT min(coding_id) FROM reading)",
        "UPDATE entry SET body = '{}'",
        "UPDATE entry_event SET entry = 1",
        "DELETE FROM entry_country WHERE country = 'ECU'",
        "DELETE FROM entry_lang WHERE lang = 'en'",
        "UPDATE entry_words SET titles = 'x'",
        "DELETE FROM entry_words",
    ],
)
def test_the_digest_knows_every_change(filled: Ledger, place: str, statement: str) -> None:
    before = filled.digest()
    damage(place, statement)
    assert filled.digest() != before


def test_the_digest_of_bytes_is_that_of_the_bytes(filled: Ledger, place: str) -> None:
    before = filled.digest()
    damage(place, "UPDATE document SET body = " + (r"'\x00'" if is_server(place) else "x'00'"))
    assert filled.digest() != before


def test_damaged_entries_are_derived_anew(
    filled: Ledger, place: str, fresh: Callable[[], str], tmp_path: Path
) -> None:
    whole = filled.digest()
    damage(place, "UPDATE entry SET status = 'denied'")
    filled.backup(tmp_path / "backup")
    with open_ledger(fresh()) as other:
        head, digests = other.restore(tmp_path / "backup")
        assert digests.kept == head.digests.kept
        assert digests.whole == whole != head.digests.whole


def test_a_ledger_that_holds_anything_takes_no_backup(
    filled: Ledger, place: str, tmp_path: Path
) -> None:
    filled.backup(tmp_path / "backup")
    before = dump(place)
    with pytest.raises(StoreError, match="is not empty"):
        filled.restore(tmp_path / "backup")
    assert dump(place) == before


def spoilt(content: bytes, n: int) -> bytes:
    """The content with one of its bytes turned over."""
    return content[:n] + bytes([content[n] ^ 0xFF]) + content[n + 1 :]


def lines_of(content: bytes) -> list[bytes]:
    return gzip.decompress(content).splitlines(keepends=True)


def sealed(lines: list[bytes]) -> bytes:
    """A backup of these lines, with the hash that is theirs."""
    total = hashlib.sha256(b"".join(lines)).hexdigest()
    return gzip.compress(b"".join(lines) + json.dumps({"sha256": total}).encode() + b"\n")


def headed(content: bytes, **more: object) -> bytes:
    """The backup with another head."""
    head, *rows, _ = lines_of(content)
    return sealed([json.dumps({**json.loads(head), **more}).encode() + b"\n", *rows])


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda c: b"", "damaged or cut"),
        (lambda c: b"a note", "is no backup"),
        (lambda c: gzip.compress(b"a note\n"), "is no backup|damaged or cut"),
        (lambda c: gzip.compress(b"{}\n{}\n"), "is no backup"),
        (lambda c: c[: len(c) // 2], "damaged or cut"),
        (lambda c: c[:-1], "damaged or cut"),
        (lambda c: spoilt(c, len(c) // 2), "damaged or cut"),
        (lambda c: spoilt(c, -6 % len(c)), "damaged or cut|is no backup"),
        (lambda c: gzip.compress(b"".join(lines_of(c)[:-1])), "damaged or cut"),
        (lambda c: gzip.compress(b"".join(lines_of(c)[:-2] + lines_of(c)[-1:])), "damaged or cut"),
        (lambda c: sealed(lines_of(c)[:-2]), "its rows are not those"),
        (lambda c: sealed([*lines_of(c)[:-1], b"[1]\n"]), "its rows are not those"),
        (lambda c: sealed([*lines_of(c)[:-2], b"[1]\n"]), "holds what cannot be read"),
        (lambda c: sealed([*lines_of(c)[:-2], b"{\n"]), "holds what cannot be read"),
        (lambda c: headed(c, kept="0" * 64), "came out otherwise"),
        (lambda c: headed(c, format="x"), "is no backup"),
        (lambda c: headed(c, version=99), "by a newer version"),
        (lambda c: headed(c, schema="9999"), "by a newer version"),
        (lambda c: headed(c, schema="0000"), "not known"),
        (lambda c: headed(c, tables=[["alembic_version", ["version_num"], 1]]), "its rows"),
        (
            lambda c: sealed(
                [
                    lines_of(headed(c, tables=[["counter", ["name", "value"], 1]]))[0],
                    b'["x", 1]\n',
                ]
            ),
            "holds what cannot be read: a table counter",
        ),
    ],
)
def test_what_is_no_whole_backup_is_refused_and_leaves_nothing(
    filled: Ledger,
    fresh: Callable[[], str],
    tmp_path: Path,
    spoil: Callable[[bytes], bytes],
    words: str,
) -> None:
    backup = tmp_path / "backup"
    filled.backup(backup)
    content = backup.read_bytes()
    backup.write_bytes(spoil(content))
    with open_ledger(fresh()) as other:
        empty = other.digest()
        with pytest.raises(StoreError, match=words) as caught:
            other.restore(backup)
        assert "\n" not in str(caught.value)
        assert caught.value.way_out
        assert other.digest() == empty
        assert set(other.statistics().values()) == {0}
        backup.write_bytes(content)
        other.restore(backup)
        assert other.digest() == filled.digest()


def test_a_backup_that_is_not_there_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no backup"):
        ledger.restore(tmp_path / "none")
    with pytest.raises(StoreError, match="cannot be read"):
        ledger.restore(tmp_path)


def test_a_backup_replaces_a_backup_and_nothing_else(ledger: Ledger, tmp_path: Path) -> None:
    backup, note = tmp_path / "backup", tmp_path / "note.txt"
    ledger.backup(backup)
    ledger.add(*news(1))
    ledger.backup(backup)
    assert check_backup(backup).digests.whole == ledger.digest()
    note.write_text("mine")
    for path in (note, tmp_path, *ledger.files[:1]):
        with pytest.raises(StoreError, match="is there, and is no backup"):
            ledger.backup(path)
    assert note.read_text() == "mine"
    with pytest.raises(StoreError, match="cannot be written"):
        ledger.backup(tmp_path / "none" / "backup")


def test_rows_that_point_to_nothing_are_refused(
    filled: Ledger, fresh: Callable[[], str], tmp_path: Path
) -> None:
    filled.backup(tmp_path / "backup")
    content = (tmp_path / "backup").read_bytes()
    head, document, *rows = lines_of(content)[:-1]
    other = json.loads(document)
    other[0] = "0" * 64
    lost = sealed([head, json.dumps(other).encode() + b"\n", *rows])
    (tmp_path / "backup").write_bytes(lost)
    with open_ledger(fresh()) as ledger:
        with pytest.raises(StoreError):
            ledger.restore(tmp_path / "backup")
        assert set(ledger.statistics().values()) == {0}


def test_a_ledger_that_restored_goes_on(
    filled: Ledger, fresh: Callable[[], str], tmp_path: Path
) -> None:
    filled.backup(tmp_path / "backup")
    source, findings = news(40, days=4)
    with open_ledger(fresh()) as other:
        other.restore(tmp_path / "backup")
        assert other.add(source, findings)
        assert filled.add(source, findings)
        assert not other.add(*told()[0])
        assert other.digest() == filled.digest()
        with pytest.raises(StoreError, match="was made on another text"):
            other.add(source, replace(findings, coder="x", text_sha256="0" * 64))
