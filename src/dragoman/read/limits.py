"""How large a document may be to be read: more than any report, less than what chokes a parser."""

from dragoman.errors import EmptyError, FormatError

#: Code points of a report's text.
LONGEST_TEXT = 1_000_000
#: Bytes of a document of any type.
LARGEST = 20_000_000
#: Signs that open or close a tag: what the extraction of main text can do in some seconds.
MOST_TAGS = 100_000
MOST_PAGES = 300
FEWEST_LETTERS = 40


def check_text(text: str, name: str) -> str:
    """The text again; EmptyError under 40 letters, FormatError over a million code points."""
    if len(text) > LONGEST_TEXT:
        raise FormatError(
            f"the text of {name} has {len(text):,} characters, more than {LONGEST_TEXT:,}",
            "split it into reports",
        )
    letters = 0
    for sign in text:
        letters += sign.isalpha()
        if letters >= FEWEST_LETTERS:
            return text
    raise EmptyError(f"there is no main text in {name}", "look whether the page needs a browser")
