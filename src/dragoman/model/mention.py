"""A name as it stands in a text, with what it was resolved to."""

from dataclasses import dataclass

from dragoman.model.report import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names a country, a body, a person or a place.

    `what` is one of `country`, `body`, `person`, `place`. `name` is the form the ledger uses: the
    English name for states, bodies and places, the fullest written form, in its script and in the
    nominative, for persons. `country` is as in the codebook (ISO 3166-1 alpha-3, `IGO:...`,
    `NSA:...`) or None where unknown. `sector` is a sector of the codebook or None. `form` says how
    the text names it: `name`, `demonym` (an adjective or a noun of people), `capital`, `seat` (a
    seat of power used for the government), `epithet`, `role` (`the minister`), `acronym`.
    `latitude` and `longitude` are degrees, of places alone. `post` is the post or rank, in English,
    that a title beside a person's name tells (`minister of defence`), `title` where it stands.
    """

    span: Span
    what: str
    name: str
    country: str | None
    sector: str | None = None
    form: str = "name"
    latitude: float | None = None
    longitude: float | None = None
    post: str | None = None
    title: Span | None = None
