"""The names side put together: states, bodies, persons and places of one text."""

from collections.abc import Sequence

from dragoman.model import Mention, TimeExpression
from dragoman.resolve.bodies import named_bodies
from dragoman.resolve.bodies_again import named_again
from dragoman.resolve.countries import names_at
from dragoman.resolve.data import language
from dragoman.resolve.persons import find_persons
from dragoman.resolve.places import find_places
from dragoman.resolve.times import find_times
from dragoman.resolve.words import words


class Resolver:
    """Finds and resolves names and times; what `dragoman.code` takes as its names."""

    def mentions(self, text: str, lang: str) -> Sequence[Mention]:
        """Countries, bodies, persons and places named in the text, in order, none overlapping."""
        lang = language(lang, text)
        found = words(text)
        named = named_bodies(found, names_at(text, lang, found), lang)
        named = named_again(found, named, lang)
        mentions = [item.mention for item in find_persons(text, found, named, lang)]
        taken = [mention.span for mention in mentions]
        countries = frozenset(m.country for m in mentions if m.what == "country" and m.country)
        mentions += find_places(found, taken, lang, countries)
        return tuple(sorted(mentions, key=lambda mention: mention.span))

    def times(self, text: str, lang: str, published: str | None) -> Sequence[TimeExpression]:
        """Time expressions in order, resolved against the day of publication (ISO) or None."""
        return tuple(find_times(text, lang, published))
