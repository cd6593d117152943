"""What a time is read against, and what a form's places hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dragoman.resolve.times.grammar import Node, Value
from dragoman.resolve.times.shifts import UntoldError


@dataclass(frozen=True, slots=True)
class Moment:
    """What a time is read against.

    `published` is the day of publication or None, `tense` 1 where the words look ahead, -1 back, 0
    untold. `before` holds, by length of an EDTF date (4, 7, 10), the last time read before that is
    at least as precise, `near` those of them in the same paragraph.
    """

    published: date | None
    tense: int
    before: Mapping[int, str] = field(default_factory=dict)
    near: Mapping[int, str] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The day of publication; UntoldError where there is none."""
        if self.published is None:
            raise UntoldError("no day of publication")
        return self.published


@dataclass(frozen=True, slots=True)
class Found:
    """The places of a form by name, with the settings of the form."""

    node: Node

    def all(self, *names: str) -> list[Any]:
        """What the places of these names hold, in order."""
        return [value for name, value in self.node.slots if name in names]

    def get(self, *names: str) -> Any:
        """What the first place of these names holds, or None."""
        return next(iter(self.all(*names)), None)

    @property
    def which(self) -> int | None:
        """-1 for the last, 0 for this, 1 for the next; written before or after its noun."""
        value = self.get("which", "was")
        return self.node.form.settings.get("which") if value is None else value

    def setting(self, name: str, default: Value = 0) -> Any:
        """What the data says of the form; a place of that name goes before."""
        value = self.get(name)
        return self.node.form.settings.get(name, default) if value is None else value
