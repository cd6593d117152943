"""The two seams of the coder: what codes a report, and what knows names and times."""

from collections.abc import Sequence
from typing import Protocol

from dragoman.model import Coding, Mention, Report, TimeExpression


class Coder(Protocol):
    """Reads a report, gives its events, quotes and figures. Deterministic."""

    @property
    def name(self) -> str:
        """Name and version, such as `network-1`: kept with every coding."""
        ...

    def code(self, report: Report) -> Coding:
        """Code one report; CodeError where that cannot be done."""
        ...


class Names(Protocol):
    """Finds and resolves names and times. `dragoman.resolve` has the one that is shipped."""

    def mentions(self, text: str, lang: str) -> Sequence[Mention]:
        """Countries, bodies, persons and places named in the text, in order, none overlapping."""
        ...

    def times(self, text: str, lang: str, published: str | None) -> Sequence[TimeExpression]:
        """Time expressions in order, none overlapping, resolved against the day of publication."""
        ...
