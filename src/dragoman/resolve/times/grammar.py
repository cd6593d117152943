"""Forms of time expressions, read from data into a tree that is matched over tokens.

A form is a row of items divided by spaces:

    of|del            one of these words, folded
    @dash             one of the words of the set `dash`
    <month>           a word or number of the class `month`, or the longest form of a group
    [in]              what must stand there but is no part of the expression
    ,?                any of these, where it may be missing

Forms stand in groups, and each group uses only those before it, so matching is linear in the
length of the text.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from dragoman.errors import DataError
from dragoman.resolve.data import toml
from dragoman.resolve.times.numbers import NUMBER_CLASSES
from dragoman.resolve.times.tokens import Token
from dragoman.resolve.words import fold

#: The groups in order, each with those whose forms it holds besides its own: years; what is a time
#: by itself; what is one after a preposition; a part of such a time; any of these; what is found.
GROUPS = {
    "yr": (),
    "point": (),
    "base": ("point",),
    "edge": (),
    "any": ("base", "edge"),
    "time": ("point", "edge"),
}
_NUMERIC = "0"

Value = int | float | str


class Item(NamedTuple):
    """One place of a form: a set of words, or the name of a class or group."""

    words: frozenset[str]
    name: str
    inside: bool


@dataclass(frozen=True, slots=True)
class Form:
    """What a row of items comes to, and what else the data says of it."""

    value: str
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Node:
    """A form found: tokens `first` up to but not including `last`, and what its places hold.

    `end` is where what must stand after it ends.
    """

    form: Form
    first: int
    last: int
    end: int
    slots: tuple[tuple[str, "Value | Node"], ...]


@dataclass(slots=True)
class _State:
    """A place in the tree of forms: what may come next, and the forms that end here."""

    words: dict[str, list[tuple[Item, "_State"]]] = field(default_factory=dict)
    named: dict[Item, "_State"] = field(default_factory=dict)
    literal: dict[Item, "_State"] = field(default_factory=dict)
    forms: list[tuple[int, Form]] = field(default_factory=list)

    def after(self, item: Item) -> "_State":
        """The state that an item leads to, made where there is none."""
        if item.name:
            return self.named.setdefault(item, _State())
        if item not in self.literal:
            self.literal[item] = _State()
            for word in item.words:
                self.words.setdefault(word, []).append((item, self.literal[item]))
        return self.literal[item]


class _Step(NamedTuple):
    item: Item
    at: int
    end: int
    value: "Value | Node | None"


class Grammar:
    """The forms and words of one language."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.classes = {
            name: {fold(word): value for value, words in _pairs(rows) for word in words.split()}
            for name, rows in data["classes"].items()
        }
        self.capital = frozenset(data.get("capital", ()))
        self._sets = {name: frozenset(row.split()) for name, row in data["sets"].items()}
        self.roots: dict[str, _State] = {}
        self.firsts: dict[str, frozenset[str]] = {}
        order = 0
        for group, others in GROUPS.items():
            rows = [row for name in (group, *others) for row in data.get(name, ())]
            rows += [row for name in others for inner in GROUPS[name] for row in data[inner]]
            root = _State()
            for row in rows:
                form = Form(row["value"], row)
                for items in (path for written in row["forms"] for path in self._paths(written)):
                    order += 1
                    state = root
                    for item in items:
                        state = state.after(item)
                    state.forms.append((order, form))
            self.firsts[group] = self._firsts(root)
            self.roots[group] = root

    def _paths(self, written: str) -> Iterator[list[Item]]:
        """The rows of items that a form stands for, with and without what may be missing."""
        choices = [((part,), ()) if part.endswith("?") else ((part,),) for part in written.split()]
        for chosen in product(*choices):
            yield [self._item(part.removesuffix("?")) for kept in chosen for part in kept]

    def _item(self, written: str) -> Item:
        inside = not written.startswith("[")
        body = written.strip("[]")
        if body.startswith("<"):
            name = body.strip("<>")
            if name not in (*self.roots, *self.classes, *NUMBER_CLASSES):
                raise DataError(f"the time grammar has no class or group {name} before this form")
            return Item(frozenset(), name, inside)
        parts = (self._sets[part[1:]] if part[0] == "@" else {part} for part in body.split("|"))
        return Item(frozenset(map(fold, set().union(*parts))), "", inside)

    def _firsts(self, root: _State) -> frozenset[str]:
        """Keys that a group's forms can begin with."""
        keys = set(root.words)
        for item in root.named:
            keys |= self.firsts.get(item.name, frozenset())
            keys |= self.classes.get(item.name, {}).keys()
            keys |= {_NUMERIC} if item.name in NUMBER_CLASSES else set()
        return frozenset(keys)


class Matcher:
    """Matches a grammar's forms over one text, remembering what it found where."""

    def __init__(self, rules: Grammar, tokens: Sequence[Token]) -> None:
        self._rules, self._tokens = rules, tokens
        self._longest: dict[tuple[str, int], Node | None] = {}

    def nodes(self, group: str, at: int) -> list[Node]:
        """Every form of a group that begins at a token, the longest first."""
        token = self._tokens[at]
        if (_NUMERIC if token.number >= 0 else token.key) not in self._rules.firsts[group]:
            return []
        ends: list[tuple[int, int, Form, tuple[_Step, ...]]] = []
        self._walk(self._rules.roots[group], at, (), ends)
        ends.sort(key=lambda row: (-row[0], row[1]))
        return [_node(form, steps) for _, _, form, steps in ends]

    def _walk(
        self,
        state: _State,
        at: int,
        steps: tuple[_Step, ...],
        ends: list[tuple[int, int, Form, tuple[_Step, ...]]],
    ) -> None:
        for order, form in state.forms:
            ends.append((at, order, form, steps))
        if at >= len(self._tokens):
            return
        token = self._tokens[at]
        for item, following in state.words.get(token.key, ()):
            self._walk(following, at + 1, (*steps, _Step(item, at, at + 1, None)), ends)
        for item, following in state.named.items():
            if item.name in self._rules.roots:
                node = self._group(item.name, at)
                if node and node.first == at:
                    self._walk(
                        following, node.last, (*steps, _Step(item, at, node.last, node)), ends
                    )
            elif (value := self._value(item.name, token)) is not None:
                self._walk(following, at + 1, (*steps, _Step(item, at, at + 1, value)), ends)

    def _group(self, group: str, at: int) -> Node | None:
        if (group, at) not in self._longest:
            self._longest[group, at] = next(iter(self.nodes(group, at)), None)
        return self._longest[group, at]

    def _value(self, name: str, token: Token) -> Value | None:
        if token.number >= 0 and name in NUMBER_CLASSES:
            return NUMBER_CLASSES[name](token)
        value = self._rules.classes.get(name, {}).get(token.key)
        if value is not None and name in self._rules.capital and not token.text[0].isupper():
            return None
        return value


def _node(form: Form, steps: tuple[_Step, ...]) -> Node:
    inside = [step for step in steps if step.item.inside]
    slots = tuple(
        (step.item.name, step.value) for step in inside if step.item.name and step.value is not None
    )
    return Node(form, inside[0].at, inside[-1].end, steps[-1].end, slots)


def _pairs(rows: Mapping[str, str]) -> Iterator[tuple[Value, str]]:
    """Values and their words; a value that looks like a number is one."""
    for value, written in rows.items():
        try:
            yield (float(value) if "." in value else int(value)), written
        except ValueError:
            yield value, written


@cache
def grammar(lang: str) -> Grammar:
    """The grammar of one of the three languages."""
    return Grammar(toml(f"times/{lang}.toml"))
