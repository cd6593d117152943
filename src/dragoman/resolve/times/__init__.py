"""Time expressions of a text, resolved to EDTF against the day of publication.

`tokens` cuts the text, `grammar` matches the forms of `en.toml`, `es.toml` and `ru.toml` over it,
`values` and `calendar` say what a form comes to, `tense` whether the words around it look ahead.
What the words do not tell is not filled in: a form that needs a day of publication gives nothing
without one, an impossible day nothing at all.
"""

from dragoman.resolve.times.finder import find_times

__all__ = ["find_times"]
