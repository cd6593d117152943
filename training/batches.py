"""Windows to tensors."""

import random
from collections.abc import Iterator, Sequence

import torch
from tokenizers import Tokenizer

from encoder import BOS, EOS, PAD
from network import Batch
from windows import KIND_NAMES, Window

WHATS = {"country": 1, "body": 2, "person": 3, "place": 4, "words": 5}
LONGEST = 320


class Encoded:
    """A window with its tokens: ids, and for each the position of its word or -1."""

    def __init__(self, window: Window, tokenizer: Tokenizer) -> None:
        self.window = window
        start = window.words[0].start
        text = window.text[start : window.words[-1].end]
        made = tokenizer.encode(text)
        self.ids = [BOS, *made.ids[: LONGEST - 2], EOS]
        self.word_of = [-1]
        n = 0
        for left, right in made.offsets[: LONGEST - 2]:
            middle = start + max(left, right - 1)
            while n < len(window.words) and window.words[n].end <= middle:
                n += 1
            here = n < len(window.words) and window.words[n].start <= middle
            self.word_of.append(n if here else -1)
        self.word_of.append(-1)
        self.spans = []
        for one in window.candidates:
            inside = [
                i
                for i, w in enumerate(window.words)
                if one.span.start < w.end and w.start < one.span.end
            ]
            self.spans.append((inside[0], inside[-1] + 1) if inside else (0, 1))


def collate(
    rows: Sequence[Encoded], hide: float = 0.0, chance: random.Random | None = None
) -> Batch:
    """Windows as one batch; `hide` is the share of candidates whose tokens are not shown."""
    tokens = max(len(row.ids) for row in rows)
    words = max(len(row.window.words) for row in rows)
    ids = torch.full((len(rows), tokens), PAD)
    word_of = torch.full((len(rows), tokens), -1)
    lexicon = torch.zeros(len(rows), words, len(KIND_NAMES))
    spans, whats = [], []
    for n, row in enumerate(rows):
        shown = list(row.ids)
        if hide and chance:
            hidden = {
                w for first, last in row.spans if chance.random() < hide for w in range(first, last)
            }
            shown = [MASK if w in hidden else i for i, w in zip(shown, row.word_of, strict=True)]
        ids[n, : len(shown)] = torch.tensor(shown)
        word_of[n, : len(row.word_of)] = torch.tensor(row.word_of)
        for at, kind in row.window.lexicon:
            lexicon[n, at, KIND_NAMES.index(kind)] = 1
        for (first, last), one in zip(row.spans, row.window.candidates, strict=True):
            spans.append((n, first, last))
            whats.append(WHATS[one.what])
    return Batch(
        ids,
        word_of,
        lexicon,
        torch.tensor(spans, dtype=torch.long).reshape(-1, 3),
        torch.tensor(whats, dtype=torch.long),
    )


#: The piece that stands for a hidden word; the vocabulary keeps it at this place.
MASK = 4


def batches(rows: Sequence[Encoded], tokens: int, chance: random.Random) -> Iterator[list[Encoded]]:
    """Rows of like length together, about so many tokens a batch, in random order."""
    order = sorted(rows, key=lambda row: (len(row.ids), chance.random()))
    groups: list[list[Encoded]] = [[]]
    for row in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(row.ids) > tokens:
            groups.append([])
        groups[-1].append(row)
    chance.shuffle(groups)
    yield from groups
