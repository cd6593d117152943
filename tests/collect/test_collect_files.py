import hashlib
import json
import os
from pathlib import Path

import pytest

from dragoman.collect import Failure, SafeFetcher, collect
from dragoman.collect.protocol import FetchPolicy
from dragoman.errors import AddressError, DragomanError, EmptyError, FormatError, LimitError
from dragoman.model import Document

MOMENT = 1_760_000_000  # 2025-10-09T08:53:20Z


def gather(*addresses: Path | str, max_bytes: int = 1000) -> list[Document | Failure]:
    got = list(collect(map(str, addresses), SafeFetcher(FetchPolicy()), max_bytes=max_bytes))
    assert all(isinstance(one, Document | Failure) for one in got)
    return [one for one in got if isinstance(one, Document | Failure)]


def failure(*addresses: Path | str, max_bytes: int = 1000) -> DragomanError:
    (got,) = gather(*addresses, max_bytes=max_bytes)
    assert isinstance(got, Failure)
    return got.error


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.txt", "text/plain"),
        ("a.html", "text/html"),
        ("a.HTM", "text/html"),
        ("a.pdf", "application/pdf"),
    ],
)
def test_a_file_is_handed_over_as_it_is(tmp_path: Path, name: str, media_type: str) -> None:
    path = tmp_path / name
    body = b"\xff\xfe\x00 any bytes \x80"
    path.write_bytes(body)
    os.utime(path, (MOMENT, MOMENT))
    (got,) = gather(path)
    assert got == Document(
        address=str(path),
        final_address=str(path),
        media_type=media_type,
        body=body,
        body_sha256=hashlib.sha256(body).hexdigest(),
        fetched_at="2025-10-09T08:53:20Z",
    )


def test_a_folder_is_read_in_order_and_what_is_not_read_is_passed_over(tmp_path: Path) -> None:
    names = ["b.txt", "a/z.html", "a/b/c.pdf", "B.txt", "c.docx", "d", "e.xml", "f.txt.bak"]
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("<note>words</note>")
    got = [one.address.removeprefix(f"{tmp_path}/") for one in gather(tmp_path)]
    assert got == ["B.txt", "a/b/c.pdf", "a/z.html", "b.txt"]


def test_a_folder_with_nothing_to_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.docx").touch()
    assert isinstance(failure(tmp_path), EmptyError)


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("words")
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "linked.txt").symlink_to(tmp_path / "in" / "a.txt")
    (tmp_path / "lost.txt").symlink_to(tmp_path / "nothing.txt")
    got = gather(tmp_path)
    assert [Path(one.address).name for one in got] == [
        "a.txt",
        "linked.txt",
        "lost.txt",
        "self.txt",
    ]
    assert [type(one) for one in got] == [Document, Document, Failure, Failure]


def test_a_pipe_is_not_waited_on(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "pipe.jsonl")
    got = gather(tmp_path)
    assert [type(one) for one in got] == [Failure, Failure]


def test_what_is_asked_for_by_name_and_cannot_be_had(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_text("words")
    (tmp_path / "a.xml").write_text("<note/>")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "empty.jsonl").write_text("\n \n")
    (tmp_path / "large.txt").write_text("a" * 1001)
    for name, error, words in [
        ("a.docx", FormatError, "not read"),
        ("a.xml", FormatError, "not a feed"),
        ("empty.txt", EmptyError, "nothing in it"),
        ("empty.jsonl", EmptyError, "nothing in it"),
        ("large.txt", LimitError, "1,000 bytes"),
        ("none.txt", AddressError, "no file"),
        ("none", AddressError, "no file"),
        ("a.docx/b.txt", AddressError, "no file"),
        ("x" * 300 + ".txt", AddressError, "cannot be read"),
    ]:
        got = failure(tmp_path / name)
        assert type(got) is error
        assert words in str(got)
        assert name[:20] in str(got)


@pytest.mark.parametrize("address", ["", "  ", "a\0b.txt", "ftp://example.org/a", "file:///a.txt"])
def test_what_is_no_address(address: str) -> None:
    assert isinstance(failure(address), AddressError)


def test_a_name_with_a_colon_may_be_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("note:a.txt").write_text("words")
    (got,) = gather("note:a.txt")
    assert isinstance(got, Document)


def test_a_codebook_file_gives_a_document_a_line(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    first = {"id": "A-1", "text": "Слова.", "lang": "ru"}
    lines = [
        b"\xef\xbb\xbf" + json.dumps(first, ensure_ascii=False).encode(),
        b"",
        b'{"id":"A-2","text":""}',
    ]
    path.write_bytes(b"\r\n".join(lines))
    os.utime(path, (MOMENT, MOMENT))
    got = gather(path)
    assert [one.address for one in got] == [f"{path}#A-1", f"{path}#A-2"]
    assert isinstance(got[0], Document)
    assert got[0].final_address == str(path)
    assert got[0].media_type == "application/vnd.dragoman.report+json"
    assert got[0].fetched_at == "2025-10-09T08:53:20Z"
    assert json.loads(got[0].body.decode("utf-8-sig")) == first


BAD_LINES = [
    b"not JSON",
    b'{"id": "a", "text": "cut',
    b"[1, 2]",
    b'"words"',
    b"null",
    b'{"text": "words"}',
    b'{"id": true, "text": "words"}',
    b'{"id": "", "text": "words"}',
    b'{"id": "a\\nb", "text": "words"}',
    b'{"id": "\\udfff", "text": "words"}',
    b'{"id": "a", "text": "\xff"}',
    b'{"id": "a", "text": "words", "n": ' + b"9" * 5000 + b"}",
    b"[" * 100_000,
    b'{"a":' * 50_000,
    b"\x00\x01\x02",
]


def test_a_bad_line_is_named_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    good = b'{"id": "good", "text": "words"}'
    path.write_bytes(b"\n".join([line for bad in BAD_LINES for line in (bad, good)]))
    got = gather(path, max_bytes=1_000_000)
    assert len(got) == 2 * len(BAD_LINES)
    for number, one in enumerate(got, 1):
        if number % 2:
            assert isinstance(one, Failure)
            assert one.address == f"{path}:{number}"
            assert isinstance(one.error, FormatError)
            assert one.address in str(one.error)
        else:
            assert isinstance(one, Document)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (b'{"id": "a"}', "a"),
        (b'{"id": "a", "text": ["words"]}', "a"),
        (b'{"id": "a", "text": "\\ud800"}', "a"),
        (b'{"id": 7, "text": "words"}', "7"),
    ],
)
def test_a_line_with_an_id_is_known_by_it(tmp_path: Path, line: bytes, name: str) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_bytes(line)
    (got,) = gather(path)
    assert isinstance(got, Document)
    assert got.address == f"{path}#{name}"


@pytest.mark.parametrize("size", [999, 1000, 1001, 1002, 1003, 5000])
def test_the_longest_line(tmp_path: Path, size: int) -> None:
    path = tmp_path / "reports.jsonl"
    frame = len(b'{"id": "a", "text": ""}')
    line = b'{"id": "a", "text": "' + b"x" * (size - frame) + b'"}'
    path.write_bytes(line + b'\n{"id": "b", "text": "words"}\n' + line)
    got = gather(path)
    kind = Document if size <= 1000 else Failure
    assert [type(one) for one in got] == [kind, Document, kind]
    assert len(got[1].body) == 28 if isinstance(got[1], Document) else False


def test_names_that_are_not_text_can_still_be_stored(tmp_path: Path) -> None:
    for name in (b"\xff.txt", b"\xff.jsonl"):
        (tmp_path / os.fsdecode(name)).write_bytes(b'{"id": "a", "text": "words"}')
    (tmp_path / os.fsdecode(b"\xff.pdf")).touch()
    got = gather(tmp_path, "\ud800.txt", "http://\ud800/", "\udcff.docx")
    assert [type(one) for one in got] == [Document, Failure, Document, *[Failure] * 3]
    assert got[0].address == f"{tmp_path}/\\udcff.jsonl#a"
    for one in got:
        assert one.address.encode()
        assert not isinstance(one, Failure) or str(one.error).encode()


def test_one_bad_input_among_good_ones(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    got = gather(tmp_path / "a.txt", tmp_path / "none.txt", "http://[", tmp_path)
    assert [type(one) for one in got] == [Document, Failure, Failure, Document]
