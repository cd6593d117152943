"""Time expressions of a text, resolved to EDTF against the day of publication.

`tokens` cuts the text, `grammar` matches the forms of `en.toml`, `es.toml` and `ru.toml` over it.
`values`, `named` and `stretches` say what a form comes to, with the rules of `calendar`, `feasts`
and `shifts`; `tense` says whether the words around it look ahead.
What the words do not tell is not filled in: a form that needs a day of publication gives nothing
without one, an impossible day nothing at all. `loose` and `timex` add what TIMEX3 marks beside.
"""

from dragoman.resolve.times.finder import find_times
from dragoman.resolve.times.loose import Timex, find_timexes

__all__ = ["Timex", "find_times", "find_timexes"]
