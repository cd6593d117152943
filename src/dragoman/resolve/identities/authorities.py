"""Files of outside authorities, read entity by entity: FollowTheMoney and Wikidata.

FollowTheMoney is JSON lines (`id`, `schema`, `properties`). Wikidata is JSON lines or the JSON of a
dump or of its API, one entity a line (`id`, `labels`, `aliases`, `claims`). Items of countries and
positions in the same file tell what a person's claims mean; they are read first.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from dragoman.errors import AddressError, FormatError, LimitError
from dragoman.resolve.countries import country_names, names_at
from dragoman.resolve.data import language, toml
from dragoman.resolve.identities.records import Position, Record
from dragoman.resolve.persons_titles import roles
from dragoman.resolve.posts import post_of
from dragoman.resolve.words import words

Json = Mapping[str, Any]

#: Bytes of one line; entities of Wikidata have up to 4 MB.
LONGEST_LINE = 32 * 1024 * 1024
#: Schemas of FollowTheMoney that are persons, and those that are bodies.
_PERSONS = frozenset({"Person"})
_BODIES = frozenset({"Organization", "PublicBody", "LegalEntity", "Company"})
#: Wikidata: instance of, human; date of birth, citizenship, country, position held, start, end;
#: ISO 3166-1 codes of three and two letters.
_INSTANCE, _HUMAN, _BIRTH, _CITIZEN, _COUNTRY, _HELD = "P31", "Q5", "P569", "P27", "P17", "P39"
_START, _END, _ALPHA3, _ALPHA2 = "P580", "P582", "P298", "P297"
_LANGS = ("en", "es", "ru")


def read_records(path: str | Path) -> Iterator[Record]:
    """The persons and bodies of a file, one at a time.

    AddressError where it cannot be read, FormatError where it is none of the two forms, LimitError
    where a line is too long.
    """
    items = _items(path)
    known = False
    for entity in _entities(path):
        if "schema" in entity and isinstance(entity.get("properties"), dict):
            record = _followthemoney(entity)
        elif "labels" in entity:
            record = _wikidata(entity, items)
        else:
            continue
        known = True
        if record is not None:
            yield record
    if not known:
        raise FormatError(
            f"{path} holds no entity of FollowTheMoney or Wikidata",
            "give one entity a line with schema and properties, or with labels and claims",
        )


def _entities(path: str | Path) -> Iterator[Json]:
    """Every object of the file: a line each, or those of a list or of an API's answer."""
    try:
        with open(path, "rb") as lines:
            number = 0
            while line := lines.readline(LONGEST_LINE + 1):
                number += 1
                if len(line) > LONGEST_LINE:
                    raise LimitError(f"line {number} of {path} is too long", "one entity a line")
                yield from _of_line(line, number, path)
    except OSError as error:
        raise AddressError(f"{path} cannot be read: {error.strerror}", "name a file") from error


def _of_line(line: bytes, number: int, path: str | Path) -> Iterator[Json]:
    text = line.strip().rstrip(b",").removeprefix(b"\xef\xbb\xbf")
    if text in (b"", b"[", b"]"):
        return
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        what = f"line {number} of {path} is no JSON"
        raise FormatError(what, "write one entity a line, in UTF-8") from error
    if isinstance(value, dict) and isinstance(value.get("entities"), dict):
        value = list(value["entities"].values())
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield one


def _followthemoney(entity: Json) -> Record | None:
    schema, told = entity["schema"], entity["properties"]
    if schema not in _PERSONS | _BODIES or not entity.get("id"):
        return None
    names = _strings(told, "name", "alias", "weakAlias")
    titles = _strings(told, "position")
    codes = _strings(told, "country", "nationality", "citizenship", "jurisdiction")
    births = sorted(filter(_is_day, _strings(told, "birthDate")))
    return _record(
        str(entity["id"]),
        "person" if schema in _PERSONS else "body",
        names,
        [code for one in codes if (code := _code(one))],
        births[0] if births else None,
        [_position(title) for title in titles],
    )


def _wikidata(entity: Json, items: Mapping[str, tuple[str, str | None]]) -> Record | None:
    """None for an item that is a country or has no name."""
    if not entity.get("id") or _claimed(entity, _ALPHA3) or _claimed(entity, _ALPHA2):
        return None
    human = _HUMAN in _claimed(entity, _INSTANCE)
    labels, aliases = _dict(entity, "labels"), _dict(entity, "aliases")
    names = [_text(labels.get(lang)) for lang in [*_LANGS, *sorted(labels)]]
    names += [_text(one) for lang in _LANGS for one in _list(aliases.get(lang))]
    codes = [items[one][1] for one in _claimed(entity, _CITIZEN, _COUNTRY) if one in items]
    births = [one for one in _claimed(entity, _BIRTH) if _is_day(one)]
    return _record(
        str(entity["id"]),
        "person" if human else "body",
        [name for name in names if name],
        [code for code in codes if code],
        births[0] if births else None,
        list(_positions(entity, items)),
    )


def _positions(entity: Json, items: Mapping[str, tuple[str, str | None]]) -> Iterator[Position]:
    for claim in _list(_dict(entity, "claims").get(_HELD)):
        value = _value(claim)
        label = items.get(value, ("", None))[0] if value else ""
        if label:
            told = _dict(claim, "qualifiers") if isinstance(claim, dict) else {}
            start, end = (_day(told.get(what)) for what in (_START, _END))
            yield _position(label, start, end)


def _record(
    identity: str, kind: str, names: Iterable[str], countries: Iterable[str], birth: str | None,
    positions: list[Position],
) -> Record | None:  # fmt: skip
    """A record, with the states that its positions name (`Minister of Defence of X`)."""
    known = tuple(dict.fromkeys(name for name in names if name.strip()))
    states = [state for position in positions for state in _states(position.title)]
    codes = tuple(dict.fromkeys([*countries, *states]))
    return Record(identity, kind, known, codes, birth, tuple(positions)) if known else None


def _position(title: str, start: str | None = None, end: str | None = None) -> Position:
    for lang in dict.fromkeys((language("und", title), "es")):
        table = roles(lang)
        stems = [table[word.key].stem for word in words(title) if word.key in table]
        if post := post_of(stems):
            return Position(title, post, start, end)
    return Position(title, None, start, end)


def _states(title: str) -> list[str]:
    lang = language("und", title)
    found = names_at(title, lang, words(title))
    return [match.value.codes[0] for match in found if len(match.value.codes) == 1]


def _items(path: str | Path) -> dict[str, tuple[str, str | None]]:
    """Of the items of a Wikidata file that are no humans, label and country code."""
    found = {}
    for entity in _entities(path):
        if "labels" not in entity or _HUMAN in _claimed(entity, _INSTANCE):
            continue
        codes = [code for one in _claimed(entity, _ALPHA3, _ALPHA2) if (code := _code(one))]
        labels = _dict(entity, "labels")
        label = next((text for lang in _LANGS if (text := _text(labels.get(lang)))), "")
        found[str(entity.get("id"))] = (label, codes[0] if codes else None)
    return found


def _claimed(entity: Json, *properties: str) -> list[str]:
    """The values of an item's claims: ids of items, strings, or days."""
    claims = _dict(entity, "claims")
    found = (_value(claim) for one in properties for claim in _list(claims.get(one)))
    return [value for value in found if value]


def _value(claim: Any) -> str | None:
    """The value of one claim or qualifier, in full form or as a bare string."""
    if isinstance(claim, str):
        return claim
    snak = _dict(claim, "mainsnak") or claim
    value = _dict(snak, "datavalue").get("value")
    if isinstance(value, dict):
        return _time(value) if "time" in value else _text(value, "id")
    return value if isinstance(value, str) else None


def _time(value: Json) -> str | None:
    """A time of Wikidata as an ISO day, month or year, as far as it is told."""
    text, precision = value.get("time"), value.get("precision")
    if not isinstance(text, str) or not text.startswith("+") or not isinstance(precision, int):
        return None
    size = {9: 4, 10: 7, 11: 10}.get(precision)
    return text[1 : 1 + size] if size else None


def _day(qualifiers: Any) -> str | None:
    return next((day for one in _list(qualifiers) if (day := _value(one)) and _is_day(day)), None)


def _is_day(text: str) -> bool:
    return len(text) >= 4 and text[:4].isdecimal() and text[:4].isascii()


def _code(text: str) -> str | None:
    """The code of three letters for one of two or three."""
    if text.upper() in country_names():
        return text.upper()
    return _alpha2().get(text.lower())


@cache
def _alpha2() -> dict[str, str]:
    pairs = toml("identities/names.toml")["codes"]["alpha2"].split()
    return dict(pair.split(":") for pair in pairs)


def _strings(told: Json, *names: str) -> list[str]:
    return [one for name in names for one in _list(told.get(name)) if isinstance(one, str)]


def _dict(value: Any, name: str) -> dict[str, Any]:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text(value: Any, name: str = "value") -> str:
    if isinstance(value, dict):
        value = value.get(name)
    return value if isinstance(value, str) else ""
