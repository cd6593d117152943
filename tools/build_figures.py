"""Write the coder's figures into the pages that show them: `build_figures.py [--check]`.

Codes `tests/accuracy/dev.jsonl` and sets the table between the marks `<!-- figures -->` and
`<!-- /figures -->` of README.md and docs/accuracy.md. With --check nothing is written, and the exit
code is 1 where a page shows other figures than the coder reaches.
"""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from dragoman.cli.commands.evaluate import cell
from dragoman.evaluate import MEASURES, Score, load_gold, score
from dragoman.pipeline import code_lines, default_coder, link_rows

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests/accuracy/dev.jsonl"
LANGUAGES = {"en": "English", "es": "Spanish", "ru": "Russian"}
IN_SHORT = ("reports", "detect", "core", "full", "status", "time", "source", "quotes", "figures")
PAGES: dict[str, Sequence[str]] = {
    "README.md": IN_SHORT,
    "docs/accuracy.md": ("reports", *MEASURES),
}
_BLOCK = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- /figures -->)", re.DOTALL)


def measured() -> Score:
    rows = link_rows(list(code_lines(GOLD, default_coder(), max_bytes=1_000_000)))
    return score(load_gold(GOLD), rows)


def table(result: Score, names: Sequence[str]) -> str:
    columns = [result.overall, *(result.by_lang[lang] for lang in LANGUAGES)]
    lines = [
        f"| {default_coder().name} | all | {' | '.join(LANGUAGES.values())} |",
        "| --- |" + " ---: |" * len(columns),
        *(f"| {name} | {' | '.join(cell(one, name) for one in columns)} |" for name in names),
    ]
    return "\n" + "\n".join(lines) + "\n\n"


def main(check: bool) -> int:
    result = measured()
    stale = []
    for name, names in PAGES.items():
        path = ROOT / name
        old = path.read_text(encoding="utf-8")
        head, _, tail = _BLOCK.sub("\0", old, count=1).partition("\0")
        new = head + table(result, names) + tail
        if new != old:
            stale.append(name)
            if not check:
                path.write_text(new, encoding="utf-8")
    if check and stale:
        print(f"{', '.join(stale)}: run python tools/build_figures.py", file=sys.stderr)
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
