"""RSS and Atom feeds: told from other XML, refused where they hold a DTD, taken apart.

Sources: RFC 4287 (Atom), the RSS 2.0 and RSS 1.0 specifications, XML 1.0 section 2.8 (prolog).
"""

import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import feedparser

from dragoman.errors import FormatError, RefusedError

Hints = tuple[tuple[str, str], ...]

#: Bytes within which a feed's first element stands, and characters within which its last does.
_PROLOG = 65_536
_ROOTS = frozenset({"rss", "feed", "rdf"})
_DECLARED = re.compile(r"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z][\w.-]*)["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_LAST_TAG = re.compile(r"</(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
#: Encodings that a feed may declare. Others, such as UTF-7, could hide a DTD from the scan.
_ENCODINGS = re.compile(
    r"^(?:utf-?8|us-ascii|iso-?8859-?\d{1,2}|windows-?125\d|cp125\d|koi8-[ru]|gb2312|gbk|gb18030"
    r"|big5|shift_jis|euc-(?:jp|kr))$",
    re.IGNORECASE,
)
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\x00<\x00?", "utf-16-be"),
    (b"<\x00?\x00", "utf-16-le"),
)


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One entry of a feed.

    `link` is the address of its page, maybe empty; `name` what the feed calls it. `content` is the
    whole text as the feed holds it, as an HTML page, or None. `hints` are a document's hints.
    """

    link: str
    name: str
    content: str | None
    hints: Hints


def is_feed(body: bytes) -> bool:
    """Whether the first element is that of a feed, whatever stands before it."""
    return _first_element(_decode(body[:_PROLOG], None))[0] in _ROOTS


def read_feed(
    body: bytes, name: str, *, base: str = "", charset: str | None = None
) -> Iterator[FeedItem]:
    """The entries of a feed in its order, each link once.

    `name` stands in errors, `base` is what relative links are joined to, `charset` that of the
    Content-Type. RefusedError for a document type or an entity declaration, FormatError for what is
    no feed. Of a feed that is cut the entries come first, the last without its text, then the
    FormatError.
    """
    text = _decode(body, charset)
    root, has_dtd = _first_element(text)
    if has_dtd:
        raise RefusedError(f"the feed {name} declares a document type or entities")
    if root not in _ROOTS:
        raise FormatError(f"{name} is not a feed: its first element is {root or 'missing'}")
    parsed = _parse(text, name, base)
    if not parsed.entries and parsed.bozo:
        raise FormatError(f"the feed {name} is damaged: {parsed.bozo_exception}")
    whole = _LAST_TAG.search(text, max(0, len(text) - _PROLOG)) is not None
    seen: set[str] = set()
    for number, entry in enumerate(parsed.entries, 1):
        item = _item(entry, parsed.feed, number)
        if not whole and number == len(parsed.entries):
            item = replace(item, content=None)
        if item.link not in seen or not item.link:
            seen.add(item.link)
            yield item
    if parsed.entries and not whole:
        raise FormatError(f"the feed {name} is cut after its entry {len(parsed.entries)}")


def _parse(text: str, name: str, base: str) -> Any:
    # What was scanned is what is parsed: the declaration is taken out and the text is handed over
    # as UTF-8. As a stream, lest feedparser takes the bytes for the name of a file.
    data = _DECLARATION.sub("", text, count=1).strip().encode("utf-8", "replace")
    headers = {"content-type": "application/xml; charset=utf-8"}
    if base:
        headers["content-location"] = base
    try:
        return feedparser.parse(io.BytesIO(data), response_headers=headers)
    except Exception as error:  # feedparser promises no error tree of its own
        raise FormatError(f"the feed {name} is damaged: {error}") from error


def _decode(body: bytes, charset: str | None) -> str:
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body.decode(encoding, "replace").lstrip("\ufeff")
    declared = _DECLARED.search(body[:1024].decode("latin-1"))
    written = str(declared[1]) if declared else None
    for name in (charset, written):
        if name and _ENCODINGS.match(name):
            try:
                return body.decode(name, "replace")
            except LookupError:
                continue
    return body.decode("utf-8", "replace")


def _first_element(text: str) -> tuple[str, bool]:
    """Local name of the first element, in lower case, and whether a declaration precedes it."""
    position = 0
    has_dtd = False
    while (position := text.find("<", position)) >= 0:
        if text.startswith("<!--", position):
            end, width = text.find("-->", position + 4), 3
        elif text.startswith("<?", position):
            end, width = text.find("?>", position + 2), 2
        elif text.startswith("<!", position):
            has_dtd = True
            end, width = text.find(">", position), 1
            subset = text.find("[", position, end)
            if subset >= 0:
                # Inside are declarations of their own: step into them one by one.
                end, width = subset, 1
        else:
            root = _ROOT.match(text, position)
            if root:
                return root[1].lower(), has_dtd
            end, width = position, 1
        if end < 0:
            break
        position = end + width
    return "", has_dtd


def _item(entry: Any, feed: Any, number: int) -> FeedItem:
    link = _text(entry, "link").strip()
    if entry.get("guidislink") and not link.lower().startswith(("http:", "https:")):
        link = ""  # an identifier, which feedparser takes for a link where there is none
    hints = {
        "title": _plain(_text(entry, "title")),
        "published": _published(entry),
        "outlet": _plain(_text(feed, "title")),
        "author": _plain(_text(entry, "author") or _text(feed, "author")),
        "lang": _language(entry, feed),
        "source": _text(entry.get("source") or {}, "href"),
    }
    return FeedItem(
        link=link,
        name=_text(entry, "id") or link or str(number),
        content=_content(entry, hints["title"]),
        hints=tuple((key, value) for key, value in hints.items() if value),
    )


def _content(entry: Any, title: str) -> str | None:
    """The fullest of the entry's contents as an HTML page; a summary is not the whole text."""
    best = ""
    for piece in entry.get("content") or ():
        value = piece.get("value") or ""
        if piece.get("type") == "text/plain":
            value = "".join(f"<p>{html.escape(line)}</p>\n" for line in value.splitlines() if line)
        best = max(best, value, key=len)
    if not best.strip():
        return None
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f"</head><body><article>\n{best}\n</article></body></html>\n"
    )


def _published(entry: Any) -> str:
    """When the entry came out, in ISO 8601, at the offset that the feed writes."""
    key = next((key for key in ("published", "updated", "created") if key in entry), None)
    if key is None:
        return ""
    written = _text(entry, key).strip()
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(written).isoformat(timespec="seconds")
        except (ValueError, OverflowError):
            continue
    moment = entry.get(f"{key}_parsed")
    if not moment:
        return ""
    year, month, day, hour, minute, second = moment[:6]
    return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC).isoformat()


def _language(entry: Any, feed: Any) -> str:
    pieces = [*(entry.get("content") or ()), entry.get("title_detail") or {}]
    spoken = (_text(piece, "language") for piece in pieces)
    return next((lang for lang in spoken if lang), "") or _text(feed, "language")


def _text(values: Any, key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""


def _plain(text: str) -> str:
    """One line, without tags and character references that feeds leave in titles."""
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", text)).split())
