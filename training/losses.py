"""What is minimised: triggers by bags, sides by bags, status."""

from collections.abc import Sequence

import torch
from torch.nn import functional

from batches import Encoded
from dragoman.codebook import KINDS
from network import Batch, Coder
from windows import KIND_NAMES, STATUS_NAMES, Target

SYMMETRIC = {name for name, kind in KINDS.items() if kind.symmetric}


def loss(model: Coder, batch: Batch, rows: Sequence[Encoded]) -> dict[str, torch.Tensor]:
    """The three losses, each a mean over events."""
    words = model.words(batch)
    logits = model.triggers(words, batch).float()
    placed = [(n, target) for n, row in enumerate(rows) for target in row.window.targets]
    events = torch.tensor(
        [(n, _best(logits[n], target), KIND_NAMES.index(target.kind)) for n, target in placed],
        dtype=torch.long,
    ).reshape(-1, 3)
    found = {"trigger": _triggers(logits, rows, len(placed))}
    if placed:
        found["sides"] = _sides(model, words, batch, rows, placed, events)
        told = torch.tensor([STATUS_NAMES.index(target.status) for _, target in placed])
        found["status"] = functional.cross_entropy(model.statuses(words, events).float(), told)
    return found


def _best(logits: torch.Tensor, target: Target) -> int:
    """The word of the bag that is likeliest to be the trigger."""
    own = logits.detach()[target.words, KIND_NAMES.index(target.kind)]
    return target.words[int(own.argmax())]


def _triggers(logits: torch.Tensor, rows: Sequence[Encoded], events: int) -> torch.Tensor:
    negative = torch.zeros_like(logits, dtype=torch.bool)
    positive = []
    for n, row in enumerate(rows):
        negative[n, row.window.own : len(row.window.words)] = True
        for target in row.window.targets:
            kind = KIND_NAMES.index(target.kind)
            negative[n, target.words, kind] = False
            positive.append(logits[n, target.words, kind].max())
    total = functional.softplus(logits[negative]).sum()
    if positive:
        total = total + functional.softplus(-torch.stack(positive)).sum()
    return total / max(events, 1)


def _sides(
    model: Coder,
    words: torch.Tensor,
    batch: Batch,
    rows: Sequence[Encoded],
    placed: Sequence[tuple[int, Target]],
    events: torch.Tensor,
) -> torch.Tensor:
    first = [0]
    for row in rows:
        first.append(first[-1] + len(row.window.candidates))
    pairs = [
        (e, first[n] + c)
        for e, (n, _) in enumerate(placed)
        for c in range(len(rows[n].window.candidates))
    ]
    if not pairs:
        return words.sum() * 0
    scores = model.pairs(
        words, model.candidates(words, batch), batch, events, torch.tensor(pairs)
    ).float()
    total, at = scores.new_zeros(()), 0
    for n, target in placed:
        count = len(rows[n].window.candidates)
        here, at = scores[at : at + count], at + count
        for side, bags, unsure in _labels(target):
            known = torch.ones(count, dtype=torch.bool)
            for bag in bags:
                known[bag] = False
                if bag:
                    total = total + functional.softplus(-here[bag, side].max())
            known[list(unsure)] = False
            total = total + functional.softplus(here[known, side]).sum()
    return total / len(placed)


def _labels(target: Target) -> list[tuple[int, list[list[int]], set[int]]]:
    """(side, bags, unsure): in a symmetric kind the first output tells who takes part."""
    (left, right), (vague, dim) = target.sides, target.unsure
    if target.kind in SYMMETRIC:
        meant = {i for bag in (*left, *right) for i in bag}
        return [(0, [*left, *right], (vague | dim) - meant)]
    return [(0, left, vague), (1, right, dim)]
