"""Judgements on two reports, laid over what they rest on: who is one voice, and why."""

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.ledger import Ledger
from dragoman.ledger.judging.making import Decision, relate, undo
from dragoman.ledger.origins import Independence, independent
from dragoman.model import Judgement
from dragoman.publish.origins import independence_line
from ledger.rooted import ACROSS, ENGLISH, OTHER, RUSSIAN, SPANISH, UNKNOWN, graph, told

STORIES = {
    "harbour": told("harbour", ENGLISH),
    "faro": told("faro", SPANISH, lang="es"),
    "bereg": told("bereg", RUSSIAN, lang="ru", published="2031-03-04"),
    "nairobi": told("nairobi", OTHER),
    "across": told("across", ACROSS),
    "beach": told("beach", UNKNOWN),
    "boat": told("boat", "A boat lay off Montevideo with her lights out. Nobody saw a flag."),
}
REFS = {report.id: ref for ref, (report, _) in STORIES.items()}
GRAPH = graph(*STORIES.values())
#: What the machine finds: three reports of a release and one of another, in both of which Norway
#: speaks; one of Uruguay; two whose source is not known.
NORWAY = {"bereg", "faro", "harbour", "nairobi"}


def judged(
    one: str, other: str, *, together: bool, minute: int = 0, author: str = "Ana"
) -> Judgement:
    decision = Decision(author, f"2031-04-01T10:{minute:02}:00Z")
    pair = STORIES[one][0], STORIES[other][0]
    return relate(decision, *pair, independent=not together)


def voices(
    *judgements: Judgement, among: set[str] | None = None
) -> tuple[list[set[str]], set[str]]:
    """Reports of each voice, and those of unknown source."""
    found = heard(*judgements, among=among)
    return [{REFS[one] for one in voice.report_ids} for voice in found.voices], {
        REFS[one] for one in found.unknown
    }


def groups(*judgements: Judgement, among: set[str] | None = None) -> list[list[str]]:
    """The reports of each voice, in order."""
    return sorted(sorted(group) for group in voices(*judgements, among=among)[0])


def heard(*judgements: Judgement, among: set[str] | None = None) -> Independence:
    ids = [STORIES[ref][0].id for ref in among or STORIES]
    return independent(ids, GRAPH, judgements)


def reasons(*judgements: Judgement) -> str:
    return " / ".join(reason for voice in heard(*judgements).voices for reason in voice.reasons)


def test_without_judgements_the_machine_is_followed() -> None:
    assert voices() == ([NORWAY, {"across"}], {"beach", "boat"})


def test_dependent_joins_the_voices_of_two_reports() -> None:
    one = judged("across", "faro", together=True)
    assert voices(one)[0] == [NORWAY | {"across"}]
    assert heard(one).voices[0].judged == (one.id,)
    assert f"rest on one source, by judgement of Ana ({one.id[:8]}); by itself on" in reasons(one)
    assert "3 reports rest on Ministry of Defence of Norway" in reasons(one)


def test_independent_parts_one_report_from_the_rest_of_its_origin() -> None:
    out = [judged("faro", other, together=False) for other in ("harbour", "bereg")]
    assert groups(*out) == [["across"], ["bereg", "harbour", "nairobi"], ["faro"]]
    assert "do not rest on one source, by judgement of Ana" in reasons(*out)
    assert "by itself both rest on Ministry of Defence of Norway" in reasons(*out)
    reports = {report.id: report for report, _ in STORIES.values()}
    assert ", 3 origins, 3 independent," in independence_line(heard(*out), reports)


def test_two_origins_of_one_state_are_parted_by_one_judgement() -> None:
    out = judged("nairobi", "harbour", together=False)
    assert groups(out) == [["across"], ["bereg", "faro", "harbour"], ["nairobi"]]
    assert "by itself one state speaks in both: Norway" in reasons(out)


def test_a_third_report_does_not_join_what_was_judged_apart() -> None:
    judgements = [
        judged("across", "beach", together=True),
        judged("beach", "harbour", together=True, minute=1),
        judged("across", "harbour", together=False, minute=2),
    ]
    assert voices(*judgements)[0] == [NORWAY | {"beach"}, {"across"}]
    assert "by judgement of Ana" in reasons(*judgements)
    assert "but other judgements part them" in reasons(*judgements)


def test_the_later_judgement_on_two_reports_counts_whatever_order_they_come_in() -> None:
    several = [
        judged("harbour", "across", together=True),
        judged("across", "harbour", together=False, minute=1),
        judged("harbour", "across", together=True, minute=2, author="Ben"),
    ]
    for some in permutations(several):
        assert voices(*some)[0] == [NORWAY | {"across"}]
    assert "by judgement of Ben" in reasons(*several)
    assert "by judgement of Ana" not in reasons(*several)
    assert len(voices(*several[:2])[0]) == 2


def test_an_unknown_source_is_a_voice_where_it_was_told_apart_from_all() -> None:
    out = [judged("beach", "across", together=False)]
    assert voices(*out)[1] == {"beach", "boat"}
    out.append(judged("beach", "nairobi", together=False))
    found, unknown = voices(*out)
    assert {"beach"} in found
    assert unknown == {"boat"}
    assert "by itself not known" in reasons(*out)


def test_two_of_unknown_source_are_two_or_stay_unknown() -> None:
    beach = {"beach", "boat"}
    apart, one = (judged("beach", "boat", together=together) for together in (False, True))
    assert groups(apart, among=beach) == [["beach"], ["boat"]]
    assert voices(one, among=beach) == ([], beach)
    assert voices(among=beach) == ([], beach)


def test_what_is_judged_of_other_reports_does_not_matter_here() -> None:
    out = judged("harbour", "across", together=True)
    assert heard(out, among={"harbour", "beach"}) == heard(among={"harbour", "beach"})


PAIRS = [(one, other) for one in STORIES for other in STORIES if one < other]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_order_never_matters_and_what_is_apart_is_never_one_voice(data: st.DataObject) -> None:
    told_of = data.draw(st.lists(st.tuples(st.sampled_from(PAIRS), st.booleans()), max_size=8))
    made = [
        judged(*pair, together=together, minute=n) for n, (pair, together) in enumerate(told_of)
    ]
    found = heard(*made)
    assert heard(*data.draw(st.permutations(made))) == found
    last = dict(told_of)
    told_together = voices(*made)[0]
    for (one, other), together in last.items():
        if not together:
            assert not any({one, other} <= group for group in told_together)
    everyone = sorted([*found.unknown, *(one for v in found.voices for one in v.report_ids)])
    assert everyone == sorted(REFS)


def test_a_ledger_applies_what_holds(ledger: Ledger) -> None:
    ledger.add_all(STORIES.values())
    ids = list(REFS)
    seen = ledger.graph(ids)
    assert ledger.independence(ids, seen) == heard()
    one = judged("across", "faro", together=True)
    ledger.judge(one)
    assert ledger.independence(ids, seen) == heard(one) != heard()
    ledger.judge(undo(Decision("Ana", "2031-04-02T00:00:00Z"), one))
    assert ledger.independence(ids, seen) == heard()
