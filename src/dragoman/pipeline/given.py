"""Events that stand in the input already, taken as coded."""

import json
from dataclasses import replace
from typing import Any

from dragoman.errors import DragomanError, FormatError
from dragoman.model import Coding, Document, Report, coding_from_json
from dragoman.pipeline.coding import check_coding

#: What their coding is said to be by.
GIVEN = "given"


def given_coding(document: Document, report: Report) -> Coding:
    """The coding that a codebook line brings along: its events, quotations and quantities.

    Its `key`s and `origin` are left out: which events and which sources are one is for linking to
    find. FormatError where a field is missing or words do not stand in the text, CodeError where
    the codebook does not allow an event.
    """
    try:
        row: dict[str, Any] = json.loads(document.body)
        found = coding_from_json({**row, "origin": None}, report, GIVEN)
    except DragomanError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        said = f"no {error}" if isinstance(error, KeyError) else str(error)
        raise FormatError(
            f"the events of {report.ref} cannot be taken as they stand: {said}",
            "give them in the codebook's form",
        ) from error
    coding = replace(found, events=tuple(replace(event, key=None) for event in found.events))
    check_coding(report, coding, GIVEN)
    return coding
