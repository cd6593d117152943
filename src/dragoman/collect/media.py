"""Media types: which are read, and what a file's suffix or first bytes say."""

from dragoman.errors import AnswerError

REPORT = "application/vnd.dragoman.report+json"
HTML = "text/html"
PDF = "application/pdf"

#: Types of web documents that are read.
READ = frozenset(
    {
        HTML,
        "application/xhtml+xml",
        "application/xml",
        "text/xml",
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        PDF,
        "text/plain",
    }
)
#: Types that a feed may come as, rightly or not.
MAY_BE_FEED = READ - {PDF}

BY_SUFFIX = {".txt": "text/plain", ".html": HTML, ".htm": HTML, ".pdf": PDF}
FEED_SUFFIXES = frozenset({".xml", ".rss", ".atom"})
LINES_SUFFIX = ".jsonl"


def media_type(header: str | None, body: bytes) -> str:
    """The type of a Content-Type header without parameters; without one, what the bytes say."""
    named = (header or "").partition(";")[0].strip().lower()
    if named:
        return named
    start = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"%PDF-"):
        return PDF
    if start.startswith(b"<?xml"):
        return "application/xml"
    return HTML if start.startswith(b"<") else "text/plain"


def check_media_type(header: str | None, name: str) -> None:
    """AnswerError where the type is not one that is read; none at all passes."""
    named = media_type(header, b"")
    if header and named not in READ:
        raise AnswerError(f"{name} is sent as {named}, which is not read")
