"""Write the coder's figures into the pages that show them: `build_figures.py [--check]`.

Codes `tests/accuracy/dev.jsonl` and sets tables between marks such as `<!-- figures -->` and
`<!-- /figures -->` of README.md and docs/accuracy.md: the figures by language and by kind, and how
far confidence can be trusted. With --check nothing is written, and the exit code is 1 where a page
shows other figures than the coder reaches.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.cli.commands.evaluate import cell
from dragoman.codebook import KINDS
from dragoman.evaluate import MEASURES, Score, calibration_error, load_gold, reliability, score
from dragoman.evaluate.alike import evidence_ranges, same_countries, touch
from dragoman.pipeline import code_lines, default_coder, link_rows

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests/accuracy/dev.jsonl"
LANGUAGES = {"en": "English", "es": "Spanish", "ru": "Russian"}
IN_SHORT = ("reports", "detect", "core", "full", "status", "time", "source", "quotes", "figures")
Row = dict[str, Any]

#: How far a share may be from what a page shows: processors round differently, and an event whose
#: chance lies at the threshold is then found on one and not on the other.
NEAR = 0.02
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def table(result: Score, names: Sequence[str]) -> str:
    columns = [result.overall, *(result.by_lang[lang] for lang in LANGUAGES)]
    lines = [
        f"| {default_coder().name} | all | {' | '.join(LANGUAGES.values())} |",
        "| --- |" + " ---: |" * len(columns),
        *(f"| {name} | {' | '.join(cell(one, name) for one in columns)} |" for name in names),
    ]
    return "\n" + "\n".join(lines) + "\n\n"


def by_kind(result: Score) -> str:
    """A kind a row, the symmetric ones last; how many there are by hand, and F1."""
    lines = ["| kind | by hand | coded | detect | core |", "| --- | ---: | ---: | ---: | ---: |"]
    for kind in sorted(result.by_kind, key=lambda name: (KINDS[name].symmetric, name)):
        core = result.by_kind[kind].rates["core"]
        detect = result.by_kind[kind].rates["detect"]
        mark = " (symmetric)" if KINDS[kind].symmetric else ""
        lines.append(
            f"| {kind}{mark} | {core.gold} | {core.coded} | {detect.f1:.3f} | {core.f1:.3f} |"
        )
    return "\n" + "\n".join(lines) + "\n\n"


def confidences(gold: Sequence[Row], rows: Sequence[Row]) -> str:
    """The reliability diagram as a table, and the expected calibration error."""
    bins = reliability(gold, rows)
    lines = ["| confidence | events | mean | right |", "| --- | ---: | ---: | ---: |"]
    lines += [
        f"| {one.low:.1f} to {one.low + 0.1:.1f} | {one.events} | {one.confidence:.2f} "
        f"| {one.right:.2f} |"
        for one in bins
    ]
    error = f"Expected calibration error: {calibration_error(bins):.3f}."
    return "\n" + "\n".join(lines) + f"\n\n{error}\n\n"


def losses(result: Score, gold: Sequence[Row], rows: Sequence[Row]) -> str:
    """How many events are right at each step, and which kinds are taken for which."""
    rates, shares = result.overall.rates, result.overall.shares
    steps = [
        ("coded by hand", rates["core"].gold),
        ("found with their kind at the right words", rates["detect"].hit),
        ("kind and countries right", rates["core"].hit),
        *((f"... and {name}", shares[name].right) for name in ("status", "time", "source")),
        ("all of these right", rates["full"].hit),
    ]
    lines = ["| events | |", "| --- | ---: |", *(f"| {what} | {count} |" for what, count in steps)]
    lines += ["", "| both sides right, of those found | |", "| --- | ---: |"]
    for what, symmetric in (("symmetric kinds", True), ("others", False)):
        told = [hit for pair in zip(gold, rows, strict=True) for hit in _sides(*pair, symmetric)]
        lines.append(f"| {what} | {sum(told)} of {len(told)} |")
    taken: Counter[tuple[str, str]] = Counter()
    for wanted, made in zip(gold, rows, strict=True):
        taken.update(_confused(wanted, made))
    lines += ["", "| by hand | coded | times |", "| --- | --- | ---: |"]
    lines += [f"| {one} | {other} | {n} |" for (one, other), n in ranked(taken) if n > 1]
    return "\n" + "\n".join(lines) + "\n\n"


def ranked(taken: Counter[tuple[str, str]]) -> list[tuple[tuple[str, str], int]]:
    """The commonest first, of equals by name."""
    return sorted(taken.items(), key=lambda item: (-item[1], item[0]))


def _confused(gold: Row, coded: Row) -> Iterator[tuple[str, str]]:
    text = gold["text"]
    made = [(event["kind"], evidence_ranges(event, text)) for event in coded["events"]]
    for event in gold["events"]:
        ranges = evidence_ranges(event, text)
        touching = {kind for kind, others in made if touch(ranges, others)}
        if event["kind"] not in touching:
            yield from ((event["kind"], kind) for kind in sorted(touching))


def _sides(gold: Row, coded: Row, symmetric: bool) -> Iterator[bool]:
    """Of each event that is found with its kind at its words, whether both sides are right."""
    text = gold["text"]
    for event in gold["events"]:
        if KINDS[event["kind"]].symmetric != symmetric:
            continue
        ranges = evidence_ranges(event, text)
        found = [
            made
            for made in coded["events"]
            if made["kind"] == event["kind"] and touch(ranges, evidence_ranges(made, text))
        ]
        if found:
            yield any(same_countries(event, made) for made in found)


def blocks() -> Mapping[str, Mapping[str, str]]:
    """What stands between which marks of which page."""
    gold = load_gold(GOLD)
    rows = link_rows(list(code_lines(GOLD, default_coder(), max_bytes=1_000_000)))
    result = score(gold, rows)
    return {
        "README.md": {"figures": table(result, IN_SHORT)},
        "docs/accuracy.md": {
            "figures": table(result, ("reports", *MEASURES)),
            "kinds": by_kind(result),
            "losses": losses(result, gold, rows),
            "confidence": confidences(gold, rows),
        },
    }


def between(page: str, mark: str) -> str:
    """What stands between the marks of a page."""
    return page.partition(f"<!-- {mark} -->\n")[2].partition(f"<!-- /{mark} -->")[0]


def replaced(page: str, mark: str, block: str) -> str:
    """The page with the block between its marks."""
    head, opening, rest = page.partition(f"<!-- {mark} -->\n")
    _, closing, tail = rest.partition(f"<!-- /{mark} -->")
    return f"{head}{opening}{block}{closing}{tail}"


def alike(old: str, new: str) -> bool:
    """Whether two tables are the same but for shares that are near each other."""
    if _NUMBER.sub("0", old) != _NUMBER.sub("0", new):
        return False
    pairs = zip(_NUMBER.findall(old), _NUMBER.findall(new), strict=True)
    return all(abs(float(one) - float(other)) <= NEAR for one, other in pairs)


def main(check: bool) -> int:
    stale = []
    for name, marked in blocks().items():
        path = ROOT / name
        page = path.read_text(encoding="utf-8")
        # The other tables change with this one; of a seldom kind one event more is a leap.
        if not alike(between(page, "figures"), marked["figures"]):
            stale.append(name)
        if not check:
            for mark, block in marked.items():
                page = replaced(page, mark, block)
            path.write_text(page, encoding="utf-8")
    if check and stale:
        print(f"{', '.join(stale)}: run python tools/build_figures.py", file=sys.stderr)
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
