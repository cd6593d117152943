"""One document read and coded, whatever it holds."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.code import Coder, ModelCoder, load_network
from dragoman.codebook import faults
from dragoman.errors import CodeError, DragomanError, FormatError, ReadError
from dragoman.ledger.store.writing import stands
from dragoman.model import Coding, Document, Report, coding_to_json
from dragoman.read import read_document
from dragoman.resolve import Resolver


@dataclass(frozen=True, slots=True)
class Coded:
    """A report with its coding."""

    report: Report
    coding: Coding


@cache
def default_coder(model: str = "") -> Coder:
    """The coder that is used unless another is given.

    `model` is a folder, or empty for the shipped one.
    ConfigError where no model can be read from the folder.
    """
    return ModelCoder(Resolver(), load_network(model))


def read_report(document: Document) -> Report:
    """The report that a document holds; ReadError where it holds none, whatever the reason."""
    try:
        report = read_document(document)
    except DragomanError:
        raise
    # A library that fails on one document must not end the reading of all the others.
    except Exception as error:
        raise ReadError(
            f"{document.address} could not be read: {_named(error)}", "please report this document"
        ) from error
    if not all(map(is_unicode, (report.ref, report.outlet, report.title, report.text))):
        raise FormatError(f"{document.address} holds half a character", "give it as plain text")
    return report


def code_report(report: Report, coder: Coder) -> Coding:
    """The coding of a report; CodeError where there is none, or none that a ledger may hold."""
    try:
        coding = coder.code(report)
        check_coding(report, coding, coder.name)
    except DragomanError:
        raise
    except Exception as error:
        raise CodeError(
            f"{coder.name} failed on {report.ref}: {_named(error)}", "please report this text"
        ) from error
    return coding


def check_coding(report: Report, coding: Coding, coder: str) -> None:
    """CodeError where the coding is none of this report by this coder that a ledger may hold."""
    wrong = next(_faults(report, coding, coder), None)
    if wrong:
        raise CodeError(f"{coder} coded {report.ref} wrongly: {wrong}")


def is_unicode(text: str) -> bool:
    """Whether the text can be stored: half a character cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _faults(report: Report, coding: Coding, coder: str) -> Iterator[str]:
    """What the ledger would refuse, as a fault of itself and not of the report."""
    if (coding.report_id, coding.text_sha256) != (report.id, report.text_sha256):
        yield "the coding is of another text"
    if coding.coder != coder:
        yield f"the coding is of another coder, {coding.coder}"
    for event in coding.events:
        yield from faults(event)
    anchors = [piece for event in coding.events for piece in event.evidence]
    anchors += [quote.anchor for quote in coding.quotes if quote.anchor]
    anchors += [figure.anchor for figure in coding.figures if figure.anchor]
    for piece in anchors:
        if not stands(piece, report.text):
            yield f"{piece.exact[:60]!r} does not stand at {piece.start}"
    if not is_unicode(json.dumps(coding_to_json(coding), ensure_ascii=False)):
        yield "half a character in what was found"


def _named(error: Exception) -> str:
    said = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}: {said}".rstrip(": ")
