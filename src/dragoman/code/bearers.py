"""The persons and bodies that a report names, with the posts that titles tell of them."""

from itertools import chain

from dragoman.code.page import Page
from dragoman.model import Bearer, Mention, Post, Span

_Who = tuple[str, str, str | None, str | None]


def find_bearers(page: Page) -> tuple[Bearer, ...]:
    """Persons and bodies that the sentences name, in the order in which they are first named."""
    named: dict[_Who, list[Span]] = {}
    posts: dict[_Who, dict[str, Post]] = {}
    mentions = [
        one
        for one in chain.from_iterable(sentence.mentions for sentence in page.sentences)
        if one.what in ("person", "body")
    ]
    for mention in mentions:
        # A title alone names nobody, nor does a kind of body without a state.
        if mention.form != "role":
            named.setdefault(_who(mention), []).append(mention.span)
    for mention in mentions:
        if mention.post is not None and mention.title is not None and _who(mention) in named:
            post = Post(mention.post, mention.title)
            posts.setdefault(_who(mention), {}).setdefault(post.name, post)
    return tuple(
        Bearer(*who, tuple(spans), tuple(posts.get(who, {}).values()))
        for who, spans in named.items()
    )


def _who(mention: Mention) -> _Who:
    return mention.what, mention.name, mention.country, mention.sector
