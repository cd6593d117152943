"""Words, numbers and marks of a text, as the time grammar reads them.

A number keeps its ending (`7th`, `1990s`, `2022-го`), an address on the web is one mute token, and
an empty one stands where a paragraph ends, so that no form runs across.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from dragoman.resolve.words import Word, words

_CHUNK = re.compile(r"\S+")
_NUMBER = re.compile(r"([0-9]{1,4})([^\W\d_]{0,2})\Z")
#: Endings of a Russian ordinal in digits: `7-го`, `2022-м`, `90-х`.
_ENDINGS = frozenset(
    [
        "го",
        "му",
        "м",
        "й",
        "е",
        "х",
        "я",
        "ю",
        "ом",
        "ой",
        "ого",
        "ому",
        "ая",
        "ый",
        "ий",
        "ые",
        "ых",
        "ми",
    ]
)
_SENTENCE_ENDS = frozenset(".!?…")
_LINE_ENDS = frozenset('.!?…:»”"')
_DASHES = frozenset("-–—‑")
_JOINTS = frozenset("-–—‑.,:/")


class Token(NamedTuple):
    """Half-open interval of code points, as written, folded; `number` is -1 where there is none.

    `digits` counts the digits of the number, `ending` is what is written after them.
    """

    start: int
    end: int
    text: str
    key: str
    number: int = -1
    digits: int = 0
    ending: str = ""


def read_tokens(text: str) -> list[Token]:
    """Tokens in order; those of key "" are ends of paragraphs and addresses."""
    found = words(text)
    addresses = _addresses(text)
    tokens: list[Token] = []
    at = 0
    for word in found:
        if tokens and word.start < tokens[-1].end:
            continue  # swallowed by a number's ending or an address
        if tokens and _ends_paragraph(text, tokens[-1], word):
            tokens.append(Token(tokens[-1].end, tokens[-1].end, "", ""))
        while at < len(addresses) and addresses[at][1] <= word.start:
            at += 1
        if at < len(addresses) and addresses[at][0] <= word.start:
            tokens.append(Token(word.start, addresses[at][1], "", ""))
        elif "0" <= word.text[0] <= "9":
            tokens.append(_number(text, word))
        else:
            tokens.append(Token(*word))
    return tokens


def _addresses(text: str) -> list[tuple[int, int]]:
    """Stretches without white space that are addresses on the web or paths of files."""
    if "/" not in text and "www." not in text:
        return []
    return [match.span() for match in _CHUNK.finditer(text) if _is_address(match[0])]


def _is_address(chunk: str) -> bool:
    if "://" in chunk or chunk.startswith("www."):
        return True
    host, slash, path = chunk.partition("/")
    return bool(slash and path) and "." in host.strip(".") and any(map(str.isalpha, host))


def _ends_paragraph(text: str, before: Token, word: Word) -> bool:
    gap = text[before.end : word.start]
    if gap in ("", " "):  # nearly all are
        return False
    return gap.count("\n") > 1 or ("\n" in gap and before.text in _LINE_ENDS)


def _number(text: str, word: Word) -> Token:
    match = _NUMBER.match(word.key)
    if not match:
        return Token(*word)
    number, digits, ending, end = int(match[1]), len(match[1]), match[2], word.end
    if not ending and text[end : end + 1] in _DASHES:
        letters = end + 1
        while letters < end + 5 and text[letters : letters + 1].isalpha():
            letters += 1
        if text[end + 1 : letters].lower() in _ENDINGS:
            ending, end = text[end + 1 : letters].lower(), letters
    return Token(word.start, end, text[word.start : end], word.key, number, digits, ending)


def ends_sentence(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sentence ends there: with a stop before a capital, or with a paragraph."""
    token = tokens[at]
    if not token.key:
        return True
    if token.text not in _SENTENCE_ENDS or _is_abbreviation(tokens, at):
        return False
    return at + 1 == len(tokens) or not tokens[at + 1].text[:1].islower()


def _is_abbreviation(tokens: Sequence[Token], at: int) -> bool:
    """Whether the stop ends a row of letters with stops: `10 p.m. Thursday`."""
    return at > 2 and tokens[at - 2].text == "." and len(tokens[at - 1].text) == 1


def stands_free(text: str, start: int, end: int) -> bool:
    """Whether the words are no part of a longer number, code or compound (`S-400`, `2,025`)."""
    before, joint = text[start - 2 : start - 1] if start > 1 else "", text[start - 1 : start]
    if start and (joint in "_#№$€£+=&" or joint.isalnum()):
        return False
    if joint in _JOINTS and joint and text[start].isdigit() and before.isalnum():
        return False
    joint, after = text[end : end + 1], text[end + 1 : end + 2]
    if joint in ("%", "_", "°", "‰"):
        return False
    if not joint or joint not in _JOINTS or not text[end - 1].isdigit():
        return True
    return not (after.isdigit() or (joint in "-‑/" and after.isalpha()))
