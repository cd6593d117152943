"""Attribution of an exported model on PolNeAR: `measure.py MODEL DEV.jsonl.gz`.

Prints exact F1 of the spans of source, cue and content, as the coder gives them: each part of a
mention by itself, each row of an article with several annotators against its own.
"""

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

from dragoman.code import ModelCoder, Network
from dragoman.read import read_text
from dragoman.resolve import Resolver

ROLES = ("source", "cue", "content")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("rows", type=Path)
    told = parser.parse_args()
    coder = ModelCoder(Resolver(), Network(told.model))
    hit: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    coded: Counter[str] = Counter()
    with gzip.open(told.rows, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            report = read_text(row["text"], ref=row["id"], lang="en", published=row["date"])
            made = coder.code(report).statements
            for role in ROLES:
                wanted = {
                    (part[0], part[1])
                    for one in row["attributions"]
                    for mention in one.get(role, ())
                    for part in mention
                }
                found = {(span.start, span.end) for one in made for span in getattr(one, role)}
                hit[role] += len(wanted & found)
                gold[role] += len(wanted)
                coded[role] += len(found)
    for role in ROLES:
        print(f"{role:8} {2 * hit[role] / max(1, gold[role] + coded[role]):.3f}")


if __name__ == "__main__":
    main()
