"""When it happened: a time that the text tells near the trigger, else that of the news itself."""

from collections.abc import Sequence
from datetime import date

from dragoman.code.page import Clause, Page, Sentence, cue_rows
from dragoman.code.status import SPEECH
from dragoman.code.triggers import Trigger
from dragoman.model import EdtfError, TimeExpression, period

#: Sentences from the start of a report that tell its news of the day.
LEAD = 2
#: Share of a report, from its start, in which what is said is said with the news.
SPOKEN = 0.6
#: Days before publication beyond which a time makes an event background.
OLD = 45
#: Days between publication and a day that the lead names as that of the news.
FRESH = 8


def find_time(
    page: Page, sentence: Sentence, clause: Clause, trigger: Trigger, status: str
) -> str | None:
    """EDTF of the deed, or None where the text does not tell."""
    nearest = _nearest(clause.times, trigger) or _nearest(sentence.times, trigger)
    if nearest is not None:
        return nearest.edtf
    if status != "actual":
        return None
    if sentence.index < LEAD and not is_background(page, sentence, clause, None):
        return _about_publication(page)
    if _is_said_with_the_news(page, sentence, clause, trigger):
        return news_day(page) or _about_publication(page)
    return None


def news_day(page: Page) -> str | None:
    """The day that the opening sentences name as that of the news, near publication."""
    for sentence in page.sentences[:LEAD]:
        for time in sentence.times:
            if _is_fresh_day(time.edtf, page.report.published):
                return time.edtf
    return None


def is_background(page: Page, sentence: Sentence, clause: Clause, time: str | None) -> bool:
    """Whether the text tells it as context: long past, by its words, or far down the report."""
    if time is not None and page.report.published is not None:
        try:
            last = period(time).last
            today = period(page.report.published).first
        except EdtfError:
            return False
        if last is not None and today is not None and (today - last).days > OLD:
            return True
    if sentence.index < LEAD and time is not None:
        return False
    if _has_background_cue(page, sentence, clause):
        return True
    return sentence.index > len(page.sentences) // 2


def _has_background_cue(page: Page, sentence: Sentence, clause: Clause) -> bool:
    return cue_rows(page.lang, "background", "cues").any(sentence.words_in(clause.span))


def _nearest(times: Sequence[TimeExpression], trigger: Trigger) -> TimeExpression | None:
    def distance(time: TimeExpression) -> int:
        gap = max(time.span.start - trigger.span.end, trigger.span.start - time.span.end)
        return max(0, gap)

    return min(times, key=distance, default=None)


def _is_said_with_the_news(
    page: Page, sentence: Sentence, clause: Clause, trigger: Trigger
) -> bool:
    """Whether it is an act of speech that the report tells as part of its news."""
    early = sentence.index <= SPOKEN * len(page.sentences)
    spoken = trigger.sense.kind in SPEECH
    return spoken and early and not _has_background_cue(page, sentence, clause)


def _about_publication(page: Page) -> str | None:
    return f"{page.report.published}~" if page.report.published else None


def _is_fresh_day(edtf: str, published: str | None) -> bool:
    try:
        days = period(edtf)
        today = date.fromisoformat(published or "")
    except ValueError:  # not EDTF, or no day of publication
        return False
    if days.first is None or days.last is None or (days.last - days.first).days > 1:
        return False
    return abs((today - days.last).days) <= FRESH
