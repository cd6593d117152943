"""The program in processes that are born with its modules loaded: a run takes no seconds to start.

    with Forker(home) as forker:
        done = forker.run("entries", "--store", path)     # waits
        pid = forker.start("read", folder, out=log)       # does not; end it with forker.wait()

Each run is a process of its own with its own streams, forked from one that has imported everything
and opened nothing. What only a start from nothing shows is tested with `subprocess`.
"""

import io
import json
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from dragoman.cli import main


@dataclass(frozen=True, slots=True)
class Done:
    """A run that has ended; `code` is negative where a signal ended it."""

    code: int
    out: str
    err: str

    def rows(self) -> list[dict[str, Any]]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


class Forker:
    """Starts runs of the program, one at a time, with a home folder of their own.

    A run that has ended keeps its process id until `wait`, so that no signal goes astray.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self._asked = 0
        self._pid: int | None = None
        self._out = self._err = home
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment(home),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end_former()
        self._process.communicate()

    def start(
        self,
        *arguments: object,
        cwd: Path | None = None,
        variables: Mapping[str, str] | None = None,
        user: int | None = None,
    ) -> int:
        """Begin a run; gives its process id. One that a failed test left behind is killed."""
        self._end_former()
        self._asked += 1
        self._out = self.home / f"{self._asked}.out"
        self._err = self.home / f"{self._asked}.err"
        self._tell(
            arguments=[str(one) for one in arguments],
            cwd=str(cwd or self.home),
            variables=dict(variables or {}),
            user=user,
            out=str(self._out),
            err=str(self._err),
        )
        self._pid = int(self._hear())
        return self._pid

    def wait(self) -> Done:
        """The end of the run begun last."""
        self._tell(wait=True)
        status = int(self._hear())
        self._pid = None
        return Done(status, self.out(), self.err())

    def out(self) -> str:
        """What the run begun last has written by now."""
        return self._out.read_text(encoding="utf-8") if self._out.exists() else ""

    def err(self) -> str:
        """What the run begun last has written to standard error by now."""
        return self._err.read_text(encoding="utf-8") if self._err.exists() else ""

    def run(
        self,
        *arguments: object,
        cwd: Path | None = None,
        variables: Mapping[str, str] | None = None,
        user: int | None = None,
    ) -> Done:
        """One run from begin to end."""
        self.start(*arguments, cwd=cwd, variables=variables, user=user)
        return self.wait()

    def _end_former(self) -> None:
        if self._pid is not None:
            os.kill(self._pid, signal.SIGKILL)
            self.wait()

    def _tell(self, **order: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()

    def _hear(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


def environment(home: Path) -> dict[str, str]:
    """This process's environment, with another home and no settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DRAGOMAN_")}
    folders = {f"XDG_{what}_HOME": str(home / what.lower()) for what in ("DATA", "CONFIG")}
    return {**kept, "HOME": str(home), "COLUMNS": "80", **folders}


def _serve() -> None:
    import alembic.command  # noqa: F401
    import uvicorn  # noqa: F401

    import dragoman.cli.checks
    import dragoman.cli.program
    import dragoman.cli.serving
    import dragoman.desk  # noqa: F401
    from dragoman.pipeline import default_coder

    default_coder()
    pid = 0
    for line in sys.stdin:
        order = json.loads(line)
        if "wait" in order:
            print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
            continue
        pid = os.fork()
        if not pid:
            _be(order)
        print(pid, flush=True)


def _be(order: Mapping[str, Any]) -> None:
    """One run, in its own process; does not return."""
    for number, path in ((1, order["out"]), (2, order["err"])):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.stdout = io.TextIOWrapper(open(1, "wb", closefd=False))  # noqa: SIM115
    sys.stderr = io.TextIOWrapper(open(2, "wb", closefd=False), write_through=True)  # noqa: SIM115
    # Tests that a shell runs in the background are told to take no notice of an interrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.chdir(order["cwd"])
    os.environ.update(order["variables"])
    if order["user"] is not None:
        os.setuid(order["user"])
    code: object = 1
    try:
        main(order["arguments"])
    except SystemExit as stop:
        code = stop.code
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    os._exit(code if isinstance(code, int) else 1)


if __name__ == "__main__":
    _serve()
