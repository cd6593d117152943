"""Write the digests of the package's data files: `build_manifest.py [--check]`.

`dragoman doctor` holds the files of an installed package against them. With --check nothing is
written, and the exit code is 1 where the digests are not those of the files as they stand.
"""

import sys
from pathlib import Path

from dragoman.cli.checks import MANIFEST, manifest_lines

PATH = Path(__file__).resolve().parent.parent / "src/dragoman" / MANIFEST


def main(check: bool) -> int:
    body = "".join(f"{line}\n" for line in manifest_lines())
    if not check:
        PATH.write_text(body, encoding="utf-8")
    elif not PATH.exists() or PATH.read_text(encoding="utf-8") != body:
        print(f"{PATH.name} is out of date: run python tools/build_manifest.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
