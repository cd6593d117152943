"""Exit codes of the program."""

from dragoman.errors import CollectError, DragomanError, ReadError, StoreError, UsageError

DONE = 0
FAILED = 1
USAGE = 2
SOME_FAILED = 3
STORE = 4
INTERRUPTED = 130

MEANINGS = {
    DONE: "done",
    FAILED: "a check failed, the output could not be written, or the program failed",
    USAGE: "what was asked for cannot be done as asked, or the file named cannot be read",
    SOME_FAILED: "done, but some inputs failed, each of them named",
    STORE: "the ledger could not be opened, read or written, or does not hold what was asked for",
    INTERRUPTED: "interrupted",
}


def of(error: DragomanError) -> int:
    """The exit code of a run that an error ended."""
    if isinstance(error, UsageError | CollectError | ReadError):
        return USAGE
    return STORE if isinstance(error, StoreError) else FAILED
