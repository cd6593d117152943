"""What a page says of itself: JSON-LD, OpenGraph and other `meta`, `time`, `title`, `lang`."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from dragoman.read.days import read_day

#: Types of schema.org that are a report, or a page that holds one.
_ARTICLE = re.compile(r"Article|Report|Posting|NewsItem|LiveBlog|WebPage|Webpage", re.IGNORECASE)
_PAGE = re.compile(r"WebPage", re.IGNORECASE)
_DAYS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "article.published", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date", "dc.date.created", "pubdate", "publishdate", "publish-date",
    "publish_date", "publication_date", "article:publication_date", "date",
    "cxenseparse:recs:publishtime",
)  # fmt: skip
_LONGEST_JSON = 2_000_000
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Metadata:
    """Each field as the page gives it, or None; `published` an ISO date, `canonical` an address."""

    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    lang: str | None = None
    canonical: str | None = None


def page_metadata(tree: HtmlElement, latest: date | None) -> Metadata:
    """Metadata of a parsed page; `latest` is the last day that it can be of."""
    articles = sorted(_articles(tree), key=lambda node: bool(_PAGE.search(_types(node))))
    metas = _metas(tree)
    outlet = metas.get("og:site_name") or _first(_publisher(node) for node in articles)
    title = _first(_text(node.get("headline")) for node in articles) or metas.get("og:title")
    return Metadata(
        title=_bare_title(title or _heading(tree), outlet),
        outlet=outlet,
        published=_published(tree, articles, metas, latest),
        canonical=_canonical(tree, metas),
        lang=_text(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")),
    )


def _canonical(tree: HtmlElement, metas: dict[str, str]) -> str | None:
    """Where the page says that its original stands: the mark of a syndicated text first."""
    links = tree.xpath("//head/link[translate(@rel, 'CANOIL', 'canoil')='canonical']/@href")
    told = (metas.get("syndication-source"), metas.get("original-source"), *map(str, links))
    return _first(_text(address) for address in told)


def _first(values: Iterator[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _text(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _published(
    tree: HtmlElement, articles: list[dict[str, Any]], metas: dict[str, str], latest: date | None
) -> str | None:
    in_json = _first(read_day(_text(node.get("datePublished")), latest) for node in articles)
    in_meta = _first(read_day(metas.get(name), latest) for name in _DAYS)
    return in_json or in_meta or _first(read_day(value, latest) for value in _times(tree))


def _metas(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = _text(element.get("content"))
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _times(tree: HtmlElement) -> Iterator[str]:
    """Days of `time` elements that are marked as the day of publication, or head the article."""
    marked = tree.xpath(
        "//time[@pubdate or contains(translate(@itemprop, 'P', 'p'), 'datepublished')]/@datetime"
    )
    yield from map(str, marked)
    for article in tree.xpath("(//article | //main)[1]"):
        for element in article.xpath("(.//time[@datetime])[1]"):
            if not element.xpath("ancestor::aside | ancestor::nav | ancestor::footer"):
                yield str(element.get("datetime"))


def _articles(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        content = script.text or ""
        if len(content) > _LONGEST_JSON:
            continue
        try:
            data = json.loads(content, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _nodes(data, _DEEPEST)


def _nodes(data: object, depth: int) -> Iterator[dict[str, Any]]:
    """Nodes of the page itself: of the top, of lists there, of `@graph` and `mainEntity`."""
    if depth == 0:
        return
    if isinstance(data, list):
        for item in data:
            yield from _nodes(item, depth - 1)
    elif isinstance(data, dict):
        if _ARTICLE.search(_types(data)):
            yield data
        for key in ("@graph", "mainEntity"):
            if key in data:
                yield from _nodes(data[key], depth - 1)


def _types(node: dict[str, Any]) -> str:
    kind = node.get("@type")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind or "")


def _publisher(node: dict[str, Any]) -> str | None:
    publisher = node.get("publisher")
    if isinstance(publisher, list) and publisher:
        publisher = publisher[0]
    return _text(publisher.get("name") if isinstance(publisher, dict) else publisher)


def _heading(tree: HtmlElement) -> str | None:
    headings = tree.xpath("//h1")
    if len(headings) == 1 and (heading := _text(headings[0].text_content())):
        return heading
    return _first(_text(element.text_content()) for element in tree.xpath("//head/title"))


def _bare_title(title: str | None, outlet: str | None) -> str | None:
    """The title without the outlet's name that many pages put behind it."""
    if title and outlet:
        bare = re.sub(rf"\s+[|–—·•:-]\s+{re.escape(outlet)}\s*$", "", title, flags=re.IGNORECASE)
        return bare or title
    return title
