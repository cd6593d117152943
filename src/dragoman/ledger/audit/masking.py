"""A report and its codings with a person's name masked, every offset as it was."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from dragoman.ledger.audit.names import Person, masked
from dragoman.model import (
    Anchor,
    Bearer,
    Coding,
    Event,
    Figure,
    Judgement,
    Party,
    Quote,
    Report,
    Span,
    text_digest,
)
from dragoman.read.fingerprint import fingerprint


@dataclass(frozen=True, slots=True)
class Masked:
    """A report's text before and after, by which everything that quotes it is masked."""

    person: Person
    before: str
    after: str

    def words(self, text: str) -> str:
        """A string that is no part of the text."""
        return self.person.mask(text)

    def anchor(self, place: Anchor) -> Anchor:
        """An anchor to the same words, as far as its words are those of the text."""
        start, end = place.span
        before, after = max(0, start - len(place.prefix)), end + len(place.suffix)
        return replace(
            place,
            exact=self._part(place.exact, Span(start, end)),
            prefix=self._part(place.prefix, Span(before, start)),
            suffix=self._part(place.suffix, Span(end, after)),
        )

    def _part(self, words: str, span: Span) -> str:
        """Cut from the text, where a name that the cut parts is still whole."""
        return span.of(self.after) if words == span.of(self.before) else self.words(words)


def names_person(person: Person, report: Report, codings: Iterable[Coding]) -> bool:
    """Whether the report, or what was found in it, names the person as a whole."""
    if any(person.is_named(text) for text in (report.text, *_report_words(report))):
        return True
    if person.is_named(unquote(report.ref), cased=False):
        return True
    return any(person.is_named(text) for one in codings for text in _coding_words(one))


def mask_report(person: Person, report: Report) -> Report:
    """The report with the name masked in all that it holds, under its former id."""
    text = person.mask(report.text)
    made = replace(
        report,
        ref=mask_address(person, report.ref),
        outlet=person.mask(report.outlet),
        title=person.mask(report.title),
        text=text,
        credits=tuple(map(person.mask, report.credits)),
        canonical=mask_address(person, report.canonical),
        fingerprint=report.fingerprint if text == report.text else fingerprint(text),
    )
    if report.dateline:
        place = person.mask(report.dateline.place)
        made = replace(made, dateline=replace(report.dateline, place=place))
    return report if made == report else replace(made, former_id=report.id)


def mask_address(person: Person, address: str) -> str:
    """An address, in which names have no capitals and may be written with per cent signs."""
    for form in (address, unquote(address)):
        spans = person.spans(form, cased=False)
        if spans:
            return masked(form, spans)
    return address


def mask_coding(told: Masked, coding: Coding) -> Coding:
    """The coding with the name masked in all that was found, on the masked text."""
    return replace(
        coding,
        text_sha256=text_digest(told.after),
        events=tuple(_event(told, one) for one in coding.events),
        quotes=tuple(_quote(told, one) for one in coding.quotes),
        figures=tuple(_figure(told, one) for one in coding.figures),
        origin=_maybe(told, coding.origin),
        bearers=tuple(made for one in coding.bearers if (made := _bearer(told, one))),
    )


def names_found(person: Person, codings: Iterable[Coding]) -> Iterator[str]:
    """The names of persons and bodies in codings of which a word is masked."""
    for coding in codings:
        sides = (party for event in coding.events for party in (*event.initiator, *event.recipient))
        names = {one.name for one in coding.bearers} | {party.name for party in sides}
        yield from (name for name in names if person.spans(name))


@dataclass(frozen=True, slots=True)
class Concerned:
    """What makes a judgement one on the person: ids of the reports that name the person, and the
    names that their codings had.
    """

    report_ids: Set[str]
    names: Set[str]


def mask_judgement(
    person: Person, one: Judgement, concerned: Concerned, renamed: Mapping[str, str]
) -> Judgement:
    """A judgement with the name masked, where it names the person as a whole or is concerned;
    `renamed` are new ids of judgements that it may undo.
    """
    values = list(_strings(dict(one.values)))
    about = {*one.reports, *values, *(told.report_id for told in (*one.tellings, *one.others))}
    strings = [one.author, one.reason, one.source, *values]
    undoes = renamed.get(one.undoes or "", one.undoes)
    told = not about.isdisjoint(concerned.report_ids | concerned.names)
    if not told and not any(map(person.is_named, strings)):
        return replace(one, undoes=undoes)
    return replace(
        one,
        author=person.mask(one.author),
        reason=person.mask(one.reason),
        source=person.mask(one.source),
        values=tuple((name, _within(person, value)) for name, value in one.values),
        undoes=undoes,
    )


def _within(person: Person, value: Any) -> Any:
    """A value of JSON with the name masked in every string of it."""
    if isinstance(value, str):
        return person.mask(value)
    if isinstance(value, Mapping):
        return {name: _within(person, one) for name, one in value.items()}
    return [_within(person, one) for one in value] if isinstance(value, list | tuple) else value


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for one in value.values() for text in _strings(one))
    elif isinstance(value, list | tuple):
        yield from (text for one in value for text in _strings(one))


def _event(told: Masked, event: Event) -> Event:
    return replace(
        event,
        initiator=_parties(told, event.initiator),
        recipient=_parties(told, event.recipient),
        evidence=tuple(map(told.anchor, event.evidence)),
        place=event.place and replace(event.place, name=told.words(event.place.name)),
        said_by=tuple(map(told.words, event.said_by)),
        key=event.key and told.person.mask(event.key, cased=False),
        grounds=tuple(replace(one, how=told.words(one.how)) for one in event.grounds),
    )


def _parties(told: Masked, parties: Iterable[Party]) -> tuple[Party, ...]:
    return tuple(replace(one, name=told.words(one.name)) for one in parties)


def _quote(told: Masked, quote: Quote) -> Quote:
    place = quote.anchor and told.anchor(quote.anchor)
    # The words of a quotation are mostly those of its anchor, cut where it is.
    same = quote.anchor is not None and quote.text == quote.anchor.exact
    text = place.exact if place is not None and same else told.words(quote.text)
    return replace(quote, text=text, speaker=told.words(quote.speaker), anchor=place)


def _figure(told: Masked, figure: Figure) -> Figure:
    return replace(
        figure,
        what=told.words(figure.what),
        unit=told.words(figure.unit),
        said_by=tuple(map(told.words, figure.said_by)),
        anchor=figure.anchor and told.anchor(figure.anchor),
    )


def _bearer(told: Masked, bearer: Bearer) -> Bearer | None:
    """None of whom no word of a name is left."""
    name = told.words(bearer.name)
    if not any(map(str.isalnum, name)):
        return None
    posts = tuple(replace(one, name=told.words(one.name)) for one in bearer.posts)
    return replace(bearer, name=name, posts=posts)


def _maybe(told: Masked, words: str | None) -> str | None:
    return None if words is None else told.words(words)


def _report_words(report: Report) -> Iterator[str]:
    yield from (report.title, report.outlet, *report.credits)
    if report.dateline:
        yield report.dateline.place


def _coding_words(coding: Coding) -> Iterator[str]:
    """Every wording of a coding that is not one of its text's own, and those that are."""
    yield coding.origin or ""
    yield from (bearer.name for bearer in coding.bearers)
    for event in coding.events:
        yield from (party.name for party in (*event.initiator, *event.recipient))
        yield from event.said_by
        yield from (ground.how for ground in event.grounds)
        yield event.place.name if event.place else ""
    for quote in coding.quotes:
        yield from (quote.speaker, quote.text)
    for figure in coding.figures:
        yield from (figure.what, figure.unit, *figure.said_by)
