"""Identities as JSON and as CSV: one object or row a person or body."""

import csv
from collections.abc import Iterable
from typing import Any, TextIO

from dragoman.publish.cells import join_list, neutral
from dragoman.resolve.identities import Identity, Link, Role

Json = dict[str, Any]

#: Columns of the CSV form.
IDENTITY_COLUMNS = (
    "id", "kind", "name", "names", "forms", "roles", "countries", "sectors", "first", "last",
    "reports", "mentions", "doubts", "flags",
)  # fmt: skip


def identity_row(identity: Identity) -> Json:
    """All of an identity, as JSON has it."""
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
    }


def role_words(role: Role) -> str:
    """A role with the period of its reports: `minister of defence (2031-03-04/2031-05-01)`."""
    if role.first is None:
        return role.post
    period = role.first if role.first == role.last else f"{role.first}/{role.last}"
    return f"{role.post} ({period})"


def write_identities_csv(identities: Iterable[Identity], out: TextIO) -> None:
    """A header and a row for each; `out` must keep line ends as they are."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(IDENTITY_COLUMNS)
    for one in identities:
        writer.writerow([neutral(cell) for cell in _cells(one)])


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
