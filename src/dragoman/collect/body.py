"""The body of an answer, decompressed piece by piece under two caps: size and ratio.

Source: RFC 9110, section 8.4 (content codings), RFC 1950 to 1952 (zlib, deflate, gzip).
"""

import zlib
from collections.abc import Iterable, Iterator

from dragoman.collect.protocol import FetchPolicy
from dragoman.errors import AnswerError, LimitError

#: Bytes that may come out before the ratio is looked at: a small page may be mostly blanks.
RATIO_FLOOR = 65_536
_PIECE = 65_536

Headers = Iterable[tuple[str, str]]


def read_body(chunks: Iterable[bytes], headers: Headers, name: str, policy: FetchPolicy) -> bytes:
    """All chunks, with the content coding undone.

    `name` stands in errors. LimitError past `max_bytes` or `max_ratio`, AnswerError for a coding
    that was not asked for, and for one that breaks off or is damaged.
    """
    headers = tuple(headers)
    length = next((value for key, value in headers if key == "content-length"), "")
    if length.isascii() and length.isdigit() and int(length[:20]) > policy.max_bytes:
        raise _too_large(name, policy)
    inflater = _inflater(headers, name)
    body = bytearray()
    received = 0
    for chunk in chunks:
        received += len(chunk)
        for piece in inflater.feed(chunk) if inflater else (chunk,):
            body += piece
            if len(body) > policy.max_bytes:
                raise _too_large(name, policy)
            if len(body) > RATIO_FLOOR and len(body) > policy.max_ratio * received:
                raise LimitError(
                    f"the answer of {name} unpacks to over {policy.max_ratio:g} times its size"
                )
        if received > policy.max_bytes:
            raise _too_large(name, policy)
    if inflater and received and not inflater.whole:
        raise AnswerError(f"the compressed answer of {name} broke off")
    return bytes(body)


def _too_large(name: str, policy: FetchPolicy) -> LimitError:
    return LimitError(
        f"the answer of {name} is larger than {policy.max_bytes:,} bytes", "save the report alone"
    )


class _Inflater:
    """Undoes gzip, of one member or several, or deflate, with zlib's frame or without."""

    def __init__(self, coding: str, name: str) -> None:
        self._gzip = coding == "gzip"
        self._name = name
        self._engine = self._new()
        self._begun = False
        self._head = b""

    @property
    def whole(self) -> bool:
        """Whether the stream has come to its end."""
        return self._engine.eof

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """What the chunk unpacks to, in pieces of bounded size."""
        if not self._begun:
            # Two bytes tell a frame from none.
            chunk = self._head + chunk
            self._head = chunk
            if len(chunk) < 2:
                return
        while chunk:
            if self._engine.eof:
                # After the end only another gzip member counts; padding is let go.
                if not self._gzip or not chunk.startswith(b"\x1f"):
                    return
                self._engine = self._new()
            piece = self._inflate(chunk)
            self._begun = True
            if piece:
                yield piece
            engine = self._engine
            chunk = engine.unused_data if engine.eof else engine.unconsumed_tail
            if not chunk and len(piece) == _PIECE and not engine.eof:
                # All input is taken in, but zlib may hold more output back.
                yield from self._drain()

    def _drain(self) -> Iterator[bytes]:
        while piece := self._inflate(b""):
            yield piece

    def _inflate(self, chunk: bytes) -> bytes:
        try:
            return self._engine.decompress(chunk, _PIECE)
        except zlib.error as error:
            if not self._gzip and not self._begun:
                # Some servers send deflate bare, without the frame that the standard asks for.
                self._engine = zlib.decompressobj(-zlib.MAX_WBITS)
                self._begun = True
                return self._inflate(chunk)
            raise AnswerError(
                f"the compressed answer of {self._name} is damaged: {error}"
            ) from error

    def _new(self) -> "zlib._Decompress":
        return zlib.decompressobj(zlib.MAX_WBITS | 16 if self._gzip else zlib.MAX_WBITS)


def _inflater(headers: Headers, name: str) -> _Inflater | None:
    codings = [
        coding
        for key, value in headers
        if key == "content-encoding"
        for part in value.split(",")
        if (coding := part.strip().lower().removeprefix("x-")) not in ("", "identity")
    ]
    if not codings:
        return None
    if codings not in (["gzip"], ["deflate"]):
        raise AnswerError(f"{name} sent a coding that was not asked for: {', '.join(codings)}")
    return _Inflater(codings[0], name)
