"""ECB+ as the coder reads it: `TRAIN_DEV.jsonl.gz`, a document a line, into mentions of events.

A line holds `split`, `topic`, `doc`, `tokens`, `sent` (the sentence of each token) and `events`,
each with `toks` (places of its tokens) and `chain` (the event that it is). The text is laid
together from its tokens; no word of it is kept in this project.
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.code import Network
from dragoman.code.attribution import find_sayings
from dragoman.code.network.layers import Array
from dragoman.code.network.tokens import Tokens
from dragoman.code.page import lay_out
from dragoman.code.parties import find_cast
from dragoman.code.protocol import Names
from dragoman.code.windows import windows_of
from dragoman.model import Report, Span
from dragoman.read import read_text

#: Tokens that stand close to the one before, and quotation marks as the treebanks write them.
_CLOSE = frozenset(["'", "'s", "n't", "'re", "'ve", "'ll", "'m", "'d", "''"])
_MARKS = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: its tokens' spans in the text, that of its sentence, and its event's name."""

    topic: str
    doc: str
    chain: str
    words: tuple[str, ...]
    spans: tuple[Span, ...]
    sentence: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A document as a report, with the mentions of events in it."""

    topic: str
    report: Report
    mentions: tuple[Mention, ...]


def read_documents(path: Path, split: str) -> Iterator[Document]:
    """The documents of a split (`train` or `dev`) in which events are marked."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["split"] == split and row["events"]:
                yield _document(row)


def encode_report(
    network: Network, names: Names, report: Report
) -> tuple[tuple[Tokens, Array], ...]:
    """The windows of a report as they are encoded for coding."""
    page = lay_out(report, names)
    windows = windows_of(page, find_cast(page), find_sayings(page))
    return tuple(network.encode(window) for window in windows)


def lay_text(tokens: Sequence[str], sentences: Sequence[int]) -> tuple[str, list[Span]]:
    """The text of the tokens, a sentence a line, and where each token stands in it."""
    text = ""
    spans: list[Span] = []
    for place, token in enumerate(tokens):
        if place and sentences[place] != sentences[place - 1]:
            text += "\n"
        elif place and not (token in _CLOSE or token[0] in ".,;:!?)" or text.endswith("(")):
            text += " "
        written = _MARKS.get(token, token)
        spans.append(Span(len(text), len(text) + len(written)))
        text += written
    return text, spans


def _document(row: dict[str, Any]) -> Document:
    text, spans = lay_text(row["tokens"], row["sent"])
    mentions = []
    for event in row["events"]:
        own = row["sent"][event["toks"][0]]
        inside = [spans[n] for n, sentence in enumerate(row["sent"]) if sentence == own]
        mentions.append(
            Mention(
                topic=row["topic"],
                doc=row["doc"],
                chain=event["chain"],
                words=tuple(row["tokens"][n] for n in event["toks"]),
                spans=tuple(spans[n] for n in event["toks"]),
                sentence=Span(inside[0].start, inside[-1].end),
            )
        )
    return Document(row["topic"], read_text(text, ref=row["doc"], lang="en"), tuple(mentions))
