"""Standard input as UTF-8, whatever the locale says."""

import sys
from collections.abc import Iterator

from dragoman.errors import FormatError


def text_in() -> str:
    """All of it; FormatError where it is no UTF-8."""
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _no_text(error) from error


def lines_in() -> Iterator[str]:
    """Its lines without their ends, each as it comes; FormatError where one is no UTF-8."""
    for raw in sys.stdin.buffer:
        try:
            line = raw.decode("utf-8-sig").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise _no_text(error) from error
        if line:
            yield line


def _no_text(error: UnicodeDecodeError) -> FormatError:
    return FormatError(f"standard input is no UTF-8: {error.reason}", "convert it to UTF-8")
