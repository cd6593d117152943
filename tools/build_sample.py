"""Build the bundled sample and the reports of the accuracy tests: `build_sample.py GOLD.jsonl`.

GOLD holds hand-coded reports in the codebook's form, reworded from real coverage. What is written
names invented outlets in place of the real ones (`tools/sample.toml`): the reports of the sample
without their coding, and all of them with it, and their digests on standard output.
"""

import hashlib
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "src/dragoman/sample/reports.jsonl"
GOLD = ROOT / "tests/accuracy/dev.jsonl"
FIELDS = ("id", "lang", "published", "outlet", "outlet_country", "title", "text", "reworded")


def renamed(value: Any, names: dict[str, str]) -> Any:
    """The value with each name replaced in every string of it."""
    if isinstance(value, str):
        for old, new in names.items():
            value = value.replace(old, new)
        return value
    if isinstance(value, list):
        return [renamed(item, names) for item in value]
    if isinstance(value, dict):
        return {key: renamed(item, names) for key, item in value.items()}
    return value


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    body = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    path.write_bytes(body)
    print(f"{hashlib.sha256(body).hexdigest()}  {path.relative_to(ROOT)}  {len(rows)} reports")


def main(gold: Path) -> None:
    shown = tomllib.loads(ROOT.joinpath("tools/sample.toml").read_text(encoding="utf-8"))
    rows = []
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        row = renamed(row, shown["own_names"].get(row["id"], {}))
        rows.append({**row, "outlet": shown["outlets"][row["id"]]})
    write(GOLD, rows)
    chosen = {row["id"]: {field: row[field] for field in FIELDS} for row in rows}
    write(SAMPLE, [chosen[name] for name in shown["sample"]])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
