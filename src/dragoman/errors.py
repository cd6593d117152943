"""The error tree.

    DragomanError
    ├── UsageError          D100  what was asked for cannot be done as asked
    │   └── ConfigError     D110  a setting is unknown, misspelt or out of range
    ├── CollectError        D200  a document could not be had
    │   ├── AddressError    D210  the address is not one that is read
    │   ├── RefusedError    D220  a rule of the fetcher forbids it
    │   ├── LimitError      D230  too large, too long, too often
    │   └── AnswerError     D240  the server did not give the document
    ├── ReadError           D300  a document holds no report
    │   ├── FormatError     D310  the bytes are not what they claim to be
    │   └── EmptyError      D320  there is no main text
    ├── CodeError           D400  a report could not be coded
    ├── DataError           D500  a data file of the package is missing or altered
    ├── StoreError          D600  the ledger could not be opened, read or written
    │   ├── MissingError    D610  the ledger holds no such thing
    │   └── ErasedError     D620  it was erased on request, and is not taken in again
    └── PublishError        D700  an export could not be written

Every error says in one line what is wrong and, where there is one, the way out.
"""

from typing import ClassVar


class DragomanError(Exception):
    """Whatever this package raises on purpose.

    `what` says what is wrong, naming the input; `way_out` what to do about it, or is empty.
    """

    code: ClassVar[str] = "D000"

    def __init__(self, what: str, way_out: str = "") -> None:
        super().__init__(what, way_out)
        self.what = what
        self.way_out = way_out

    def __str__(self) -> str:
        return f"{self.code} {self.what}" + (f" ({self.way_out})" if self.way_out else "")


class UsageError(DragomanError):
    """What was asked for cannot be done as asked."""

    code = "D100"


class ConfigError(UsageError):
    """A setting is unknown, misspelt or out of range."""

    code = "D110"


class CollectError(DragomanError):
    """A document could not be had."""

    code = "D200"


class AddressError(CollectError):
    """The address is not one that is read: no such file, no such scheme."""

    code = "D210"


class RefusedError(CollectError):
    """A rule of the fetcher forbids it: a private address, robots.txt, a DTD."""

    code = "D220"


class LimitError(CollectError):
    """A limit was met: size, ratio of decompression, time, redirects."""

    code = "D230"


class AnswerError(CollectError):
    """The server did not give the document: no connection, an error status, a broken answer."""

    code = "D240"


class ReadError(DragomanError):
    """A document holds no report."""

    code = "D300"


class FormatError(ReadError):
    """The bytes are not what they claim to be: binary as text, broken JSON, a damaged PDF."""

    code = "D310"


class EmptyError(ReadError):
    """There is no main text."""

    code = "D320"


class CodeError(DragomanError):
    """A report could not be coded."""

    code = "D400"


class DataError(DragomanError):
    """A data file of the package is missing or altered."""

    code = "D500"


class StoreError(DragomanError):
    """The ledger could not be opened, read or written."""

    code = "D600"


class MissingError(StoreError):
    """The ledger holds no such thing."""

    code = "D610"


class ErasedError(StoreError):
    """It was erased on request, and is not taken in again."""

    code = "D620"


class PublishError(DragomanError):
    """An export could not be written."""

    code = "D700"
