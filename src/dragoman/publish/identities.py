"""Identities as JSON and as CSV: one object or row a person or body."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from dragoman.publish.cells import join_list, neutral
from dragoman.resolve.identities import Identity, Known, Link, Role

Json = dict[str, Any]

#: Columns of the CSV form.
IDENTITY_COLUMNS = (
    "id", "kind", "name", "names", "forms", "roles", "countries", "sectors", "first", "last",
    "reports", "mentions", "doubts", "flags", "authority", "birth", "positions",
    "authority_doubts",
)  # fmt: skip


def identity_row(identity: Identity, known: Sequence[Known] = ()) -> Json:
    """All of an identity, as JSON has it, with the records of an authority that it may be."""
    return {
        "id": identity.id,
        "kind": identity.kind,
        "name": identity.name,
        "names": dict(identity.names),
        "forms": [
            {"words": form.words, "count": form.count, "reports": list(form.report_ids)}
            for form in identity.forms
        ],
        "roles": [_role(role) for role in identity.roles],
        "countries": list(identity.countries),
        "sectors": list(identity.sectors),
        "first": identity.first,
        "last": identity.last,
        "reports": list(identity.report_ids),
        "joins": [_link(link) for link in identity.joins],
        "apart": [_link(link) for link in identity.apart],
        "doubts": [
            {"id": doubt.identity, "name": doubt.name, **_link(doubt.link)}
            for doubt in identity.doubts
        ],
        "flags": list(identity.flags),
        "authorities": [_known(one) for one in known],
    }


def role_words(role: Role) -> str:
    """A role with the period of its reports: `minister of defence (2031-03-04/2031-05-01)`."""
    if role.first is None:
        return role.post
    period = role.first if role.first == role.last else f"{role.first}/{role.last}"
    return f"{role.post} ({period})"


def write_identities_csv(
    identities: Iterable[Identity], out: TextIO, known: Mapping[str, Sequence[Known]]
) -> None:
    """A header and a row for each; `out` must keep line ends as they are.

    `known` are the records of an authority by the identities' ids.
    """
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(IDENTITY_COLUMNS)
    for one in identities:
        cells = [*_cells(one), *_authority_cells(known.get(one.id, ()))]
        writer.writerow([neutral(cell) for cell in cells])


def _authority_cells(known: Sequence[Known]) -> list[str]:
    sure = next((one.record for one in known if one.sure), None)
    doubts = join_list(one.record.id for one in known if not one.sure)
    if sure is None:
        return ["", "", "", doubts]
    return [sure.id, sure.birth or "", join_list(one.title for one in sure.positions), doubts]


def _cells(one: Identity) -> list[str]:
    return [
        one.id,
        one.kind,
        one.name,
        join_list(name for _, name in one.names),
        join_list(form.words for form in one.forms),
        join_list(map(role_words, one.roles)),
        join_list(one.countries),
        join_list(one.sectors),
        one.first or "",
        one.last or "",
        str(len(one.report_ids)),
        str(one.count),
        join_list(doubt.identity for doubt in one.doubts),
        join_list(one.flags),
    ]


def _role(role: Role) -> Json:
    return {
        "post": role.post,
        "words": list(role.words),
        "first": role.first,
        "last": role.last,
        "reports": list(role.report_ids),
    }


def _known(known: Known) -> Json:
    record = known.record
    return {
        "id": record.id,
        "sure": known.sure,
        "score": known.score,
        "reasons": list(known.reasons),
        "names": list(record.names),
        "countries": list(record.countries),
        "birth": record.birth,
        "positions": [
            {"title": one.title, "post": one.post, "start": one.start, "end": one.end}
            for one in record.positions
        ],
    }


def _link(link: Link) -> Json:
    judgement = link.judgement
    return {
        "one": list(link.one[1:3]),
        "other": list(link.other[1:3]),
        "score": link.score,
        "reasons": list(link.reasons),
        "opinion": link.opinion,
        "judgement": judgement
        and {
            "same": type(judgement).__name__ == "Same",
            "author": judgement.author,
            "made_at": judgement.made_at,
            "reason": judgement.reason,
        },
    }
