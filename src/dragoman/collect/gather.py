"""From addresses to documents: one way in for files, folders, pages and feeds."""

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from dragoman.collect import files, media
from dragoman.collect.feed import FeedItem, is_feed, read_feed
from dragoman.collect.protocol import MAX_BYTES, Failure, Fetcher, Unchanged, Validators
from dragoman.errors import AddressError, CollectError, EmptyError, FormatError, ReadError
from dragoman.model import Document

Outcome = Document | Unchanged | Failure
Known = Callable[[str], Validators | None]

_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]+):")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.-]+)", re.IGNORECASE)


def nothing_known(address: str) -> Validators | None:
    """No document is had yet."""


def collect(
    addresses: Iterable[str],
    fetcher: Fetcher,
    known: Known = nothing_known,
    *,
    max_bytes: int = MAX_BYTES,
) -> Iterator[Outcome]:
    """What is at each address, in order.

    An address is a path (file or folder) or an http(s) URL (page or feed). `known` gives the
    validators of a document that is already had. `max_bytes` bounds a file and a line of a codebook
    file; the fetcher has bounds of its own. One bad input never raises: it is a Failure, and the
    rest goes on.
    """
    for address in addresses:
        try:
            yield from _collect_one(address.strip(), fetcher, known, max_bytes)
        except (CollectError, ReadError) as error:
            yield Failure(files.shown(address), error)


def _collect_one(address: str, fetcher: Fetcher, known: Known, max_bytes: int) -> Iterator[Outcome]:
    scheme = _SCHEME.match(address)
    if scheme and scheme[1].lower() in ("http", "https"):
        yield from _from_web(address, fetcher, known)
    elif "\0" in address or not address:
        raise AddressError(f"{address!r} is neither a path nor a URL")
    elif os.path.isdir(address):
        yield from _from_folder(os.path.normpath(address), fetcher, known, max_bytes)
    elif scheme and not os.path.lexists(address):
        raise AddressError(f"{address!r} has a scheme that is not fetched", "use http or https")
    else:
        # `./a.txt` and `a.txt` are one address.
        yield from _from_file(os.path.normpath(address), fetcher, known, max_bytes, named=True)


def _from_folder(folder: str, fetcher: Fetcher, known: Known, max_bytes: int) -> Iterator[Outcome]:
    empty = True
    for path in files.files_in(folder):
        if isinstance(path, Failure):
            outcomes: Iterable[Outcome] = (path,)
        else:
            outcomes = _from_file(path, fetcher, known, max_bytes, named=False)
        for outcome in outcomes:
            empty = False
            yield outcome
    if empty:
        raise EmptyError(f"{files.shown(folder)} is empty: there is nothing in it that is read")


def _from_file(
    path: str, fetcher: Fetcher, known: Known, max_bytes: int, *, named: bool
) -> Iterator[Outcome]:
    """One file. `named`: it was asked for by name, so what is not read of it is told."""
    try:
        if files.is_lines(path):
            yield from files.read_lines(path, max_bytes)
        elif files.may_be_feed(path):
            document = files.read_whole(path, max_bytes)
            if named or files.is_named_feed(path) or is_feed(document.body):
                yield from _from_feed(document, fetcher, known)
        elif files.is_read(path) or not os.path.lexists(path):
            yield files.read_whole(path, max_bytes)
        else:
            raise FormatError(
                f"{files.shown(path)} is of a kind that is not read",
                "files end in .txt, .html, .htm, .pdf, .jsonl, .xml, .rss or .atom",
            )
    except (CollectError, ReadError) as error:
        yield Failure(files.shown(path), error)
    except OSError as error:
        name = files.shown(path)
        yield Failure(name, CollectError(f"{name} cannot be read: {error.strerror}"))


def _from_web(address: str, fetcher: Fetcher, known: Known) -> Iterator[Outcome]:
    got = _fetch(address, fetcher, known)
    if isinstance(got, Document) and got.media_type in media.MAY_BE_FEED and is_feed(got.body):
        yield from _from_feed(got, fetcher, known)
    else:
        yield got


def _fetch(address: str, fetcher: Fetcher, known: Known) -> Outcome:
    validators = known(address)
    try:
        return fetcher.fetch(address, validators)
    except (CollectError, ReadError) as error:
        return Failure(files.shown(address), error)


def _from_feed(feed: Document, fetcher: Fetcher, known: Known) -> Iterator[Outcome]:
    """Each entry's page, or what the feed holds of it; RefusedError, FormatError for the feed."""
    is_web = feed.final_address.lower().startswith(("http:", "https:"))
    charset = _CHARSET.search(feed.header("content-type") or "")
    items = read_feed(
        feed.body,
        feed.address,
        base=feed.final_address if is_web else "",
        charset=charset and charset[1],
    )
    empty = True
    for item in items:
        empty = False
        yield _from_item(item, feed, fetcher, known)
    if empty:
        raise EmptyError(f"the feed {feed.address} is empty: there is no entry in it")


def _from_item(item: FeedItem, feed: Document, fetcher: Fetcher, known: Known) -> Outcome:
    got: Outcome
    where = f"{feed.address}#{item.name}"
    if item.link:
        got = _fetch(item.link, fetcher, known)
    else:
        got = Failure(where, FormatError(f"the entry {where} has no link and no whole text"))
    if isinstance(got, Document):
        return replace(got, hints=item.hints)
    if isinstance(got, Unchanged) or item.content is None:
        return got
    body = item.content.encode("utf-8", "replace")
    return Document(
        address=item.link or where,
        final_address=where,
        media_type=media.HTML,
        body=body,
        body_sha256=hashlib.sha256(body).hexdigest(),
        fetched_at=feed.fetched_at,
        headers=(("content-type", "text/html; charset=utf-8"),),
        hints=item.hints,
    )
