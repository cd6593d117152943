"""What is minimised: triggers by bags, sides by bags, times by bags, status, background."""

from collections.abc import Iterable, Sequence

import torch
from torch.nn import functional

from batches import Batch
from dragoman.code.network.tokens import Tokens
from dragoman.codebook import KINDS
from network import Coder
from targets import KIND_NAMES, STATUS_NAMES, Lesson, Target

SYMMETRIC = {name for name, kind in KINDS.items() if kind.symmetric}

Row = tuple[Lesson, Tokens]


def loss(model: Coder, batch: Batch, rows: Sequence[Row]) -> dict[str, torch.Tensor]:
    """The losses, each a mean over events."""
    words = model.words(batch)
    logits = model.triggers(words, batch).float()
    placed = [(n, target) for n, (lesson, _) in enumerate(rows) for target in lesson.targets]
    found = {"trigger": _triggers(logits, rows, len(placed))}
    if any(states for lesson, _ in rows for states in lesson.states):
        found["state"] = _states(model.owners(words, batch), rows)
    if not placed:
        return found
    events = torch.tensor(
        [(n, _best(logits[n], target), KIND_NAMES.index(target.kind)) for n, target in placed]
    )
    found["sides"] = _sides(model.parties(words, batch, events).float(), rows, placed)
    states = model.states(words, batch, events)
    status = torch.tensor([STATUS_NAMES.index(target.status) for _, target in placed])
    found["status"] = functional.cross_entropy(model.status(states).float(), status)
    times = model.times(words, batch, events, states)
    found["time"] = _choice(times, [target.times for _, target in placed])
    sources = model.sources(words, batch, events, states)
    found["source"] = _choice(sources, [target.sources for _, target in placed])
    places = model.places(words, batch, events, states)
    found["place"] = _choice(places, [target.places for _, target in placed])
    found["background"] = _background(model.background(states).float()[:, 0], placed)
    return found


def _best(logits: torch.Tensor, target: Target) -> int:
    """The word of the bag that is likeliest to be the trigger."""
    own = logits.detach()[target.words, KIND_NAMES.index(target.kind)]
    return target.words[int(own.argmax())]


def _triggers(logits: torch.Tensor, rows: Sequence[Row], events: int) -> torch.Tensor:
    negative = torch.zeros_like(logits, dtype=torch.bool)
    positive = []
    for n, (lesson, _) in enumerate(rows):
        negative[n, : len(lesson.window.words)] = True
        for target in lesson.targets:
            kind = KIND_NAMES.index(target.kind)
            negative[n, target.words, kind] = False
            positive.append(logits[n, target.words, kind].max())
    total = functional.softplus(logits[negative]).sum()
    if positive:
        total = total + functional.softplus(-torch.stack(positive)).sum()
    return total / max(events, 1)


def _sides(
    scores: torch.Tensor, rows: Sequence[Row], placed: Sequence[tuple[int, Target]]
) -> torch.Tensor:
    total = scores.new_zeros(())
    for here, (n, target) in zip(scores, placed, strict=True):
        count = len(rows[n][0].window.candidates)
        for side, bags, unsure in _labels(target):
            wrong = torch.ones(count, dtype=torch.bool)
            for bag in bags:
                wrong[bag] = False
                if bag:
                    total = total + functional.softplus(-here[bag, side].max())
            wrong[list(unsure)] = False
            total = total + functional.softplus(here[:count][wrong, side]).sum()
    return total / len(placed)


def _labels(target: Target) -> list[tuple[int, list[list[int]], set[int]]]:
    """(side, bags, unsure): in a symmetric kind the first output tells who takes part."""
    (left, right), (vague, dim) = target.sides, target.unsure
    if target.kind in SYMMETRIC:
        meant = {i for bag in (*left, *right) for i in bag}
        return [(0, [*left, *right], (vague | dim) - meant)]
    return [(0, left, vague), (1, right, dim)]


def _states(scores: torch.Tensor, rows: Sequence[Row]) -> torch.Tensor:
    """A state is told by the candidates that were there before persons were made some."""
    told = [
        (scores[n, person, : 1 + lesson.told], right)
        for n, (lesson, _) in enumerate(rows)
        for person, right in enumerate(lesson.states)
    ]
    return _choice([row for row, _ in told], [right for _, right in told])


def _choice(scores: Iterable[torch.Tensor], meant: Sequence[list[int]]) -> torch.Tensor:
    told = [
        torch.logsumexp(here, 0) - torch.logsumexp(here[right], 0)
        for here, right in zip(scores, meant, strict=True)
        if right
    ]
    return torch.stack(told).mean() if told else torch.zeros(())


def _background(scores: torch.Tensor, placed: Sequence[tuple[int, Target]]) -> torch.Tensor:
    known = [n for n, (_, target) in enumerate(placed) if target.background is not None]
    wanted = torch.tensor([float(bool(placed[n][1].background)) for n in known])
    if not known:
        return scores.sum() * 0
    return functional.binary_cross_entropy_with_logits(scores[known], wanted)
