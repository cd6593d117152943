"""A PDF, read to its text."""

import io
import re
import unicodedata

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from dragoman.errors import FormatError
from dragoman.read.limits import LONGEST_TEXT, MOST_PAGES
from dragoman.read.plain import read_plain

_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\n(?=[^\W\d_A-ZА-ЯЁ])")
_BLANK = re.compile(r"\n(?:[^\S\n]*\n)+")
_STOPS = (".", "!", "?", "…", "»", "”", '"', ":", ")")
#: A line this much shorter than the longest ends its paragraph.
_SHORT = 0.8
_PAGE_NUMBER = re.compile(
    r"\W*(?:page |página |стр\. |с\. )?\d{1,4}(?:\s*(?:/|of|de|из)\s*\d{1,4})?\W*", re.I
)
_DAMAGED = (
    PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError,
    NotImplementedError, OverflowError, ArithmeticError, AssertionError, OSError, EOFError,
    UnicodeError,
)  # fmt: skip


def read_paper(body: bytes, name: str) -> tuple[str, str]:
    """Title and text of a PDF; FormatError where it is encrypted, damaged or too long.

    Lines are joined to paragraphs, which are divided by blank lines; words divided at the end of a
    line are joined. A PDF of scanned pages has no text.
    """
    if not body[:1024].lstrip().startswith(b"%PDF-"):
        raise FormatError(f"{name} is sent as PDF but is none", "give its true media type")
    try:
        title, pages = _pages(body, name)
    except _DAMAGED as error:
        raise FormatError(
            f"{name} is a damaged PDF: {type(error).__name__}", "save it again from a PDF reader"
        ) from error
    text = unicodedata.normalize("NFC", "\n\n".join(pages)).replace("\x00", "")
    headline, rest = read_plain(text)
    if headline and (not title or title.casefold() == headline.casefold()):
        return headline, rest
    return title, text


def _pages(body: bytes, name: str) -> tuple[str, list[str]]:
    reader = PdfReader(io.BytesIO(body), strict=False)
    if reader.is_encrypted:
        raise FormatError(f"{name} is an encrypted PDF", "save it without a password")
    if len(reader.pages) > MOST_PAGES:
        raise FormatError(f"{name} has more than {MOST_PAGES} pages", "split it into reports")
    pages, length = [], 0
    for page in reader.pages:
        pages.append(_paragraphs(page.extract_text()))
        length += len(pages[-1])
        if length > LONGEST_TEXT:
            break
    title = reader.metadata.title if reader.metadata else None
    usable = isinstance(title, str) and " " in title and not title.startswith("Microsoft ")
    return (title or "").strip() if usable else "", [page for page in pages if page]


def _paragraphs(text: str) -> str:
    """A page's lines as paragraphs: a short line with a stop at its end is the last of one."""
    found = []
    for block in _BLANK.split(text):
        lines = [line.strip() for line in block.split("\n")]
        lines = [line for line in lines if line and not _PAGE_NUMBER.fullmatch(line)]
        width = max(map(len, lines), default=0)
        paragraph: list[str] = []
        for line in lines:
            paragraph.append(line)
            if line.endswith(_STOPS) and len(line) < _SHORT * width:
                found.append(_joined(paragraph))
                paragraph = []
        found.append(_joined(paragraph))
    return "\n\n".join(filter(None, found))


def _joined(lines: list[str]) -> str:
    return _HYPHEN.sub("", "\n".join(lines)).replace("\n", " ")
