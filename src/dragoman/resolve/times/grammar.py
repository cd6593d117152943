"""Forms of time expressions, read from data into a tree that is matched over tokens.

A form is a row of items divided by spaces:

    of|del            one of these words, folded
    @dash             one of the words of the set `dash`
    <month>           a word or number of the class `month`, or the longest form of a group
    [in]              what must stand there but is no part of the expression
    Day               a word that must begin with a capital in the text as well
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

#: The groups in order, each with those whose forms it holds besides its own: years; days that have
#: a name; those whose name alone is none of a day (`Easter eggs`); what happened on a known day;
#: what is a time by itself; what is one after a preposition; a part of such a time; any of these;
#: what is found.
GROUPS = {
    "yr": (),
    "feast": (),
    "festival": (),
    "event": (),
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
    capital: bool


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
    """A place in the tree of forms: what may come next, and the forms that end here.

    `words` gives for a word the items that it fits, with its value where the item is a class.
    """

    words: dict[str, list[tuple[Item, "_State", Value | None]]] = field(default_factory=dict)
    items: dict[Item, "_State"] = field(default_factory=dict)
    numbers: list[tuple[Item, "_State"]] = field(default_factory=list)
    groups: list[tuple[Item, "_State"]] = field(default_factory=list)
    forms: list[tuple[int, Form]] = field(default_factory=list)

    def after(self, item: Item, classes: Mapping[str, Mapping[str, Value]]) -> "_State":
        """The state that an item leads to, made where there is none."""
        if item in self.items:
            return self.items[item]
        following = self.items[item] = _State()
        if item.name in GROUPS:
            self.groups.append((item, following))
        if item.name in NUMBER_CLASSES:
            self.numbers.append((item, following))
        for word in item.words:
            self.words.setdefault(word, []).append((item, following, None))
        for word, value in classes.get(item.name, {}).items():
            self.words.setdefault(word, []).append((item, following, value))
        return following


class _Step(NamedTuple):
    item: Item
    at: int
    end: int
    value: "Value | Node | None"


class Grammar:
    """The forms and words of one language; a row that names no value has that of its group."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.classes = {
            name: {fold(word): value for value, words in _pairs(rows) for word in words.split()}
            for name, rows in data["classes"].items()
        }
        self.capital = frozenset(data.get("capital", ()))
        self.joint: str = data.get("joint", "")
        self._sets = {name: frozenset(row.split()) for name, row in data["sets"].items()}
        self.roots: dict[str, _State] = {}
        self.firsts: dict[str, frozenset[str]] = {}
        order = 0
        for group, others in GROUPS.items():
            rows = [row for name in (group, *others) for row in data.get(name, ())]
            rows += [row for name in others for inner in GROUPS[name] for row in data[inner]]
            root = _State()
            for row in rows:
                form = Form(row.get("value", group), row)
                for items in (path for written in row["forms"] for path in self._paths(written)):
                    order += 1
                    state = root
                    for item in items:
                        state = state.after(item, self.classes)
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
            return Item(frozenset(), name, inside, name in self.capital)
        parts = (self._sets[part[1:]] if part[0] == "@" else {part} for part in body.split("|"))
        words = frozenset[str]().union(*parts)
        capital = all(word[0].isupper() for word in words)
        return Item(frozenset(map(fold, words)), "", inside, capital)

    def _firsts(self, root: _State) -> frozenset[str]:
        """Keys that a group's forms can begin with."""
        keys = set(root.words)
        for item, _ in root.groups:
            keys |= self.firsts[item.name]
        numeric = root.numbers or any("0" <= key[0] <= "9" for key in keys)
        return frozenset(keys | {_NUMERIC} if numeric else keys)


class Matcher:
    """Matches a grammar's forms over one text, remembering what it found where."""

    def __init__(self, rules: Grammar, tokens: Sequence[Token]) -> None:
        self._rules, self._tokens = rules, tokens
        self._longest: dict[tuple[str, int], Node | None] = {}

    def nodes(self, group: str, at: int) -> list[Node]:
        """Every form of a group that begins at a token, the longest first."""
        token = self._tokens[at]
        if not self._may_begin(group, token):
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
        for item, following, value in state.words.get(token.key, ()):
            if not item.capital or not token.text[0].islower():
                end = at + 1
                if item.name == "n":
                    value, end = self._count(value, end)
                self._walk(following, end, (*steps, _Step(item, at, end, value)), ends)
        if token.number >= 0:
            for item, following in state.numbers:
                number = NUMBER_CLASSES[item.name](token)
                if number is not None:
                    self._walk(following, at + 1, (*steps, _Step(item, at, at + 1, number)), ends)
        for item, following in state.groups:
            if not self._may_begin(item.name, token):
                continue
            node = self._group(item.name, at)
            if node and node.first == at:
                self._walk(following, node.last, (*steps, _Step(item, at, node.last, node)), ends)

    def _may_begin(self, group: str, token: Token) -> bool:
        return (_NUMERIC if token.number >= 0 else token.key) in self._rules.firsts[group]

    def _count(self, value: "Value | None", end: int) -> "tuple[Value | None, int]":
        """A number in words and where it ends: tens take the units after them with them."""
        if not isinstance(value, int) or value < 20:
            return value, end
        keys = [token.key for token in self._tokens[end : end + 2]]
        joint = [self._rules.joint] if self._rules.joint else []
        if keys[: len(joint)] != joint or len(keys) == len(joint):
            return value, end
        units = self._rules.classes["n"].get(keys[len(joint)])
        if isinstance(units, int) and units < 10:
            return value + units, end + len(joint) + 1
        return value, end

    def _group(self, group: str, at: int) -> Node | None:
        if (group, at) not in self._longest:
            self._longest[group, at] = next(iter(self.nodes(group, at)), None)
        return self._longest[group, at]


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
    return Grammar({**toml(f"times/{lang}.toml"), **toml("times/feasts.toml")[lang]})
