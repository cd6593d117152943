"""What `doctor` looks at: versions, data files, the coder at work, the ledger."""

import hashlib
import platform
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from dragoman import __version__
from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from dragoman.config import Config

HOLDS, WARNS, FAILS = "ok", "warning", "FAILS"
#: Digests of every data file of the package, in the form of `sha256sum`.
MANIFEST = "data.sha256"
#: FTS5 and STRICT tables need at least this.
_SQLITE = (3, 37, 0)
_REQUIREMENT = re.compile(r"^([\w.-]+)")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at; `state` is `ok`, `warning` or `FAILS`."""

    name: str
    state: str
    what: str


def all_checks(config: "Config") -> Iterator[Check]:
    """Every check, in order. A check that cannot be made is one that fails."""
    parts: tuple[tuple[str, Callable[[], Iterator[Check]]], ...] = (
        ("versions", _versions),
        ("data files", _data),
        ("coder", lambda: _coder(config)),
        ("ledger", lambda: _ledger(config.store)),
    )
    for name, part in parts:
        try:
            yield from part()
        # Whatever is wrong with an installation is what is looked for here.
        except Exception as error:
            said = str(error) if isinstance(error, DragomanError) else repr(error)
            yield Check(name, FAILS, said[:500])


def _versions() -> Iterator[Check]:
    yield Check("dragoman", HOLDS, __version__)
    yield Check("python", HOLDS, f"{platform.python_version()} on {platform.platform(terse=True)}")
    enough = sqlite3.sqlite_version_info >= _SQLITE
    yield Check(
        "sqlite",
        HOLDS if enough else FAILS,
        sqlite3.sqlite_version + ("" if enough else f", needs {'.'.join(map(str, _SQLITE))}"),
    )
    try:
        requirements = metadata.requires("dragoman") or ()
    except metadata.PackageNotFoundError:
        yield Check("packages", WARNS, "not known: dragoman runs without being installed")
        return
    for requirement in requirements:
        yield from _package(requirement)


def _package(requirement: str) -> Iterator[Check]:
    named = _REQUIREMENT.match(requirement)
    if named is None or "extra ==" in requirement:
        return
    try:
        yield Check(named[1], HOLDS, metadata.version(named[1]))
    except metadata.PackageNotFoundError:
        yield Check(named[1], FAILS, "is not installed: install the package anew")


def data_files(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    """The package's data files with their paths, all that is neither code nor the manifest."""
    for item in sorted(folder.iterdir(), key=lambda one: one.name):
        path = f"{prefix}{item.name}"
        if item.is_dir():
            if item.name != "__pycache__":
                yield from data_files(item, f"{path}/")
        elif not item.name.endswith((".py", ".pyc")) and path != MANIFEST:
            yield path, item


def manifest_lines() -> Iterator[str]:
    """The manifest that the data files as they stand would have."""
    for path, item in data_files(files("dragoman")):
        yield f"{hashlib.sha256(item.read_bytes()).hexdigest()}  {path}"


def data_faults() -> Iterator[str]:
    """What is wrong with the data files, a line each: those missing or altered."""
    told = files("dragoman").joinpath(MANIFEST)
    try:
        wanted = _by_path(told.read_text(encoding="utf-8").splitlines())
    except (OSError, ValueError) as error:
        yield f"{MANIFEST} cannot be read: {error}"
        return
    found = _by_path(manifest_lines())
    for path, digest in wanted.items():
        if found.get(path) != digest:
            yield f"{path} {'was altered' if path in found else 'is missing'}"


def _by_path(lines: Iterable[str]) -> dict[str, str]:
    return {line[66:]: line[:64] for line in lines}


def _data() -> Iterator[Check]:
    faults = list(data_faults())
    for fault in faults:
        yield Check("data files", FAILS, f"{fault}: install the package anew")
    if faults:
        return
    told = files("dragoman").joinpath(MANIFEST).read_text(encoding="utf-8")
    wanted = _by_path(told.splitlines())
    extra = [path for path, _ in data_files(files("dragoman")) if path not in wanted]
    for path in extra:
        yield Check("data files", WARNS, f"{path} is not of this version")
    yield Check("data files", HOLDS, f"{len(wanted)} files, every digest holds")


def _coder(config: "Config") -> Iterator[Check]:
    from dragoman.pipeline import code_report, default_coder
    from dragoman.read import read_text

    coder = default_coder(config.model)
    text = "The president of France met the president of Brazil in Paris on 3 March 2024."
    coding = code_report(read_text(text, ref="doctor", lang="en"), coder)
    found = bool(coding.events)
    yield Check("coder", HOLDS if found else FAILS, f"{coder.name} finds an event: {found}")


def _ledger(store: str) -> Iterator[Check]:
    from dragoman.ledger import open_ledger
    from dragoman.ledger.store.opening import find_store

    found = find_store(store)
    if not found.exists():
        yield Check("ledger", HOLDS, f"{found.place} is not there yet; `dragoman read` makes it")
        return
    with open_ledger(store) as ledger:
        told = ", ".join(f"{count:,} {name}" for name, count in ledger.statistics().items())
        yield Check("ledger", HOLDS, f"{ledger.place}: {told}")
        yield Check("ledger", HOLDS, f"digest {ledger.digest()}")
        problems = ledger.check()
    for line in problems:
        yield Check("ledger", FAILS, line)
    if not problems:
        yield Check("ledger", HOLDS, "every hash and anchor holds")
