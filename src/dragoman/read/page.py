"""A web page, read to its main text and metadata."""

import re
import unicodedata
from copy import deepcopy
from dataclasses import replace
from datetime import date

import lxml.html  # type: ignore[import-untyped]
from htmldate import find_date
from lxml.etree import LxmlError, strip_elements  # type: ignore[import-untyped]
from lxml.html import HtmlElement
from trafilatura import bare_extraction

from dragoman.errors import EmptyError, FormatError
from dragoman.read.fingerprint import fold
from dragoman.read.limits import FEWEST_LETTERS, MOST_TAGS
from dragoman.read.metadata import Metadata, page_metadata

_LINES = re.compile(r"\s*\n\s*")
_PROSE = 120
_NO_DATE = ("script", "style", "img", "figure", "picture", "aside", "nav", "footer", "a", "svg")


def read_page(html: str, name: str, address: str, latest: date | None) -> tuple[str, Metadata]:
    """Main text and metadata of a page.

    The text is in Unicode NFC, its paragraphs divided by blank lines; a first line that only
    repeats the title is left out. `latest` is the last day that the page can be of. FormatError
    where it is too large to parse, EmptyError where there is nothing in it.
    """
    if html.count("<") > MOST_TAGS:
        raise FormatError(
            f"{name} has more than {MOST_TAGS // 2:,} elements", "save the article alone"
        )
    try:
        tree = _parse(html, name)
        metadata = page_metadata(tree, latest)
        text = _main_text(html)
        if metadata.published is None:
            metadata = replace(metadata, published=_guessed_day(tree, address, latest))
    except (LxmlError, ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        raise FormatError(f"{name} cannot be parsed as HTML: {_brief(error)}") from error
    return _without_title(text, metadata.title), metadata


def _brief(error: Exception) -> str:
    return f"{type(error).__name__} {error}".splitlines()[0][:120]


def _parse(html: str, name: str) -> HtmlElement:
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    body = html.encode("utf-8", "replace")
    if not body.strip():
        raise EmptyError(f"{name} is empty")
    try:
        tree = lxml.html.document_fromstring(body, parser=parser)
    except LxmlError as error:
        raise EmptyError(f"there is no page in {name}") from error
    assert isinstance(tree, HtmlElement)
    return tree


def _main_text(html: str) -> str:
    """What trafilatura takes for the main text: what is surely in it, or else what may be."""
    for recall in (False, True):
        found = bare_extraction(
            html,
            favor_precision=not recall,
            favor_recall=recall,
            include_comments=False,
            include_tables=False,
            include_formatting=False,
            with_metadata=False,
        )
        text = getattr(found, "text", None) or ""
        if sum(map(str.isalpha, text[:1000])) >= FEWEST_LETTERS:
            break
    return unicodedata.normalize("NFC", _LINES.sub("\n\n", text.strip()))


def _guessed_day(tree: HtmlElement, address: str, latest: date | None) -> str | None:
    """htmldate's reading of address and markup, kept away from prose, pictures and links."""
    bare = deepcopy(tree)
    strip_elements(bare, *_NO_DATE, with_tail=False)
    for paragraph in bare.xpath("//p | //li | //blockquote"):
        if len(paragraph.text_content()) > _PROSE and paragraph.getparent() is not None:
            paragraph.drop_tree()
    day = find_date(
        bare,
        extensive_search=False,
        original_date=True,
        url=address if address.startswith(("http://", "https://")) else None,
        max_date=latest.isoformat() if latest else None,
    )
    return str(day) if day else None


def _without_title(text: str, title: str | None) -> str:
    first, _, rest = text.partition("\n\n")
    return rest if title and rest and fold(first.strip()) == fold(title.strip()) else text
