"""Persons: names that a title stands beside, later and shorter forms of them, titles alone.

A run of capitalised words is a person's name where a title leads up to it or follows it between
commas; then every run with the same family name in the text is. A title with a state but no name
(`Syria's defence minister`) is a mention of the form `role`. What no words say stays None.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dragoman.model import Mention
from dragoman.resolve.bodies import Named
from dragoman.resolve.persons_beside import Beside
from dragoman.resolve.persons_known import PRIVATE, Form, Known, Person, sector_for
from dragoman.resolve.persons_names import MOST, Run, keys
from dragoman.resolve.persons_titles import ARTICLES, Title, listed, small
from dragoman.resolve.russian_names import is_nominative, nominative
from dragoman.resolve.words import Match, Word, opens_sentence


def find_persons(
    text: str, found: Sequence[Word], named: Sequence[Named], lang: str
) -> list[Named]:
    """States, bodies and persons in order, none overlapping.

    `named` are the states and bodies; of those a kind of body without a state is left out where it
    lies in a person's title.
    """
    reader = _Text(text, found, named, lang)
    persons = reader.persons()
    kept = [item for item in named if not reader.absorbs(item)]
    return sorted([*kept, *persons], key=lambda item: item.first)


class _Resolved(NamedTuple):
    """What a person comes to: name, country and sector of a mention."""

    name: str
    country: str | None
    sector: str | None


class _Held(NamedTuple):
    """A title that a person is named with, at a word."""

    at: int
    known: _Resolved
    title: Title


class _Text:
    """The persons of one text, while they are put together."""

    def __init__(self, text: str, found: Sequence[Word], named: Sequence[Named], lang: str) -> None:
        self._text = text
        self._found = found
        self._lang = lang
        self._beside = Beside(text, found, named, lang)
        self._known = Known(lang)

    def persons(self) -> list[Named]:
        """All mentions of persons."""
        forms = self._beside.introduced()
        for form in sorted(forms, key=lambda form: len(form.run.names) == 1):
            self._known.enter(form, self._known.same(form))
        placed = {form.run.first for form in forms}
        rest = [run for run in self._beside.runs if run.first not in placed]
        recurring = self._recurring(rest)
        for run in sorted(rest, key=lambda run: len(run.names) == 1):
            if not self._later(run) and run.first in recurring:
                self._known.enter(self._beside.owned(run), None)
        resolved = [(person, self._resolve(person)) for person in self._known.persons]
        mentions = [
            self._mention(form.run.first, form.run.last, known, "name", form.telling())
            for person, known in resolved
            for form in person.forms
        ]
        return [*mentions, *self._roles(resolved)]

    def absorbs(self, item: Named) -> bool:
        """Whether it is a kind of body, without a state, in a title that was used."""
        loose = item.mention.form == "role" and item.mention.country is None
        return loose and any(i in self._beside.titled for i in range(item.first, item.last))

    def _recurring(self, runs: Sequence[Run]) -> set[int]:
        """Starts of full names without a title whose family name stands alone further on."""
        alone: dict[str, int] = {}
        for run in runs:
            if len(run.names) == 1 and not opens_sentence(self._text, self._found, run.first):
                alone.update(dict.fromkeys(keys(run.names[0], self._lang), run.first))
        return {
            run.first
            for run in runs
            if 2 <= len(run.names) <= 4
            and any(alone.get(key, -1) > run.first for key in keys(run.names[-1], self._lang))
            and (run.first == 0 or self._found[run.first - 1].key not in listed("places"))
            and not self._beside.is_heading(run)
            and not self._beside.is_namesake(run.first, run.last)
        }

    def _later(self, run: Run) -> bool:
        """Whether a name without a title is of a person known, or of a namesake of one."""
        lengths = range(min(len(run.names), MOST), 0, -1)
        for length in lengths:
            tail = run.tail(length)
            person = next(iter(self._known.candidates(tail)), None)
            if person is None:
                continue
            rest = len(run.names) - length
            opening = opens_sentence(self._text, self._found, run.first)
            if rest == 0 or (rest == 1 and opening) or self._beside.is_heading(run):
                self._known.enter(self._beside.owned(tail), person)
            elif rest == 1 and length == 1 and self._known.ends_as(tail, person):
                self._known.enter(Form(run), None)
            else:
                return False
            return True
        return False

    def _resolve(self, person: Person) -> _Resolved:
        country, sector = person.told()
        return _Resolved(self._name(person), country, sector)

    def _mention(
        self, first: int, last: int, known: _Resolved, form: str, title: Title | None
    ) -> Named:
        span = Match(first, last, None).span(self._found)
        told = None if title is None else Match(title.first, title.last, None).span(self._found)
        post = None if title is None else title.post
        mention = Mention(span, "person", *known, form=form, post=post, title=told)
        return Named(first, last, mention)

    def _name(self, person: Person) -> str:
        full = person.full
        if self._lang != "ru":
            return " ".join(full.names)
        forms = [form for form in person.forms if len(form.run.names) == len(full.names)]
        for form in forms:
            case = self._case(form)
            if case == "nom" or (case is None and is_nominative(form.run.names)):
                return " ".join(form.run.names)
        case = self._case(forms[0])
        return " ".join(nominative(forms[0].run.names, case, self._is_woman(forms[0])))

    def _case(self, form: Form) -> str | None:
        """The case of a Russian name as the title before it or the verb after it tells."""
        if form.title is not None and form.title.case is not None:
            return form.title.case
        return "nom" if self._is_subject(form.run) else None

    def _is_subject(self, run: Run) -> bool:
        """Whether a verb in the past stands beside a Russian name."""
        return any(
            word.key.endswith(("ил", "ал", "ела", "ила", "ала", "лся", "лась", "ел", "ыл"))
            and not word.capital
            and len(word.key) > 4
            for word in self._found[run.last : run.last + 1]
        )

    def _is_woman(self, form: Form) -> bool:
        return form.title is not None and any(
            head.endswith(("госпож", "гражданк", "уроженк", "ниц")) for head in form.title.heads
        )

    def _roles(self, resolved: Iterable[tuple[Person, _Resolved]]) -> Iterable[Named]:
        """Titles that no name stands beside."""
        held: dict[str, list[_Held]] = {}
        for person, known in resolved:
            for form in person.forms:
                if form.title is None:
                    continue
                for head in form.title.heads:
                    held.setdefault(head, []).append(_Held(form.run.first, known, form.title))
        for row in held.values():
            row.sort(key=lambda one: one.at)
        for title in self._beside.titles:
            if title.first in self._beside.used or title.plural or title.heads & listed("crowd"):
                continue
            rows = [row for head in sorted(title.heads) for row in held.get(head, ())]
            holder = self._for_state(title, rows) if title.states else self._again(title, rows)
            if holder is not None:
                self._beside.use(title)
                yield self._mention(*title.own, holder, "role", title if title.post else None)

    def _again(self, title: Title, held: Sequence[_Held]) -> _Resolved | None:
        """The person last named with the title that stands alone: `the minister`."""
        if not self._is_definite(title):
            return None
        for row in reversed(held):
            if row.at < title.first and _is_one(title, row.title, True):
                return row.known
        return None

    def _for_state(self, title: Title, held: Sequence[_Held]) -> _Resolved | None:
        """Who holds a post for a state; without one person named as such, as the text has it."""
        state = title.states[0]
        if self._lang == "en" and state.mention.form == "demonym" and state.last == title.last:
            return None
        if title.sector is None or title.sector in PRIVATE or self._is_indefinite(title):
            return None
        if title.own[1] < len(self._found) and self._found[title.own[1]].key == "'":
            return None
        country = state.mention.country
        known = {
            row.known
            for row in held
            if row.known.country == country and _is_one(title, row.title, False)
        }
        if len(known) == 1:
            return known.pop()
        whole = Match(title.first, max(title.own[1], state.last), None).span(self._found)
        name = " ".join(whole.of(self._text).split())
        return _Resolved(name, country, sector_for(country, title.sector))

    def _before_title(self, title: Title) -> str:
        return self._found[title.first - 1].key if title.first else ""

    def _is_definite(self, title: Title) -> bool:
        """Whether a title can mean one named before: it says no more of the post."""
        after = self._found[title.last] if title.last < len(self._found) else None
        if after is not None and after.key in small("of"):
            return False
        if self._lang == "ru":
            more = after is not None and after.capital
            return title.last - title.first == 1 and title.sector is not None and not more
        return self._before_title(title) in ("the", "el", "la", "al", "del")

    def _is_indefinite(self, title: Title) -> bool:
        return self._before_title(title) in ARTICLES | {"any", "every", "each", "no"}


def _is_one(title: Title, other: Title, loose: bool) -> bool:
    """Whether two titles name one post; loosely, the one may leave out what the post is for."""
    if not title.heads & other.heads:
        return False
    if loose and title.last - title.first == 1:
        return title.sector != "MIL" or other.sector == "MIL"
    return title.sector == other.sector and title.marks == other.marks
