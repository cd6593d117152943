"""Who says what as a task: cues, and for each cue the words of its source and its content.

Learnt from PolNeAR (English news); the encoder carries it into the other languages.
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

from dragoman.code.network.marks import count_marks, lay_marks
from dragoman.code.network.statements import FAR
from dragoman.model import Span
from dragoman.read import read_text
from encoder import BOS, EOS, PAD, Encoder

#: Tags of a mark: outside, first and further words of a source, of a content.
TAGS = 5
MOST_MARKS = 130
LONGEST = 320
Spans = tuple[tuple[int, int], ...]


@dataclass
class Saying:
    """One attribution in a window: first and last + 1 mark of each part of each role."""

    cue: Spans
    source: Spans = ()
    content: Spans = ()


@dataclass
class Stretch:
    """A window: pieces, and for each mark (word or sign) the first and last piece it lies in."""

    text: str
    start: int
    marks: list[Span]
    own: int
    ids: list[int]
    first: list[int]
    last: list[int]
    sayings: list[Saying] = field(default_factory=list)


def stretches(text: str, tokenizer: Tokenizer, lang: str = "en") -> Iterator[Stretch]:
    """The windows of a text, each sentence in one of them as its own, one before as context."""
    sentences = [
        (span.start, span.end, count_marks(text, span))
        for span in read_text(text, ref="text", lang=lang).sentences
        if span.end > span.start
    ]
    run: list[int] = []
    groups: list[list[int]] = []
    for n, (_, _, count) in enumerate(sentences):
        if run and sum(sentences[i][2] for i in run) + count > MOST_MARKS - 35:
            groups.append(run)
            run = []
        run.append(n)
    groups += [run] if run else []
    for group in groups:
        begin = sentences[max(0, group[0] - 1)][0]
        yield stretch(text, begin, sentences[group[0]][0], sentences[group[-1]][1], tokenizer)


def stretch(text: str, begin: int, own: int, end: int, tokenizer: Tokenizer) -> Stretch:
    """The window of `text` from `begin` to `end`; what lies before `own` is context."""
    made = tokenizer.encode(text[begin:end])
    offsets = [(begin + left, begin + right) for left, right in made.offsets[: LONGEST - 2]]
    marks = lay_marks(text, offsets, begin, end)
    before = sum(span.start < own for span in marks.spans)
    ids = [BOS, *made.ids[: LONGEST - 2], EOS]
    return Stretch(text, begin, marks.spans, before, ids, marks.first, marks.last)


def _placed(window: Stretch, mention: Sequence[Sequence[int]]) -> Spans:
    parts = []
    for left, right in mention:
        inside = [n for n, (a, b) in enumerate(window.marks) if a < right and left < b]
        if inside:
            parts.append((inside[0], inside[-1] + 1))
    return tuple(parts)


def read_attributions(path: Path, tokenizer: Tokenizer) -> Iterator[list[Stretch]]:
    """The windows of each article of a file of PolNeAR, with its attributions."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            windows = list(stretches(row["text"], tokenizer))
            for told in row["attributions"]:
                for window in windows:
                    saying = _saying(window, told)
                    if saying:
                        window.sayings.append(saying)
            yield windows


def _saying(window: Stretch, told: dict) -> Saying | None:
    cue = _placed(window, [part for mention in told.get("cue", []) for part in mention])
    if not cue or cue[0][0] < window.own:
        return None
    parts = {
        role: _placed(window, [part for mention in told.get(role, []) for part in mention])
        for role in ("source", "content")
    }
    return Saying(cue, **parts)


class Attribution(nn.Module):
    """Tags of cues for every mark, and for a cue the tags of its source and content."""

    def __init__(self, hidden: int, width: int = 128) -> None:
        super().__init__()
        self.cue = nn.Sequential(
            nn.Linear(hidden, width),
            nn.GELU(approximate="tanh"),
            nn.Dropout(0.2),
            nn.Linear(width, 3),
        )
        self.of_cue = nn.Linear(hidden, width)
        self.of_mark = nn.Linear(hidden, width)
        self.product = nn.Linear(width, width)
        self.distance = nn.Embedding(len(FAR) + 1, width)
        self.tags = nn.Sequential(
            nn.GELU(approximate="tanh"), nn.Dropout(0.2), nn.Linear(width, TAGS)
        )

    def forward(self, marks: torch.Tensor, cues: torch.Tensor) -> torch.Tensor:
        """(cues, marks, tags). `marks` is (windows, marks, hidden); a cue (window, first, last)."""
        window, first, last = cues.unbind(1)
        told = self.of_cue((marks[window, first] + marks[window, last - 1]) / 2).unsqueeze(1)
        seen = self.of_mark(marks)[window]
        gap = torch.arange(marks.shape[1], device=marks.device) - first.unsqueeze(1)
        far = self.distance(torch.bucketize(gap, torch.from_numpy(FAR)))
        return self.tags(told + seen + self.product(told * seen) + far)


def marks_of(encoder: Encoder, rows: Sequence[Stretch]) -> torch.Tensor:
    """(windows, marks, hidden): the mean of the first and the last piece of each mark."""
    ids = torch.full((len(rows), max(len(row.ids) for row in rows)), PAD)
    width = max(1, *(len(row.marks) for row in rows))
    first, last = (
        torch.zeros(len(rows), width, dtype=torch.long),
        torch.zeros(len(rows), width, dtype=torch.long),
    )
    for n, row in enumerate(rows):
        ids[n, : len(row.ids)] = torch.tensor(row.ids)
        first[n, : len(row.first)] = torch.tensor(row.first, dtype=torch.long)
        last[n, : len(row.last)] = torch.tensor(row.last, dtype=torch.long)
    tokens = encoder(ids)
    at = torch.arange(len(rows)).unsqueeze(1)
    return (tokens[at, first] + tokens[at, last]) / 2


def loss(encoder: Encoder, heads: Attribution, rows: Sequence[Stretch]) -> torch.Tensor:
    """Cross entropy of cue tags over own marks, and of the tags of each cue's marks."""
    marks = marks_of(encoder, rows)
    wanted = torch.full(marks.shape[:2], -100)
    cues, tags = [], []
    for n, row in enumerate(rows):
        wanted[n, row.own : len(row.marks)] = 0
        for saying in row.sayings:
            for first, last in saying.cue:
                wanted[n, first] = 1
                wanted[n, first + 1 : last] = 2
            cues.append((n, *saying.cue[0]))
            told = torch.full((marks.shape[1],), -100)
            told[: len(row.marks)] = 0
            for start, parts in ((1, saying.source), (3, saying.content)):
                for first, last in parts:
                    told[first] = start
                    told[first + 1 : last] = start + 1
            tags.append(told)
    scores = heads.cue(marks).float()
    total = functional.cross_entropy(scores.flatten(0, 1), wanted.flatten(), ignore_index=-100)
    total = 10 * total
    if cues:
        made = heads(marks, torch.tensor(cues)).float()
        total = total + 3 * functional.cross_entropy(
            made.flatten(0, 1), torch.stack(tags).flatten(), ignore_index=-100
        )
    return total
