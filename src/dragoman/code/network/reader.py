"""The trained network as a whole: windows in, chances of events and their parts out."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits
from tokenizers import Tokenizer

from dragoman.code.network.encoder import Encoder
from dragoman.code.network.heads import Chances, Heads
from dragoman.code.network.layers import Array, Weights
from dragoman.code.network.marks import lay_marks
from dragoman.code.network.statements import read_statements
from dragoman.code.network.tokens import Tokens, tokenize
from dragoman.code.windows import Window
from dragoman.codebook import KINDS
from dragoman.errors import ConfigError, DataError
from dragoman.model import Statement

#: Where the shipped model lies.
SHIPPED = Path(__file__).with_name("model")

KIND_NAMES = tuple(KINDS)


@dataclass(frozen=True, slots=True)
class Card:
    """What the model says of itself: its name, its thresholds and its calibration.

    `trigger` is the chance from which a word is taken for a trigger, by language; `party`, `needed`
    and `spared` are those from which parties are taken (`deciding.Enough`), `state` that from which
    a person is taken for one of a state. The chance that an event is right is the logistic of
    `slope` times the logit of its score plus `offset`.
    """

    name: str
    trigger: dict[str, float]
    party: float
    needed: float
    spared: float
    state: float
    slope: float
    offset: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A window as read: vectors of its pieces and words, and (words, kinds) of chances."""

    window: Window
    tokens: Tokens
    card: Card
    pieces: Array
    words: Array
    triggers: Array

    def confidence(self, word: int, kind: int, party: float) -> float:
        """The calibrated chance that kind and parties of an event are right.

        `party` is the chance of the least likely party that was taken.
        """
        score = np.clip(float(self.triggers[word, kind]) * party, 1e-4, 1 - 1e-4)
        raised = self.card.slope * np.log(score / (1 - score)) + self.card.offset
        return round(float(1 / (1 + np.exp(-raised))), 2)


class Network:
    """The encoder and its heads, read from a folder.

    From then on NumPy multiplies on one thread in the whole process: the products of the heads are
    so small that to share one out, and to wait for all, takes several times as long.
    """

    def __init__(self, folder: Path = SHIPPED) -> None:
        self.card = Card(**json.loads((folder / "card.json").read_text(encoding="utf-8")))
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        with np.load(folder / "heads.npz") as stored:
            arrays = {name: stored[name] for name in stored.files}
        table, scales = arrays.pop("table"), arrays.pop("scales")
        wide = {name: array.astype(np.float32) for name, array in arrays.items()}
        self._weights = Weights(wide)
        self._heads = Heads(self._weights)
        self._encoder = Encoder(folder, table, scales)
        threadpool_limits(limits=1, user_api="blas")

    def read(self, window: Window) -> Reading:
        """A window that has words."""
        tokens, vectors = self.encode(window)
        words = self._heads.words(vectors, tokens.word_of, len(window.words))
        triggers = self._heads.triggers(words, window, KIND_NAMES)
        return Reading(window, tokens, self.card, vectors, words, triggers)

    def encode(self, window: Window) -> tuple[Tokens, Array]:
        """The pieces of a window that has words, and (pieces, hidden) of vectors."""
        tokens = tokenize(window, self._tokenizer)
        return tokens, self._encoder(tokens.ids)

    def states(self, reading: Reading) -> Array:
        """(persons, 1 + candidates): whose state each person of a window, of one or more, has."""
        return self._heads.states(reading.words, reading.window, reading.tokens)

    def events(self, reading: Reading, found: Sequence[tuple[int, int]]) -> Chances:
        """The parts of events whose trigger (word, kind) is found, at least one."""
        return self._heads.events(reading.words, reading.window, reading.tokens, found)

    def statements(self, reading: Reading) -> list[Statement]:
        """Who says what in a window."""
        window = reading.window
        begin = window.words[0].start
        marks = lay_marks(window.text, reading.tokens.offsets, begin, window.end)
        return read_statements(self._weights, reading.pieces, marks)


@cache
def load_network(folder: str = "") -> Network:
    """The model of a folder, or the one that comes with the package, read once.

    ConfigError where the folder holds none that can be read, DataError where the package does.
    """
    path = Path(folder) if folder else SHIPPED
    try:
        return Network(path)
    # onnxruntime and tokenizers each have errors of their own, down to plain Exception.
    except Exception as error:
        said = " ".join(str(error).split())[:200]
        kind = ConfigError if folder else DataError
        raise kind(
            f"no model can be read from {path}: {said}",
            "set code.model to a model's folder" if folder else "install the package anew",
        ) from error
