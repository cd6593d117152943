"""Names of persons in one text with the titles that stand beside them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from dragoman.resolve.bodies import Named
from dragoman.resolve.persons_known import Form
from dragoman.resolve.persons_names import MOST, Run, find_runs, is_other
from dragoman.resolve.persons_titles import ARTICLES, Title, find_titles, listed, small
from dragoman.resolve.words import Word, opens_sentence

#: Endings of Russian adjectives that are rare in surnames, and of verbs.
_ADJECTIVE = re.compile(r"(?:[ое]го|[ое]му|ая|ое|ые|ую|ых|их|(?:нн|льн|рн|чн|ическ)(?:ой|ый|ым))$")
_VERB = re.compile(r"(?:л|ла|ли|лся|лась|ет|ит|ут)$")
_WHOSE = frozenset({"whose", "cuyo", "cuya"})


class Beside:
    """Runs and titles of one text, and which stand beside which; titles taken are kept count of."""

    def __init__(self, text: str, found: Sequence[Word], named: Sequence[Named], lang: str) -> None:
        self._text = text
        self._found = found
        self._lang = lang
        self._owners = {i: item for item in named for i in range(item.first, item.last)}
        self.runs = find_runs(text, found, self._owners, lang)
        self.titles = find_titles(text, found, self._owners, lang)
        self._by_end = {title.last: title for title in self.titles}
        self._by_first = {title.first: title for title in self.titles}
        self._run_starts = {run.first for run in self.runs}
        self._next = {run.first: after for run, after in pairwise(self.runs)}
        self.used: set[int] = set()
        self.titled: set[int] = set()

    def introduced(self) -> list[Form]:
        """Names with a title beside them, in order."""
        forms: list[Form] = []
        listing: Form | None = None
        states: list[Named] = []
        for run in self.runs:
            form = self._led(run)
            if form is not None and form.state is None:
                form = self._completed(form, self._apposed(run))
            if form is None and listing is not None and self._coordinated(listing.run, run):
                state = states.pop(0) if states else listing.state
                form = Form(run, listing.title, state, listing.sector)
            elif form is not None and form.title is not None and form.title.plural:
                states = list(form.title.states[1:])
            form = form or self._apposed(run)
            listing = form if form and form.title and form.title.plural else None
            if form is not None:
                forms.append(form)
        return forms

    def use(self, title: Title) -> None:
        """Count a title as taken."""
        self.used.add(title.first)
        self.titled.update(range(title.first, title.last))

    def _completed(self, form: Form, more: Form | None) -> Form:
        """A name with a title on both sides: `General N., minister of defence of X`."""
        if more is None:
            return form
        if form.title is not None and more.state is not None:
            form.state, form.sector = more.state, more.sector or form.sector
        form.more = more.title
        return form

    def _led(self, run: Run) -> Form | None:
        """A title right before the name, or one before a comma with a rank or nothing between."""
        if len(run.names) > MOST or self.is_heading(run):
            return None
        title = self._by_end.get(run.first)
        if title is not None and not self._touch(title.last - 1, run.first):
            title = None
        start = title.first if title is not None else run.first
        before = self._before_comma(start, run) if title is None or title.plain else None
        if before is None and title is None:
            return None
        if len(run.names) == 1 and (title is None or not self._stands_alone(run, title)):
            return None
        chain = [item for item in (title, before) if item is not None]
        if self.is_namesake(chain[-1].first, run.last):
            return None
        for item in chain:
            self.use(item)
        main = before or title
        states = [state for item in chain for state in item.states]
        states += self._whose(chain[-1])
        sectors = [item.sector for item in (before, title) if item is not None and item.sector]
        state, sector = states[0] if states else None, sectors[0] if sectors else None
        return Form(run, main, state, sector, title if before is not None else None)

    def _stands_alone(self, run: Run, title: Title) -> bool:
        """Whether a single capitalised word after a title is a name, not an adjective."""
        if title.plural or title.posted:
            return False
        owner = self._owners.get(title.last - 1)
        if owner is not None and owner.mention.country is None:
            return False
        if self._lang != "ru":
            return True
        after = self._found[run.last].text if run.last < len(self._found) else ""
        noun = after.isalpha() and after.islower() and not _VERB.search(after)
        return not (noun and _ADJECTIVE.search(run.names[0]))

    def _whose(self, title: Title) -> list[Named]:
        """The state whose post it is: `in X, whose minister`."""
        at = title.first - 1
        if at < 2 or self._found[at].key not in _WHOSE or self._found[at - 1].text != ",":
            return []
        owner = self._owners.get(at - 2)
        return [owner] if owner is not None and owner.mention.country else []

    def _before_comma(self, start: int, run: Run) -> Title | None:
        """The title that ends before the comma or bracket at the word before `start`."""
        if start < 2 or self._found[start - 1].text not in (",", "("):
            return None
        title = self._by_end.get(start - 1)
        if title is None or not title.plural:
            return title
        after = self._next.get(run.first)
        return title if after is not None and self._coordinated(run, after) else None

    def _apposed(self, run: Run) -> Form | None:
        """A title after the name, set off by a comma or a bracket, that ends its phrase."""
        at = run.last
        if len(run.names) < 2 or len(run.names) > MOST or at >= len(self._found):
            return None
        if self._found[at].text not in (",", "(", "—", "–") or self.is_heading(run):
            return None
        before = self._found[run.first - 1].key if run.first else ""
        if before in listed("places"):
            return None
        title = self._title_from(at + 1)
        if title is None or title.last in self._run_starts or title.plural:
            return None
        if not self._ends_phrase(title.last):
            return None
        self.use(title)
        return Form(run, title, next(iter(title.states), None), title.sector)

    def owned(self, run: Run) -> Form:
        """A name with the state whose possessive stands right before it: `Norway's Kari Berg`."""
        at = run.first - 3
        possessive = [word.key for word in self._found[max(at + 1, 0) : run.first]] == ["'", "s"]
        owner = self._owners.get(at) if possessive else None
        known = owner is not None and owner.mention.what == "country"
        return Form(run, state=owner if known else None)

    def _title_from(self, at: int) -> Title | None:
        """The title at `at`, or after an article there and a few words that lead up to it."""
        if at in self._by_first or at >= len(self._found):
            return self._by_first.get(at)
        if self._found[at].key not in small("article") | ARTICLES:
            return None
        for i in range(at + 1, min(at + 4, len(self._found))):
            if i in self._by_first:
                return self._by_first[i]
            if not (self._found[i].text.isalpha() or self._found[i].key in ("'", "-")):
                return None
        return None

    def _ends_phrase(self, at: int) -> bool:
        if at >= len(self._found) or not self._found[at].text.isalnum():
            return True
        if "\n" in self._text[self._found[at - 1].end : self._found[at].start]:
            return True
        return self._found[at].key in small("of") | small("and") | small("host")

    def _touch(self, left: int, right: int) -> bool:
        between = self._text[self._found[left].end : self._found[right].start]
        return "\n" not in between

    def _coordinated(self, left: Run, right: Run) -> bool:
        """Whether two full names are joined by `and` or a comma alone."""
        between = self._found[left.last : right.first]
        joined = len(between) == 1 and (between[0].key in small("and") or between[0].text == ",")
        return joined and len(right.names) > 1

    def is_namesake(self, first: int, last: int) -> bool:
        """Whether title and name are part of the name of a ship, a street, a school."""
        if last < len(self._found) and self._found[last].capital:
            after = self._found[last]
            if is_other(after, self._lang) and self._touch(last - 1, last):
                return True
        if first == 0:
            return False
        before = self._found[first - 1]
        if before.key in listed("namesakes"):
            return before.key not in listed("prefixes") or before.text.isupper()
        if before.text in "«“\"'" and before.end == self._found[first].start:
            return True
        return (
            before.capital
            and is_other(before, self._lang)
            and self._found[first].capital
            and not opens_sentence(self._text, self._found, first - 1)
        )

    def is_heading(self, run: Run) -> bool:
        """Whether the name goes on into further capitalised words, as headings do."""
        after = run.last
        while after < len(self._found) and after < run.last + 3:
            word = self._found[after]
            if not word.text.isalpha() or not word.capital:
                return False
            after += 1
        return after == run.last + 3
