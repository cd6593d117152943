"""Find dead links: `python tools/check_links.py SITE_FOLDER FILE.md ...`.

Follows every link of the built site's pages that stays within the site to its file and its
heading, and every link of the Markdown files named to its file. Links to other hosts are left
alone: the check works without a network. Exits 1 and names each dead link, and where the folder
holds no site.
"""

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_MARKDOWN_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


class Page(HTMLParser):
    """The links and the anchors of one page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.anchors.update(value for key in ("id", "name") if (value := values.get(key)))
        for key in ("href", "src"):
            if link := values.get(key):
                self.links.append(link)


def dead_in_site(site: Path) -> Iterator[str]:
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    for path, page in pages.items():
        if path.name == "404.html":  # its links are written from the root of a host not yet chosen
            continue
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            base = site if parts.path.startswith("/") else path.parent
            target = (base / unquote(parts.path).lstrip("/")).resolve() if parts.path else path
            if target.is_dir():
                target /= "index.html"
            known = pages.get(target)
            if not target.exists() or (known and parts.fragment not in {"", *known.anchors}):
                yield f"{path.relative_to(site)}: {link}"


def dead_in_markdown(path: Path) -> Iterator[str]:
    for link in _MARKDOWN_LINK.findall(path.read_text(encoding="utf-8")):
        parts = urlsplit(link)
        if parts.path and not parts.scheme and not (path.parent / unquote(parts.path)).exists():
            yield f"{path}: {link}"


def main(arguments: list[str]) -> int:
    site, *files = map(Path, arguments)
    if not (site / "index.html").is_file():
        print(f"there is no site in {site}: run zensical build", file=sys.stderr)
        return 1
    dead = [
        *dead_in_site(site.resolve()),
        *(row for file in files for row in dead_in_markdown(file)),
    ]
    for row in dead:
        print(f"dead link: {row}", file=sys.stderr)
    return 1 if dead else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
