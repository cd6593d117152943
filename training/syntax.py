"""Syntax as a helper task: each word's head and relation, from Universal Dependencies treebanks.

Who acts and who is acted on is told by subject, object, case and voice: a network that has learnt
to find them in three languages needs fewer coded events to learn the sides of one.
"""

import gzip
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

from encoder import BOS, EOS, PAD, Encoder
from grouping import of_like_length

MOST_WORDS = 60


def read_treebank(path: Path) -> Iterator[tuple[list[str], list[int], list[str]]]:
    """(words, heads, relations) of each sentence; a head counts words from 1, 0 is the root."""
    words: list[str] = []
    heads: list[int] = []
    relations: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) == 10 and columns[0].isdigit():
                words.append(columns[1].replace(" ", ""))
                heads.append(int(columns[6]))
                relations.append(columns[7])
            elif not line.strip() and words:
                if 3 < len(words) <= MOST_WORDS:
                    yield words, heads, relations
                words, heads, relations = [], [], []


class Parser(nn.Module):
    """Biaffine scores of head and relation over the encoder's words (Dozat and Manning, 2017)."""

    def __init__(self, hidden: int, relations: int, width: int = 128) -> None:
        super().__init__()
        self.child = nn.Linear(hidden, width)
        self.head = nn.Linear(hidden, width)
        self.arc = nn.Parameter(torch.zeros(width + 1, width))
        self.relation = nn.Sequential(
            nn.Linear(2 * hidden, 2 * width),
            nn.GELU(),
            nn.Dropout(0.2),
            nn.Linear(2 * width, relations),
        )
        nn.init.xavier_uniform_(self.arc)

    def forward(
        self, words: torch.Tensor, heads: torch.Tensor, relations: torch.Tensor
    ) -> torch.Tensor:
        """The loss. `words` is (sentences, 1 + words, hidden), the root first; no head is -1."""
        child = functional.gelu(self.child(words))[:, 1:]
        child = torch.cat([child, child.new_ones(*child.shape[:2], 1)], 2)
        scores = child @ self.arc @ functional.gelu(self.head(words)).transpose(1, 2)
        known = heads >= 0
        empty = torch.cat([known.new_ones(len(known), 1), known], 1)
        scores = scores.float().masked_fill(~empty[:, None, :], -1e4)
        row, place = known.nonzero(as_tuple=True)
        pair = torch.cat([words[row, place + 1], words[row, heads[known]]], 1)
        return functional.cross_entropy(scores[known], heads[known]) + functional.cross_entropy(
            self.relation(pair).float(), relations[known]
        )


class Treebank:
    """Sentences of several treebanks as tensors."""

    def __init__(self, paths: Sequence[Path], tokenizer: Tokenizer) -> None:
        sentences = [sentence for path in paths for sentence in read_treebank(path)]
        self.relations = sorted({name for _, _, names in sentences for name in names})
        self.rows = []
        for words, heads, names in sentences:
            ids, word_of = [BOS], [0]
            for n, word in enumerate(words, 1):
                pieces = tokenizer.encode(word).ids
                ids += pieces
                word_of += [n] * len(pieces)
            places = [self.relations.index(name) for name in names]
            self.rows.append((([*ids, EOS]), [*word_of, -1], heads, places))

    def batches(self, tokens: int, chance: random.Random) -> list[list[int]]:
        """Positions of sentences of like length together."""
        return of_like_length(range(len(self.rows)), lambda i: len(self.rows[i][0]), tokens, chance)

    def loss(self, encoder: Encoder, parser: Parser, places: Sequence[int]) -> torch.Tensor:
        rows = [self.rows[i] for i in places]
        tokens, words = max(len(r[0]) for r in rows), max(len(r[2]) for r in rows)
        ids = torch.full((len(rows), tokens), PAD)
        word_of = torch.full((len(rows), tokens), -1)
        heads = torch.full((len(rows), words), -1)
        relations = torch.zeros(len(rows), words, dtype=torch.long)
        for n, (row, of, head, relation) in enumerate(rows):
            ids[n, : len(row)] = torch.tensor(row)
            word_of[n, : len(of)] = torch.tensor(of)
            heads[n, : len(head)] = torch.tensor(head)
            relations[n, : len(relation)] = torch.tensor(relation)
        return parser(means(encoder(ids), word_of, words + 1), heads, relations)


def means(tokens: torch.Tensor, word_of: torch.Tensor, count: int) -> torch.Tensor:
    """(sentences, words, hidden): the mean of each word's tokens; -1 marks tokens of no word."""
    seen = (word_of >= 0).unsqueeze(-1)
    at = word_of.clamp(min=0).unsqueeze(-1)
    total = tokens.new_zeros(len(tokens), count, tokens.shape[2]).scatter_add_(
        1, at.expand_as(tokens), tokens * seen
    )
    number = tokens.new_zeros(len(tokens), count, 1).scatter_add_(1, at, seen.to(tokens.dtype))
    return total / number.clamp(min=1)
