"""Run everything that must hold, in order: `python tools/check.py [STEP ...]`.

Prints each step with its time and stops at the first that fails, with that step's exit code. With
CI set in the environment a missing browser or PostgreSQL server is a failure; without it, what
needs one is skipped by name.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = os.environ.get("UV") or shutil.which("uv") or "uv"


def run(*command: str, cwd: Path = ROOT) -> None:
    subprocess.run(command, cwd=cwd, check=True)


def style() -> None:
    run("ruff", "format", "--check", "--quiet")
    run("ruff", "check", "--quiet")


def types() -> None:
    run("mypy")


def imports() -> None:
    run("lint-imports", "--no-logo")


def tests() -> None:
    run(sys.executable, "-m", "pytest", "-q", "--durations=10")


def docs() -> None:
    run(sys.executable, "tools/build_manifest.py", "--check")
    run(sys.executable, "tools/build_reference.py", "--check")
    run(sys.executable, "tools/build_figures.py", "--check")
    run("zensical", "build", "--strict", "--clean")
    run(
        sys.executable,
        "tools/check_links.py",
        "site",
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
    )


def wheel() -> None:
    """Build the wheel, install it with the locked versions into an empty environment, run it."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        run(UV, "build", "--quiet", "--wheel", "--out-dir", str(place))
        built = next(place.glob("*.whl"))
        locked = place / "locked.txt"
        run(UV, "export", "--quiet", "--frozen", "--no-dev", "--no-emit-project", "-o", str(locked))
        run(UV, "venv", "--quiet", "--python", sys.executable, str(place / "empty"))
        python = str(place / "empty" / "bin" / "python")
        install = (UV, "pip", "install", "--quiet", "--python", python)
        run(*install, "--require-hashes", "-r", str(locked))
        run(*install, "--no-deps", str(built))
        store = str(place / "demo.sqlite")
        program = str(place / "empty" / "bin" / "dragoman")
        run(program, "demo", "--no-serve", "--store", store, cwd=place)
        run(program, "doctor", "--store", store, cwd=place)


STEPS: dict[str, Callable[[], None]] = {
    "style": style,
    "types": types,
    "imports": imports,
    "tests": tests,
    "docs": docs,
    "wheel": wheel,
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in STEPS]
    if unknown:
        print(f"check: no step {unknown[0]!r}; there are {', '.join(STEPS)}", file=sys.stderr)
        return 2
    for name in names or STEPS:
        print(f"== {name}", flush=True)
        begun = time.monotonic()
        try:
            STEPS[name]()
        except subprocess.CalledProcessError as error:
            print(f"== {name} failed: {' '.join(map(str, error.cmd))}", file=sys.stderr)
            return error.returncode or 1
        print(f"== {name} holds, {time.monotonic() - begun:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
