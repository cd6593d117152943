"""The command line: data on standard output, progress and errors on standard error.

The program is loaded by `main` alone, so that an altered data file that keeps it from loading can
still be named. What the exit codes mean stands in `exits`.
"""

import sys

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> None:
    """Run the program on the arguments given, or the process's own, and exit."""
    try:
        from dragoman.cli.program import run

        code = run(arguments)
    except KeyboardInterrupt:  # while it was still loading
        code = 130
    except Exception:
        # A data file that was altered fails in ways of its own; anything else is a fault to report.
        from dragoman.cli.checks import data_faults

        faults = list(data_faults())
        if not faults:
            raise
        for fault in faults:
            print(f"dragoman: D500 {fault} (install the package anew)", file=sys.stderr)
        code = 1
    sys.exit(code)
