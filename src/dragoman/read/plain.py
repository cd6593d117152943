"""Plain text: a title, maybe, and what follows."""

import re

_LONGEST_TITLE = 200
_TITLED = re.compile(r"\s*(\S[^\n]*)\n[^\S\n]*\n\s*(?=\S)")
_SENTENCE_ENDS = (".", "…", ":", ";", ",")


def read_plain(text: str) -> tuple[str, str]:
    """Title and text. The title is a short first line, no sentence, with a blank line after it."""
    text = text.strip()
    found = _TITLED.match(text[: _LONGEST_TITLE + 1000])
    if found and len(found[1].strip()) <= _LONGEST_TITLE:
        title = found[1].strip()
        if not title.endswith(_SENTENCE_ENDS):
            return title.lstrip("# "), text[found.end() :]
    return "", text
