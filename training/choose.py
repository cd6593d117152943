"""Choose thresholds and calibrate: `choose.py MODEL --gold FILE [--given LANG=THRESHOLD]`.

Looks at the stories that `train.py` held out, never at others: the thresholds of parties, and of
triggers in each language, are those with the best core F1, and the chance that an event is right is
fitted to what was right. The threshold of a language may be given. Writes `card.json` beside the
model.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from dragoman.code.model_coder import ModelCoder
from dragoman.code.network.reader import Card, Network
from dragoman.evaluate import score
from dragoman.evaluate.alike import same_countries
from dragoman.model import coding_to_json
from dragoman.read import read_row
from dragoman.resolve import Resolver
from reports import CodedReport, read_reports
from train import HERE, held_out

Row = dict[str, Any]
LANGS = ("en", "es", "ru")
TRIGGERS = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
PARTIES = {
    "spared": (0.15, 0.2, 0.3, 0.4, 0.5),
    "needed": (0.02, 0.05, 0.1, 0.2, 0.3),
    "party": (0.3, 0.4, 0.5, 0.6),
}
#: Chance from which a person is taken for one of a state: a wrong one would be put in a file.
STATE = 0.7


def held_rows(gold: Path, share: float) -> Iterator[Row]:
    """Reports of held-out stories in the form of the codebook."""
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if held_out(row["id"], share):
            yield row
    for path in sorted((HERE / "data/reports").glob("*.jsonl")):
        for coded in read_reports(path):
            if held_out(coded.row["id"], share):
                yield as_gold(coded)


def as_gold(coded: CodedReport) -> Row:
    """A report with marked events in the form of the codebook; evidence is the sentence."""
    report = read_row(coded.row)
    events = []
    for event in coded.events:
        whole = next(s for s in report.sentences if s.start <= event.trigger.start < s.end)
        events.append(
            {
                "kind": event.kind,
                "initiator": [{"name": "", "country": one.value} for one in event.initiator],
                "recipient": [{"name": "", "country": one.value} for one in event.recipient],
                "status": event.status,
                "time": event.time.value if event.time else None,
                "said_by": list(event.source),
                "place": None,
                "evidence": [whole.of(report.text)],
            }
        )
    return {**coded.row, "events": events, "quotes": [], "figures": []}


def coded_by(network: Network, card: Card, rows: Sequence[Row], names: Resolver) -> list[Row]:
    """The rows as the model codes them under a card."""
    network.card = card
    coder = ModelCoder(names, network)
    return [{"id": row["id"], **coding_to_json(coder.code(read_row(row)))} for row in rows]


def core(rows: Sequence[Row], made: Sequence[Row]) -> float:
    """Core F1."""
    return float(score(list(rows), list(made)).overall.to_json()["core"]["f1"])


def right(gold: Row, event: Row) -> bool:
    """Whether an event of the report has this kind and these countries."""
    return any(
        one["kind"] == event["kind"] and same_countries(one, event) for one in gold["events"]
    )


def calibrate(scores: Sequence[float], hits: Sequence[bool]) -> tuple[float, float]:
    """Slope and offset of the logistic that fits best, over logits of the scores."""
    x = np.clip(np.array(scores), 1e-4, 1 - 1e-4)
    logits = torch.tensor(np.log(x / (1 - x)), dtype=torch.float64)
    wanted = torch.tensor(hits, dtype=torch.float64)
    told = torch.tensor([1.0, 0.0], dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([told], max_iter=200)

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        value = torch.nn.functional.binary_cross_entropy_with_logits(
            told[0] * logits + told[1], wanted
        )
        value.backward()
        return value

    optimiser.step(closure)
    slope, offset = told.detach().tolist()
    return round(slope, 3), round(offset, 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--held", type=float, default=0.1)
    parser.add_argument("--name", default="network-2")
    parser.add_argument("--given", nargs="*", default=[], metavar="LANG=THRESHOLD")
    told = parser.parse_args()
    given = {lang: float(value) for lang, _, value in (one.partition("=") for one in told.given)}
    card = Card(told.name, dict.fromkeys(LANGS, 0.35), 0.5, 0.1, 0.4, STATE, 1.0, 0.0)
    write(told.model, card)
    rows = list(held_rows(told.gold, told.held))
    names, network = Resolver(), Network(told.model)
    for field, thresholds in PARTIES.items():
        found = []
        for threshold in thresholds:
            tried = replace(card, **{field: threshold})
            found.append((core(rows, coded_by(network, tried, rows, names)), threshold))
        print(field, " ".join(f"{t:.2f}:{value:.3f}" for value, t in found), flush=True)
        card = replace(card, **{field: middle(found)})
    for lang in LANGS:
        own = [row for row in rows if row["lang"] == lang]
        found = []
        for threshold in TRIGGERS:
            tried = replace(card, trigger={**card.trigger, lang: threshold})
            found.append((core(own, coded_by(network, tried, own, names)), threshold))
        print(lang, len(own), " ".join(f"{t:.2f}:{value:.3f}" for value, t in found), flush=True)
        card = replace(card, trigger={**card.trigger, lang: given.get(lang, middle(found))})
    scores, hits = [], []
    for row, made in zip(rows, coded_by(network, card, rows, names), strict=True):
        for event in made["events"]:
            scores.append(event["confidence"])
            hits.append(right(row, event))
    slope, offset = calibrate(scores, hits)
    card = replace(card, slope=slope, offset=offset)
    print(card, f"{len(hits)} events, {sum(hits)} right", flush=True)
    write(told.model, card)


def middle(found: Sequence[tuple[float, float]]) -> float:
    """The threshold in the middle of those within a hundredth of the best."""
    best = max(value for value, _ in found)
    good = [threshold for value, threshold in found if value > best - 0.01]
    return good[len(good) // 2]


def write(folder: Path, card: Card) -> None:
    text = json.dumps(asdict(card), indent=1)
    (folder / "card.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
