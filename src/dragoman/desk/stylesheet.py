"""Rules that tie each marked piece of a report to its line in the list beside it.

Pointing at words, or moving the focus to them, leaves only their findings in the list; pointing at
a finding lights up its words. CSS alone can do that, but needs a rule for each number, which a
strict content security policy wants in a file of its own.
"""

#: More findings than this are listed and linked, but not tied by hovering.
MOST_MARKS = 1000

#: From this width on the list stands beside the text. `desk.css` has the same.
BESIDE = "64rem"

_STEP = 25

_LIT = """\
.reading:has(mark[data-n~="{n}"]:is(:hover, :focus-within)) :is(.finding, mark)[data-n~="{n}"],
.reading:has([data-n="{n}"]:target, .finding[data-n="{n}"]:is(:hover, :focus-within)) \
mark[data-n~="{n}"] {{ --lit: var(--glow); }}
"""

_KEPT = """\
.reading:has(mark[data-n~="{n}"]:is(:hover, :focus-within)) .finding[data-n="{n}"] {{
position: static; width: auto; height: auto; overflow: visible; clip-path: none; }}
"""


def rounded(count: int) -> int:
    """The size of the style sheet for so many findings: few sizes, so that caches hold them."""
    return min(MOST_MARKS, -(-count // _STEP) * _STEP)


def mark_rules(count: int) -> str:
    """The rules for findings 1 to `count`. `desk.css` takes the others out of sight meanwhile."""
    numbers = range(1, count + 1)
    lit = "".join(_LIT.format(n=n) for n in numbers)
    kept = "".join(_KEPT.format(n=n) for n in numbers)
    return f"{lit}@media (min-width: {BESIDE}) {{\n{kept}}}\n"
