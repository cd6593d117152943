"""Persons of one text, by the forms of their names: which name is whose."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.resolve.bodies import Named
from dragoman.resolve.persons_names import Run, is_initial, keys
from dragoman.resolve.persons_titles import Title
from dragoman.resolve.posts import is_rank
from dragoman.resolve.words import fold

#: Sectors whose bearers speak for no state or group.
PRIVATE = frozenset({"CVL", "MED", "BUS", "PTY", "JUD", "COP"})
#: Persons with the same family name that are compared with a name, latest first.
_NAMESAKES = 8


@dataclass(slots=True)
class Form:
    """One place where a person is named, with the title beside it if there is one.

    `more` is a further title, on the other side of the name or before the first.
    """

    run: Run
    title: Title | None = None
    state: Named | None = None
    sector: str | None = None
    more: Title | None = None

    def telling(self) -> Title | None:
        """The title that tells a post; else one that tells a rank; None where none does."""
        told = [one for one in (self.title, self.more) if one is not None and one.post]
        return min(told, key=lambda one: is_rank(one.post or ""), default=None)


@dataclass(slots=True, eq=False)
class Person:
    """All forms of one person's name in a text."""

    full: Run
    forms: list[Form] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    def add(self, form: Form) -> None:
        """Keep a further form; `full` is the fullest, the first of those."""
        self.forms.append(form)
        insort(self.places, form.run.first)
        if len(form.run.names) > len(self.full.names):
            self.full = form.run

    def before(self, at: int) -> int:
        """Where the person was last named before a word, or -1."""
        i = bisect_left(self.places, at)
        return self.places[i - 1] if i else -1

    def told(self) -> tuple[str | None, str | None]:
        """Country and sector, as the first titles that tell them do."""
        forms = sorted(self.forms, key=lambda form: form.run.first)
        country = next((f.state.mention.country for f in forms if f.state is not None), None)
        bound = (form.sector for form in forms if form.sector and form.state is not None)
        sector = next(bound, None) or next((form.sector for form in forms if form.sector), None)
        return country, sector_for(country, sector)


def sector_for(country: str | None, sector: str | None) -> str | None:
    """The sector of a title for a state, or for a body or armed group that has one of its own."""
    if country is not None and country.startswith("IGO:"):
        return "IGO"
    if country is not None and country.startswith("NSA:"):
        return sector if sector in PRIVATE else "REB"
    return sector


class Known:
    """The persons known so far, looked up by any of their names."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._index: dict[str, list[Person]] = {}
        self.persons: list[Person] = []

    def enter(self, form: Form, person: Person | None) -> None:
        """Keep a form as one of a person known, or of a new one."""
        if person is None:
            person = Person(form.run)
            self.persons.append(person)
        person.add(form)
        for name in form.run.names:
            for key in keys(name, self._lang) if not is_initial(name) else ():
                known = self._index.setdefault(key, [])
                if person not in known[-_NAMESAKES:]:
                    known.append(person)

    def same(self, form: Form) -> Person | None:
        """The person known whom a name with a title means, unless of another state."""
        country = form.state.mention.country if form.state is not None else None
        for person in self.candidates(form.run):
            known = person.told()[0]
            if country is None or known is None or known == country or len(form.run.names) > 1:
                return person
        return None

    def candidates(self, run: Run) -> Iterable[Person]:
        """Persons whom the name may mean, nearest before it first, by family name first."""
        near: dict[int, Person] = {}
        for key in sorted(keys(run.names[-1], self._lang)):
            for person in self._index.get(key, [])[-_NAMESAKES:]:
                near[id(person)] = person
        for key in sorted(keys(run.names[0], self._lang)) if len(run.names) > 1 else ():
            for person in self._index.get(key, [])[-_NAMESAKES:]:
                near[id(person)] = person
        fitting = [person for person in near.values() if self._fits(run, person.full)]

        def order(person: Person) -> tuple[bool, int]:
            last = keys(person.full.names[-1], self._lang)
            ends = not last.isdisjoint(keys(run.names[-1], self._lang))
            return not ends, -person.before(run.first)

        return sorted(fitting, key=order)

    def _fits(self, left: Run, right: Run) -> bool:
        """Whether one name is the other with some names left out or shortened to initials."""
        short, full = sorted((left.names, right.names), key=len)
        at = 0
        for name in short:
            while at < len(full) and not self._equal(name, full[at]):
                at += 1
            if at == len(full):
                return False
            at += 1
        return True

    def _equal(self, left: str, right: str) -> bool:
        if is_initial(left) or is_initial(right):
            return fold(left[0]) == fold(right[0])
        return not keys(left, self._lang).isdisjoint(keys(right, self._lang))

    def ends_as(self, run: Run, person: Person) -> bool:
        """Whether a name is the family name of a person known in full."""
        last = person.full.names[-1]
        return len(person.full.names) > 1 and self._equal(run.names[-1], last)
