"""From a document as fetched to a report, by media type."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from dragoman.errors import FormatError
from dragoman.model import Document, Report
from dragoman.read.charset import decode
from dragoman.read.days import latest_day, read_day
from dragoman.read.language import UNKNOWN, detect_language, primary_subtag
from dragoman.read.limits import LARGEST, check_text
from dragoman.read.metadata import Metadata
from dragoman.read.page import read_page
from dragoman.read.paper import read_paper
from dragoman.read.plain import read_plain
from dragoman.read.quiet import quiet
from dragoman.read.rows import read_row
from dragoman.read.text import read_text

#: The media type of one line of a codebook file.
ROW = "application/vnd.dragoman.report+json"

_Read = tuple[str, Metadata]


def read_document(document: Document) -> Report:
    """The report that a document holds: HTML, PDF, plain text or a line in codebook form.

    What the container says (`hints`) goes before what the page says of itself, and that before what
    can be told from the text; of the language alone the text itself is the better witness. Where
    nothing says it, a field is empty. FormatError where the bytes are not what they claim to be or
    of a type that is not read, EmptyError where there is no main text.
    """
    name = document.address
    if len(document.body) > LARGEST:
        raise FormatError(f"{name} is larger than {LARGEST:,} bytes", "split it into reports")
    if document.media_type == ROW:
        return replace(_row(document), document_id=document.id)
    reader = _READERS.get(document.media_type)
    if reader is None:
        raise FormatError(
            f"{name} is {document.media_type or 'of no type'}, which is not read",
            "give it as HTML, PDF or plain text",
        )
    latest = latest_day(document.fetched_at)
    with quiet():
        text, metadata = reader(document, latest)
    return read_text(
        check_text(text, name),
        ref=name,
        title=document.hint("title") or metadata.title or "",
        outlet=document.hint("outlet") or metadata.outlet or _host(document),
        published=read_day(document.hint("published"), latest) or metadata.published,
        lang=_language(text, document.hint("lang"), metadata.lang),
        document_id=document.id,
        canonical=_elsewhere(document, metadata.canonical, document.hint("source")),
    )


def _elsewhere(document: Document, *told: str | None) -> str:
    """The first of these addresses that is on another host than the document; empty for none.

    Of a saved file nobody knows the host: its page may be the original.
    """
    own = {_bare_host(document.address), _bare_host(document.final_address)} - {""}
    others = (one for one in told if one and (host := _bare_host(one)) and host not in own)
    return next(others, "") if own else ""


def _html(document: Document, latest: date | None) -> _Read:
    html = decode(document.body, document.header("content-type"), document.address)
    return read_page(html, document.address, document.final_address, latest)


def _plain(document: Document, latest: date | None) -> _Read:
    if document.body.startswith(b"%PDF-"):
        raise FormatError(f"{document.address} is a PDF sent as text", "name it .pdf")
    title, text = read_plain(
        decode(document.body, document.header("content-type"), document.address)
    )
    return text, Metadata(title=title)


def _paper(document: Document, latest: date | None) -> _Read:
    title, text = read_paper(document.body, document.address)
    return text, Metadata(title=title)


_READERS: Mapping[str, Callable[[Document, date | None], _Read]] = {
    "text/html": _html,
    "application/xhtml+xml": _html,
    "text/plain": _plain,
    "application/pdf": _paper,
}


def _row(document: Document) -> Report:
    way_out = "give one JSON object a line, in UTF-8"
    try:
        row = json.loads(document.body)
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{document.address} is no JSON", way_out) from error
    if not isinstance(row, dict):
        raise FormatError(f"{document.address} is no JSON object", way_out)
    return read_row(row)


def _host(document: Document) -> str:
    """The host's name for a page of the web; a file has none."""
    return _bare_host(document.final_address) or _bare_host(document.address)


def _bare_host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _language(text: str, *said: str | None) -> str:
    """What the text itself shows; where that is not clear, what container or page say of it."""
    detected = detect_language(text)
    if detected != UNKNOWN:
        return detected
    return next((lang for tag in said if (lang := primary_subtag(tag))), UNKNOWN)
