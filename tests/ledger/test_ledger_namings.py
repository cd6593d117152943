"""Persons and bodies as the ledger gives them to be led together."""

from typing import Any

from dragoman.ledger import Ledger
from dragoman.model import Bearer, Party, Post, Report, Span
from dragoman.resolve.identities import Naming, identify
from values import a_report, an_event, coded

TEXT = "Ghana's defence minister Kofi\nAdar met Ana Sobrova. Adar left."


def spans(source: Report, *words: str) -> tuple[Span, ...]:
    return tuple(Span(source.text.index(one), source.text.index(one) + len(one)) for one in words)


def test_what_a_coding_names_comes_with_words_day_and_language(ledger: Ledger) -> None:
    source = a_report("one", TEXT)
    (title,) = spans(source, "defence minister")
    adar = Bearer(
        "person", "Kofi Adar", "GHA", "MIL", spans(source, "Kofi\nAdar", "Adar met"[:4]),
        (Post("minister of defence", title),),
    )  # fmt: skip
    ledger.add(*coded(source, an_event(source), bearers=(adar,)))
    assert list(ledger.namings()) == [
        Naming(
            "person", "Kofi Adar", "GHA", "MIL", (("minister of defence", "defence minister"),),
            ("Kofi Adar", "Adar"), source.id, source.published, "en",
        )
    ]  # fmt: skip


def test_a_coding_without_them_gives_the_parties_that_are_no_states(ledger: Ledger) -> None:
    source = a_report("one", TEXT)
    sides: dict[str, Any] = {
        "initiator": (Party("Kofi Adar", "GHA", "MIL"), Party("Ghana", "GHA", "GOV")),
        "recipient": (
            Party("Kenya Navy", "KEN", "MIL"),
            Party("Kenyans", "KEN", "CVL"),
            Party("Соброва Анна", "BLR", "GOV"),
            Party("Syria's defence minister", "SYR", "MIL"),
            Party("NATO", "IGO:NATO", "IGO"),
        ),
    }
    ledger.add(*coded(source, an_event(source, **sides), an_event(source, **sides)))
    assert [(one.kind, one.name, one.country) for one in ledger.namings()] == [
        ("person", "Kofi Adar", "GHA"),
        ("body", "Kenya Navy", "KEN"),
        ("person", "Соброва Анна", "BLR"),
        ("body", "NATO", "IGO:NATO"),
    ]


def test_only_the_coding_that_entries_rest_on_counts(ledger: Ledger) -> None:
    source = a_report("one", TEXT)
    for coder, name in (("hand-1", "Kofi Adar"), ("hand-2", "Ana Sobrova")):
        named = Bearer("person", name, None, None, spans(source, "Ana Sobrova"))
        ledger.add(*coded(source, an_event(source), coder=coder, bearers=(named,)))
    assert [one.name for one in ledger.namings()] == ["Ana Sobrova"]


def test_two_reports_make_one_identity(ledger: Ledger) -> None:
    for ref, text, name in (("one", TEXT, "Ana Sobrova"), ("two", "Анна Соброва", "Анна Соброва")):
        source = a_report(ref, text)
        named = Bearer("person", name, "BLR", "GOV", spans(source, name))
        ledger.add(*coded(source, an_event(source), bearers=(named,)))
    (one,) = identify(ledger.namings())
    assert [name for _, name in one.names] == ["Анна Соброва", "Ana Sobrova"]
