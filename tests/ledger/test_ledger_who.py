"""Judgements on who is who: kept, applied to identities, undone, and masked."""

from dataclasses import replace

import pytest

from dragoman.errors import DragomanError, MissingError, UsageError
from dragoman.ledger import Ledger
from dragoman.ledger.audit.names import MASK
from dragoman.ledger.judging.making import Decision, undo
from dragoman.ledger.judging.naming import Named, judged_names, relate_names, sides
from dragoman.model import (
    Bearer,
    Judgement,
    Span,
    judgement_from_json,
    judgement_to_json,
)
from dragoman.resolve.identities import Different, Key, identify
from namings import body, person
from values import a_report, an_event, coded

FULL, BARE, TWIN = "Yelena Sobrova", "Elena Sobrova-Lind", "Maren Tiedt"
NAMINGS = (
    person(FULL, "BLR", report_id="a"),
    person(FULL, report_id="b"),
    person(BARE, "BLR", report_id="c"),
    person(TWIN, "BLR", report_id="d", written=("Tiedt",)),
    person(TWIN, "USA", report_id="e"),
    person("Jon Tiedt", "NOR", report_id="f", written=("Tiedt",)),
    body("Harbour Guard", "BLR", report_id="g"),
)


def by(minute: int = 0) -> Decision:
    return Decision("Ana", f"2031-04-01T10:{minute:02}:00Z", "seen together")


def relate(one: Named, other: Named, *, same: bool, minute: int = 0) -> Judgement:
    return relate_names(by(minute), one, other, NAMINGS, same=same)


def in_ledger(ledger: Ledger, *named: tuple[str, str, str | None]) -> dict[str, str]:
    """Reports that name a person each; gives their ids by address."""
    ids = {}
    for ref, name, country in named:
        source = a_report(ref, f"{name} spoke in Quito.", published="2031-03-04")
        bearer = Bearer("person", name, country, "GOV", (Span(0, len(name)),))
        ledger.add(*coded(source, an_event(source), bearers=(bearer,)))
        ids[ref] = source.id
    return ids


def who(ledger: Ledger) -> set[frozenset[str]]:
    """The forms of each identity as judged."""
    found = identify(ledger.namings(), ledger.judged_names())
    return {frozenset(form.words for form in one.forms) for one in found}


def test_two_names_are_made_one_and_the_judgement_is_undone(ledger: Ledger) -> None:
    in_ledger(ledger, ("a", FULL, "BLR"), ("b", TWIN, "BLR"))
    apart = {frozenset({FULL}), frozenset({TWIN})}
    assert who(ledger) == apart
    made = relate_names(by(), Named(FULL), Named(TWIN), ledger.namings(), same=True)
    assert ledger.judge(made)
    assert who(ledger) == {frozenset({FULL, TWIN})}
    assert ledger.check() == []
    assert ledger.judge(undo(by(1), made))
    assert who(ledger) == apart


def test_one_name_is_made_two_in_one_report_alone(ledger: Ledger) -> None:
    ids = in_ledger(ledger, ("a", FULL, "BLR"), ("b", FULL, "BLR"), ("c", FULL, "BLR"))
    made = relate_names(
        by(), Named(FULL, ids["a"]), Named(FULL, ids["b"]), ledger.namings(), same=False
    )
    ledger.judge(made)
    found = identify(ledger.namings(), ledger.judged_names())
    (one,) = (one for one in found if ids["a"] in one.report_ids)
    assert ids["b"] not in one.report_ids
    left, right = (Key("person", FULL, "BLR", ids[ref]) for ref in "ab")
    told = Different(left, right, "Ana", by().made_at, by().reason)
    assert one.apart[0].judgement == told
    assert one.apart[0].opinion == "one"


def test_the_later_of_two_judgements_on_a_pair_counts(ledger: Ledger) -> None:
    in_ledger(ledger, ("a", FULL, "BLR"), ("b", TWIN, "BLR"))
    for minute, same in ((5, False), (3, True)):
        made = relate_names(by(minute), Named(TWIN), Named(FULL), ledger.namings(), same=same)
        ledger.judge(made)
    assert len(who(ledger)) == 2


def test_a_name_is_judged_in_its_state_and_where_none_is_told() -> None:
    made = relate(Named(FULL.upper()), Named(BARE), same=False)
    assert sides(made)[0] == [Key("person", FULL), Key("person", FULL, "BLR")]
    assert len(list(judged_names([made]))) == 2
    (one,) = (one for one in identify(NAMINGS, judged_names([made])) if one.name == FULL)
    assert one.report_ids == ("a", "b")


def test_of_namesakes_the_state_is_said() -> None:
    made = relate(Named(TWIN, country="USA"), Named(FULL), same=True)
    assert sides(made)[0] == [Key("person", TWIN, "USA")]


def test_a_written_form_of_one_name_in_a_report_is_enough() -> None:
    made = relate(Named("Tiedt", "d"), Named(FULL), same=True)
    assert sides(made)[0] == [Key("person", TWIN, "BLR", "d")]


def test_what_cannot_be_judged_is_refused() -> None:
    refused: list[tuple[Named, Named, type[DragomanError], str]] = [
        (Named("Nobody Known"), Named(FULL), MissingError, "named 'Nobody Known' .*identities"),
        (Named(FULL, "d"), Named(BARE), MissingError, "in that report"),
        (Named(TWIN), Named(FULL), UsageError, "several states: BLR, USA .*--country"),
        (Named("Tiedt"), Named(FULL), UsageError, "use one of Jon Tiedt, Maren Tiedt"),
        (Named(FULL), Named(FULL), UsageError, "both are one name"),
        (Named(FULL), Named("Harbour Guard"), UsageError, "the other a body's"),
    ]
    for one, other, kind, words in refused:
        with pytest.raises(kind, match=words):
            relate(one, other, same=True)


def test_it_comes_back_from_json_and_former_ids_stay() -> None:
    made = relate(Named(FULL), Named(BARE), same=True)
    assert judgement_from_json(judgement_to_json(made)) == made
    assert made.id != replace(made, verdict="different").id
    # As made before there were judgements on names.
    former = Judgement("rate", "Ana", "2031-01-01T00:00:00Z", source="x", values=(("rating", "B"),))
    assert former.id == "c2eafc61c4e69b5030f7184928ba57c9d3c1139892bd9de8cb4da79c425d3b57"


def test_an_erased_person_is_masked_in_judgements_on_names(ledger: Ledger) -> None:
    named = (("a", FULL, "BLR"), ("b", "Е. Соброва", "BLR"), ("c", TWIN, "BLR"))
    ids = in_ledger(ledger, *named)
    one = relate_names(by(), Named(FULL), Named(TWIN), ledger.namings(), same=False)
    form = relate_names(by(1), Named("Е. Соброва"), Named(TWIN), ledger.namings(), same=True)
    for made in (one, form, undo(by(2), one)):
        assert ledger.judge(made)
    ledger.erase_person([FULL], "A. Clerk", "asked for")
    told = ledger.judgements()
    assert "Sobrova" not in str(told)
    assert "Соброва" not in str(told)
    assert f"{MASK * 6} {MASK * 7}" in str(told)
    assert TWIN in str(told)
    assert {one.undoes for one in told} - {None} <= {one.id for one in told}
    assert who(ledger) == {frozenset({TWIN})}
    assert ledger.check() == []
    assert ledger.verify() == []
    assert ids["a"] in {report.id for report in ledger.reports()}


def test_a_family_name_that_a_masked_report_had_is_masked_in_judgements(ledger: Ledger) -> None:
    """By itself it names nobody; the report that it stands in tells whose it is."""
    in_ledger(ledger, ("c", TWIN, "BLR"))
    text = f"{FULL} spoke in Quito. Sobrova then left."
    source = a_report("a", text, published="2031-03-04")
    at = text.rindex("Sobrova")
    bearers = (
        Bearer("person", FULL, "BLR", "GOV", (Span(0, len(FULL)),)),
        Bearer("person", "Sobrova", "BLR", "GOV", (Span(at, at + 7),)),
    )
    ledger.add(*coded(source, an_event(source), bearers=bearers))
    made = relate_names(by(), Named("Sobrova"), Named(TWIN), ledger.namings(), same=False)
    ledger.judge(made)
    ledger.erase_person([FULL], "A. Clerk", "asked for")
    assert "Sobrova" not in str(ledger.judgements())
    assert ledger.verify() == []
