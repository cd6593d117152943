"""What people judged of an entry, in words."""

from collections.abc import Iterator

from dragoman.model import CREDIBILITY, Entry, Party, Place


def judged_words(entry: Entry) -> Iterator[str]:
    """Verdict, credibility, and what each corrected field was coded as; nothing of one unjudged."""
    if entry.verdict:
        yield entry.verdict
    if entry.credibility:
        yield f"{entry.credibility} ({CREDIBILITY[entry.credibility]})"
    for one in entry.corrections:
        yield f"{one.field} was coded as {_coded(one.coded)}"


def _coded(value: str | Place | tuple[Party, ...] | None) -> str:
    if isinstance(value, tuple):
        return ", ".join(party.name for party in value) or "nobody"
    return value.name if isinstance(value, Place) else value or "unknown"
