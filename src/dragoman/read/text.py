"""From a text to a report: what can be known of it without asking what it says."""

from dragoman.model import Report, Span
from dragoman.read.boilerplate import find_boilerplate
from dragoman.read.credits import find_credits
from dragoman.read.dateline import find_dateline
from dragoman.read.fingerprint import fingerprint
from dragoman.read.language import detect_language, primary_subtag
from dragoman.read.sentences import split_sentences


def read_text(
    text: str,
    *,
    ref: str,
    title: str = "",
    outlet: str = "",
    outlet_country: str | None = None,
    published: str | None = None,
    lang: str | None = None,
    document_id: str | None = None,
    sample: bool = False,
    canonical: str = "",
) -> Report:
    """A report of this very text, with its sentences, boilerplate, dateline and fingerprint.

    `published` is an ISO date and `lang` a BCP 47 tag, of which the primary subtag is kept; without
    one the language is detected. Of a text that opens with a dateline the first sentence begins
    after it. The fingerprint leaves dateline and boilerplate out.
    """
    lang = primary_subtag(lang) or detect_language(text)
    dateline = find_dateline(text)
    start = dateline.dateline.span.end if dateline else 0
    credited = find_credits(text, dateline)
    boilerplate = find_boilerplate(text, credited.span)
    sentences = split_sentences(text[start:], lang)
    return Report(
        ref=ref,
        lang=lang,
        published=published,
        outlet=outlet,
        outlet_country=outlet_country,
        title=title,
        text=text,
        sentences=tuple(Span(a + start, b + start) for a, b in sentences),
        boilerplate=boilerplate,
        dateline=dateline.dateline if dateline else None,
        credits=credited.names,
        fingerprint=fingerprint(_without(text, start, boilerplate)),
        document_id=document_id,
        sample=sample,
        canonical=canonical,
    )


def _without(text: str, start: int, boilerplate: tuple[Span, ...]) -> str:
    kept = []
    for span in boilerplate:
        kept.append(text[start : max(start, span.start)])
        start = max(start, span.end)
    return "\n".join([*kept, text[start:]])
