"""Whether the words around a time look ahead or back: the nearest verb that shows it decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.resolve.data import toml
from dragoman.resolve.times.tokens import Token, ends_sentence
from dragoman.resolve.words import fold

#: How many tokens away on each side a verb is looked for.
REACH = 16
#: Tokens from a comma up to the verb that says who said it.
_SPEAKER = 5
_WORDS = ("ahead", "back", "auxiliaries", "neither", "speech")


@dataclass(frozen=True, slots=True)
class Cues:
    """Words and endings, with their accents, of verbs that look ahead and back."""

    ahead: frozenset[str]
    pairs: frozenset[tuple[str, ...]]
    ahead_endings: tuple[str, ...]
    prefixes: tuple[str, ...]
    perfective_endings: tuple[str, ...]
    imperfective_endings: tuple[str, ...]
    back: frozenset[str]
    auxiliaries: frozenset[str]
    back_endings: tuple[str, ...]
    neither: frozenset[str]
    speech: frozenset[str]

    def read(self, token: Token, before: str) -> int:
        """1 for a word that looks ahead, -1 for one that looks back, else 0.

        `before` is the folded word before it: `is to` looks ahead, `be held` tells nothing.
        """
        if token.key in self.ahead or (before, token.key) in self.pairs:
            return 1
        if before in self.auxiliaries:
            return 0
        if token.key in self.back:
            return -1
        if len(token.text) < 4 or token.text[0].isupper() or token.key in self.neither:
            return 0
        if token.text.endswith(self.ahead_endings) or self._is_perfective(token):
            return 1
        return -1 if token.text.endswith(self.back_endings) else 0

    def _is_perfective(self, token: Token) -> bool:
        """Whether a Russian verb with an ending of the present is perfective, so of the future:
        one with a prefix (`вылетит`), unless a suffix undoes it (`вылетает`).
        """
        key = token.key
        if not key.startswith(self.prefixes) or key.endswith(self.imperfective_endings):
            return False
        return key.endswith(self.perfective_endings)


@cache
def _cues(lang: str) -> Cues:
    data = toml(f"times/{lang}.toml")["tense"]
    keys = {name: frozenset(map(fold, data[name].split())) for name in _WORDS}
    return Cues(
        keys["ahead"],
        frozenset(tuple(fold(pair).split()) for pair in data["ahead_pairs"]),
        tuple(data["ahead_endings"].split()),
        tuple(data.get("prefixes", "").split()),
        tuple(data.get("perfective_endings", "").split()),
        tuple(data.get("imperfective_endings", "").split()),
        keys["back"],
        keys["auxiliaries"],
        tuple(data["back_endings"].split()),
        keys["neither"],
        keys["speech"],
    )


def tense_at(tokens: Sequence[Token], first: int, last: int, lang: str) -> int:
    """1 where the words around tokens `first` to `last` look ahead, -1 back, 0 untold.

    What stands before, in the same sentence, decides before what stands after; who said it, told
    after a comma at its end, decides nothing.
    """
    cues = _cues(lang)
    for at in range(first - 1, max(-1, first - 1 - REACH), -1):
        if ends_sentence(tokens, at):
            break
        if found := cues.read(tokens[at], tokens[at - 1].key if at else ""):
            return found
    for at in range(last, min(len(tokens), last + REACH)):
        if ends_sentence(tokens, at) or _says(tokens, at, cues):
            break
        if found := cues.read(tokens[at], tokens[at - 1].key if at else ""):
            return found
    return 0


def _says(tokens: Sequence[Token], at: int, cues: Cues) -> bool:
    """Whether a verb of speech stands there, by a comma: `, the union said`, `, сообщил он`."""
    if tokens[at].key not in cues.speech:
        return False
    return any(token.text == "," for token in tokens[max(0, at - _SPEAKER) : at])
