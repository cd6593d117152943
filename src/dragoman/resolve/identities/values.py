"""What identities are made of, and what they are."""

from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.model import digest

#: What may be thought of two namings: of one, of two, or neither can be told.
ONE, TWO, UNSURE = "one", "two", "unsure"


class Key(NamedTuple):
    """What a judgement is about: a name of a kind (`person`, `body`) and country.

    With a report's id it is only the name in that report.
    """

    kind: str
    name: str
    country: str | None = None
    report_id: str | None = None


@dataclass(frozen=True, slots=True)
class Naming:
    """A person or a body as one report names it.

    `kind` is `person` or `body`; `name` the fullest form in the report, of a body its English name;
    `country` and `sector` as in the codebook or None. `posts` are pairs of a post or rank in
    English and its words in the text, `written` the name as it stands at each place. `published` is
    an ISO day or None, `lang` BCP 47.
    """

    kind: str
    name: str
    country: str | None
    sector: str | None = None
    posts: tuple[tuple[str, str], ...] = ()
    written: tuple[str, ...] = ()
    report_id: str = ""
    published: str | None = None
    lang: str = "und"

    @property
    def key(self) -> Key:
        """What a judgement on this name, in whatever report, is about."""
        return Key(self.kind, self.name, self.country)

    @property
    def id(self) -> str:
        """An id that every identity holding this naming is found by."""
        posts = sorted(post for post, _ in self.posts)
        return digest(
            "identity", self.kind, self.name, self.country, self.sector, posts, self.report_id
        )


@dataclass(frozen=True, slots=True)
class Same:
    """A person's judgement that two names are of one. `made_at` is RFC 3339 in UTC."""

    one: Key
    other: Key
    author: str
    made_at: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Different:
    """A person's judgement that two names are of two. `made_at` is RFC 3339 in UTC."""

    one: Key
    other: Key
    author: str
    made_at: str
    reason: str = ""


Judgement = Same | Different


@dataclass(frozen=True, slots=True)
class Link:
    """What is thought of two names.

    `opinion` is the machine's: `one`, `two` or `unsure`, with its score 0 to 1 and its reasons; it
    stands whatever a person judged. `judgement` is the judgement that counts, or None.
    """

    one: Key
    other: Key
    score: float
    reasons: tuple[str, ...]
    opinion: str
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A written form of a name: how often it stands, and in which reports."""

    words: str
    count: int
    report_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """A post or rank in English, the words it was read from, and the period of its reports.

    `first` and `last` are ISO days of publication, None where no report with it has a day.
    """

    post: str
    words: tuple[str, ...]
    first: str | None
    last: str | None
    report_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Another identity that this may be one with, by its id, and why that is not told."""

    identity: str
    name: str
    link: Link


@dataclass(frozen=True, slots=True)
class Identity:
    """One person or body, across reports.

    `id` is that of its earliest naming; `ids` are those of all its namings, by which it is found
    too. `name` is its fullest form, `names` pairs of a script and the fullest form in it.
    `countries` and `sectors` are those that reports give, the most frequent first. `joins` led
    its names together, `apart` are judgements and look-alikes that keep others off, `doubts` what
    could not be told. `flags` tell what is odd about how it is written.
    """

    id: str
    kind: str
    name: str
    names: tuple[tuple[str, str], ...]
    forms: tuple[Form, ...]
    roles: tuple[Role, ...]
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    report_ids: tuple[str, ...]
    first: str | None
    last: str | None
    joins: tuple[Link, ...] = ()
    apart: tuple[Link, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    flags: tuple[str, ...] = ()
    ids: tuple[str, ...] = field(default=(), repr=False)

    @property
    def count(self) -> int:
        """How often reports name it."""
        return sum(form.count for form in self.forms)
