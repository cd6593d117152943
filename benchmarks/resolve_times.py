"""How many time expressions come to the right value, and how long a report takes.

Bundled: 300 expressions each of English and Russian that were looked at while the grammar was
written, and 200 each that were not, with the day of publication and the EDTF that the words come to
by the codebook. Of public corpora, where the file is given: Spanish TempEval-2,
a document a line with tokens and TIMEX3 values. The yardstick of the same run is dateparser, which
is given each expression by itself, as it looks for none.

    uv run --with dateparser python benchmarks/resolve_times.py [--tempeval FILE]
"""

import argparse
import gzip
import json
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from code_reports import texts

from dragoman.resolve.times import find_times, find_timexes

DATA = Path(__file__).parent / "data"
#: Lists by the ending of their names.
LISTS = {"": "looked at", "_fresh": "fresh"}
LANGS = ("en", "ru")

#: The EDTF of an expression, told the sentence, the expression, the day and the language.
Reader = Callable[[str, str, str, str], str | None]


def ours(sentence: str, words: str, day: str, lang: str) -> str | None:
    """What stands where the expression does; two times there are none."""
    start = sentence.index(words)
    end = start + len(words)
    found = [
        one.edtf
        for one in find_times(sentence, lang, day)
        if one.span.start < end and start < one.span.end
    ]
    return found[0] if len(found) == 1 else None


def dateparser() -> Reader | None:
    try:
        import dateparser as parser  # type: ignore[import-untyped, import-not-found, unused-ignore]
    except ImportError:
        return None

    def read(sentence: str, words: str, day: str, lang: str) -> str | None:
        base = datetime.combine(date.fromisoformat(day), datetime.min.time())
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
        found = parser.parse(words, languages=[lang], settings=settings)
        return found.date().isoformat() if found else None

    return read


def accuracy(path: Path, lang: str, read: Reader) -> str:
    """Shares of right values, of all and of those that are a single day."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    right = [read(sentence, words, day, lang) == edtf for day, sentence, words, edtf in rows]
    days = [n for n, row in enumerate(rows) if len(row[3]) == len("2031-03-04")]
    on_days = sum(right[n] for n in days) / len(days)
    return (
        f"{sum(right) / len(rows):.3f} of {len(rows)}, {on_days:.3f} of the {len(days)} single days"
    )


def tempeval(path: Path) -> str:
    """Value F1 over all TIMEX3 of the corpus; an overlap with the same value is right."""
    wanted = made = right = 0
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            text, spans = joined(row["tokens"])
            gold = [gold_of(one, spans) for one in row["timex"]]
            found = [
                (one.span.start, one.span.end, one.value)
                for one in find_timexes(text, "es", row["dct"])
            ]
            wanted, made = wanted + len(gold), made + len(found)
            right += sum(
                any(a < end and start < b and value == told for a, b, told in found)
                for start, end, value in gold
            )
    precision, recall = right / made, right / wanted
    f1 = 2 * precision * recall / (precision + recall)
    return f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f} of {wanted}"


def gold_of(one: dict[str, Any], spans: list[tuple[int, int]]) -> tuple[int, int, str]:
    """Start, end and value; of a time of day the day."""
    start, end = spans[one["toks"][0]][0], spans[one["toks"][-1]][1]
    value = str(one["value"])
    return start, end, value.split("T")[0] if one["type"] == "TIME" else value


def joined(tokens: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """The text of tokens, and where each stands in it."""
    text, spans = "", []
    for token in tokens:
        word = token.replace("_", " ")
        text += " " if text and word not in ".,;:)%»" else ""
        spans.append((len(text), len(text) + len(word)))
        text += word
    return text, spans


def speed(lang: str) -> float:
    """Milliseconds for the times of a report of 400 words."""
    reports = texts(lang, 40)
    for text in reports[:5]:
        find_times(text, lang, "2025-11-20")
    began = time.perf_counter()
    for text in reports:
        find_times(text, lang, "2025-11-20")
    return 1000 * (time.perf_counter() - began) / len(reports)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--tempeval", type=Path, help="Spanish TempEval-2, JSON lines, gzip")
    told = parser.parse_args()
    readers: dict[str, Reader] = {"dragoman": ours}
    if peer := dateparser():
        readers["dateparser"] = peer
    for lang in LANGS:
        for ending, sort in LISTS.items():
            path = DATA / f"times_{lang}{ending}.tsv"
            for name, read in readers.items():
                print(f"{lang}, {sort}, {name}: {accuracy(path, lang, read)}")
    if told.tempeval:
        print(f"es, dragoman, TempEval: {tempeval(told.tempeval)}")
    for lang in ("en", "es", "ru"):
        print(f"{lang}: {speed(lang):.1f} ms a report of 400 words (limit 5)")


if __name__ == "__main__":
    main()
