"""What one cell of a table may hold: lists in one cell, and no formulas.

Spreadsheets run a cell that begins with `=`, `+`, `-`, `@`, a tab or a line break as a formula,
also behind white space and in full-width form. Such a cell gets an apostrophe in front, which
spreadsheets take as "this is text". Source: OWASP, CSV Injection.
"""

import re
from collections.abc import Iterable

#: A cell that a spreadsheet may run. Apostrophes already in front count, so that taking one off
#: again always gives the cell as it was.
_FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")
_GUARDED = re.compile(r"'" + _FORMULA.pattern)


def neutral(cell: str) -> str:
    """The cell, with an apostrophe where a spreadsheet would run it; no half surrogates."""
    whole = cell.encode("utf-8", "replace").decode("utf-8")
    return "'" + whole if _FORMULA.match(whole) else whole


def plain(cell: str) -> str:
    """A cell as it was before `neutral`."""
    return cell[1:] if _GUARDED.match(cell) else cell


def join_list(values: Iterable[str]) -> str:
    r"""Values in one cell, with `;` between; a `;` or `\` within a value stands behind a `\`."""
    return ";".join(value.replace("\\", "\\\\").replace(";", "\\;") for value in values)


def split_list(cell: str) -> list[str]:
    """The values that `join_list` put into a cell. An empty cell is one empty value."""
    values: list[list[str]] = [[]]
    characters = iter(cell)
    for character in characters:
        if character == ";":
            values.append([])
        else:
            values[-1].append(next(characters, "") if character == "\\" else character)
    return ["".join(value) for value in values]
