"""Lessons to tensors."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from dragoman.code.network.heads import IDENTS
from dragoman.code.network.tokens import Tokens
from dragoman.code.windows import WHATS, Window
from encoder import PAD
from targets import KIND_NAMES

#: The piece that stands for a hidden word; the vocabulary keeps it at this place.
MASK = 4


@dataclass
class Batch:
    """Windows together, padded.

    `ids` (windows, tokens); `word_of` the word of each token, or -1; `lexicon` (windows, words,
    kinds) of lexicon hits; `depths` and `sentences` (windows, words). `spans` (windows, candidates,
    2) of first word and last + 1, -1 where there is none; `told` (windows, candidates, 5): kind of
    candidate + 1, rank, in the title, ident, sentence. `moments` (windows, moments, 3): first word,
    last + 1, sentence; -9 where there is no moment. `speakers` likewise.
    """

    ids: torch.Tensor
    word_of: torch.Tensor
    lexicon: torch.Tensor
    depths: torch.Tensor
    sentences: torch.Tensor
    spans: torch.Tensor
    told: torch.Tensor
    moments: torch.Tensor
    speakers: torch.Tensor


def collate(
    rows: Sequence[tuple[Window, Tokens]], hide: float = 0.0, chance: random.Random | None = None
) -> Batch:
    """Windows as one batch; `hide` is the share of candidates whose tokens are not shown."""
    tokens = max(len(row.ids) for _, row in rows)
    words = max(len(window.words) for window, _ in rows)
    parties = max(1, *(len(row.parties) for _, row in rows))
    times = max(1, *(len(row.times) for _, row in rows))
    voices = max(1, *(len(row.speakers) for _, row in rows))
    batch = Batch(
        ids=torch.full((len(rows), tokens), PAD),
        word_of=torch.full((len(rows), tokens), -1),
        lexicon=torch.zeros(len(rows), words, len(KIND_NAMES)),
        depths=torch.zeros(len(rows), words, dtype=torch.long),
        sentences=torch.zeros(len(rows), words, dtype=torch.long),
        spans=torch.full((len(rows), parties, 2), -1),
        told=torch.zeros(len(rows), parties, 5, dtype=torch.long),
        moments=torch.full((len(rows), times, 3), -9),
        speakers=torch.full((len(rows), voices, 3), -9),
    )
    for n, (window, row) in enumerate(rows):
        batch.ids[n, : len(row.ids)] = torch.tensor(_shown(row, hide, chance))
        batch.word_of[n, : len(row.word_of)] = torch.tensor(row.word_of)
        for at, kind in window.lexicon:
            batch.lexicon[n, at, KIND_NAMES.index(kind)] = 1
        batch.depths[n, : len(window.words)] = torch.tensor(window.depths)
        batch.sentences[n, : len(window.words)] = torch.tensor(window.sentences)
        if row.parties:
            batch.spans[n, : len(row.parties)] = torch.tensor(row.parties)
            batch.told[n, : len(row.parties)] = torch.tensor(_told(window, chance))
        if row.times:
            batch.moments[n, : len(row.times)] = torch.tensor(
                [(*span, one.sentence) for span, one in zip(row.times, window.moments, strict=True)]
            )
        if row.speakers:
            batch.speakers[n, : len(row.speakers)] = torch.tensor(
                [
                    (*span, one.sentence)
                    for span, one in zip(row.speakers, window.speakers, strict=True)
                ]
            )
    return batch


def _shown(row: Tokens, hide: float, chance: random.Random | None) -> list[int]:
    if not hide or chance is None:
        return row.ids
    hidden = {
        w for first, last in row.parties if chance.random() < hide for w in range(first, last)
    }
    return [MASK if w in hidden else i for i, w in zip(row.ids, row.word_of, strict=True)]


def _told(window: Window, chance: random.Random | None) -> list[tuple[int, int, int, int, int]]:
    """Features of the candidates; in training the idents are shuffled."""
    idents = list(range(IDENTS))
    if chance:
        chance.shuffle(idents)
    codes: dict[str, int] = {}
    rows = []
    for n, one in enumerate(window.candidates):
        code = codes.setdefault(one.country or f"?{n}", len(codes))
        ident = idents[min(code, IDENTS - 1)]
        rows.append((WHATS.index(one.what) + 1, one.rank, int(one.titled), ident, one.sentence))
    return rows
