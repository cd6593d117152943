"""Persons and bodies across reports: who is who, and where that cannot be told.

`identify` takes namings, in any order, and gives identities. Namesakes stay apart: names, country,
posts and time decide, and where they do not, the answer is a doubt.
"""

from dragoman.resolve.identities.authorities import read_records
from dragoman.resolve.identities.finding import find_identities
from dragoman.resolve.identities.identify import identify
from dragoman.resolve.identities.records import Known, Position, Record, match_records
from dragoman.resolve.identities.values import (
    Different,
    Doubt,
    Form,
    Identity,
    Judgement,
    Key,
    Link,
    Naming,
    Role,
    Same,
)

__all__ = [
    "Different",
    "Doubt",
    "Form",
    "Identity",
    "Judgement",
    "Key",
    "Known",
    "Link",
    "Naming",
    "Position",
    "Record",
    "Role",
    "Same",
    "find_identities",
    "identify",
    "match_records",
    "read_records",
]
