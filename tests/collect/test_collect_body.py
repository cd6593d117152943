import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.collect.body import RATIO_FLOOR, read_body
from dragoman.collect.protocol import FetchPolicy
from dragoman.errors import AnswerError, CollectError, LimitError

POLICY = FetchPolicy(max_bytes=1_000_000)
GZIP = (("content-encoding", "gzip"),)


def bare(body: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-15)
    return engine.compress(body) + engine.flush()


CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "identity": bytes,
    "gzip": gzip.compress,
    "X-GZIP": gzip.compress,
    "deflate": zlib.compress,
    "Deflate": bare,
}


def pieces(body: bytes, size: int) -> Iterator[bytes]:
    return (body[start : start + size] for start in range(0, len(body), size))


@given(st.binary(max_size=3000), st.sampled_from(sorted(CODINGS)), st.integers(1, 4000))
def test_any_body_comes_back_however_it_is_cut(body: bytes, coding: str, size: int) -> None:
    sent = CODINGS[coding](body)
    assert read_body(pieces(sent, size), [("content-encoding", coding)], "x", POLICY) == body


@given(st.binary(max_size=500), st.sampled_from(["gzip", "deflate"]), st.integers(1, 600))
def test_any_bytes_are_read_or_refused(body: bytes, coding: str, size: int) -> None:
    try:
        read = read_body(pieces(body, size), [("content-encoding", coding)], "x", POLICY)
    except CollectError:
        return
    assert len(read) <= POLICY.max_bytes


@pytest.mark.parametrize("size", [999_999, 1_000_000, 1_000_001])
def test_the_cap_is_on_what_comes_out(size: int) -> None:
    body = bytes(range(250)) * (size // 250 + 1)
    sent = gzip.compress(body[:size])
    policy = replace(POLICY, max_ratio=1e9)
    if size <= 1_000_000:
        assert len(read_body([sent], GZIP, "x", policy)) == size
    else:
        with pytest.raises(LimitError, match="larger"):
            read_body([sent], GZIP, "x", policy)


def test_the_ratio_counts_from_its_floor() -> None:
    small = gzip.compress(b" " * RATIO_FLOOR)
    assert len(read_body([small], GZIP, "x", POLICY)) == RATIO_FLOOR
    with pytest.raises(LimitError, match="100 times"):
        read_body([gzip.compress(b" " * (RATIO_FLOOR + 1))], GZIP, "x", POLICY)


def test_a_bomb_is_not_unpacked_first() -> None:
    """Two hundred megabytes of zeros: refused after the first pieces."""
    engine = zlib.compressobj(wbits=31)
    bomb = b"".join(engine.compress(bytes(1_000_000)) for _ in range(200)) + engine.flush()
    taken: list[int] = []

    def counted() -> Iterator[bytes]:
        for piece in pieces(bomb, 1000):
            taken.append(len(piece))
            yield piece

    with pytest.raises(LimitError):
        read_body(counted(), GZIP, "x", POLICY)
    assert sum(taken) <= 2000


@pytest.mark.parametrize("coding", ["br", "gzip, gzip", "gzip, deflate", "zstd", "compress"])
def test_codings_that_were_not_asked_for(coding: str) -> None:
    with pytest.raises(AnswerError, match="not asked for"):
        read_body([b"words"], [("content-encoding", coding)], "x", POLICY)


def test_a_length_that_is_too_large_is_refused_unread() -> None:
    for length in ("1000001", "9" * 5000):
        unread = iter([b"words"])
        with pytest.raises(LimitError):
            read_body(unread, [("content-length", length)], "x", POLICY)
        assert list(unread) == [b"words"]
