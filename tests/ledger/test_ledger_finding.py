"""Finding entries: each filter, the counts that go with it, ids and pages."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import strategies
from dragoman.codebook import KINDS
from dragoman.errors import MissingError, StoreError, UsageError
from dragoman.ledger import EntryFilter, Ledger, open_ledger
from dragoman.model import Entry, Party, Place, digest
from ledger.shelf import Shelf
from values import ECUADOR, INDIA, KENYA, PORTUGAL, a_report, an_event, coded

#: Kind of each event below, which is all that the tests need to tell them apart.
VISIT, EXERCISE, DEPLOYMENT, TRAINING, AID, DENIAL = (
    "visit",
    "exercise",
    "deployment",
    "training",
    "aid",
    "denial",
)
ALL = {VISIT, EXERCISE, DEPLOYMENT, TRAINING, AID, DENIAL}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def standing(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a ledger that all tests of this file share."""
    if request.param == "sqlite":
        yield str(tmp_path_factory.mktemp("finding") / "ledger.db")
        return
    shelf: Shelf = request.getfixturevalue("shelf")
    with shelf.lend() as address:
        yield address


@pytest.fixture(scope="module")
def filled(standing: str) -> Iterator[Ledger]:
    english = a_report("en-1", "Minister O'Brien landed in Quito. He is to teach cadets in 2032.")
    spanish = a_report(
        "es-1", "El buque llegó a Guayaquil; niños lo esperaban.", lang="es", title="Acción naval"
    )
    russian = a_report(
        "ru-1", "Корабли вышли в море. Ёлки прислали из Найроби.", lang="ru", title="Учения"
    )
    front = Party("River Front", "NSA:River Front", "REB")
    items = [
        coded(
            english,
            an_event(
                english,
                "Minister O'Brien landed in Quito",
                initiator=(Party("Seán O'Brien", "PRT", "GOV"),),
                time="2031-03-03",
            ),
            an_event(english, "to teach cadets", kind=TRAINING, status="planned", time="2032"),
            origin="Ministry of Defence of Portugal",
        ),
        coded(
            spanish,
            an_event(
                spanish,
                "El buque llegó a Guayaquil",
                kind=DEPLOYMENT,
                initiator=(KENYA,),
                time="2024-04/..",
                place=Place("Río Guayas", "ECU"),
            ),
            origin="MINISTRY of defence of  Portugal",
        ),
        coded(
            russian,
            an_event(
                russian,
                "Корабли вышли в море",
                kind=EXERCISE,
                initiator=(KENYA,),
                recipient=(INDIA,),
                time="../2023-12-31",
            ),
            an_event(
                russian, "Ёлки прислали", kind=AID, initiator=(front,), recipient=(), time=None
            ),
            an_event(russian, kind=DENIAL, initiator=(Party("Никто", None),), status="alleged"),
            origin="Fleet",
        ),
    ]
    with open_ledger(standing) as ledger:
        ledger.add_all(items)
        yield ledger


def kinds(ledger: Ledger, **wanted: str | None) -> set[str]:
    """The kinds of the entries wanted; their number is that of `count`."""
    asked = EntryFilter(**wanted)
    found = ledger.entries(asked)
    assert ledger.count(asked) == len(found)
    return {entry.kind for entry in found}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ALL),
        ({"actor": "KEN"}, {DEPLOYMENT, EXERCISE}),
        ({"actor": "ECU"}, {VISIT, TRAINING, DEPLOYMENT, DENIAL}),
        ({"actor": "NSA:River Front"}, {AID}),
        ({"actor": "KEN", "other": "IND"}, {EXERCISE}),
        ({"actor": "IND", "other": "KEN"}, {EXERCISE}),
        ({"other": "IND"}, {EXERCISE}),
        ({"actor": "KEN", "other": "KEN"}, {DEPLOYMENT, EXERCISE}),
        ({"actor": "KEN", "other": "PRT"}, set()),
        ({"actor": "ken"}, set()),
        ({"actor": "K%"}, set()),
        ({"actor": ""}, ALL),
        ({"kind": VISIT}, {VISIT}),
        ({"kind": "picnic"}, set()),
        ({"status": "planned"}, {TRAINING}),
        ({"status": "alleged"}, {DENIAL}),
        ({"lang": "ru"}, {EXERCISE, AID, DENIAL}),
        ({"lang": "und"}, set()),
        ({"actor": "KEN", "lang": "es", "status": "actual", "text": "buque"}, {DEPLOYMENT}),
    ],
)
def test_filters(filled: Ledger, wanted: dict[str, str], found: set[str]) -> None:
    assert kinds(filled, **wanted) == found


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2031-03-03", "2031-03-03", {VISIT, DEPLOYMENT}),
        ("2031-03-04", None, {TRAINING, DEPLOYMENT}),
        (None, "2031-03-02", {EXERCISE, DEPLOYMENT}),
        (None, "2024-03-31", {EXERCISE}),
        (None, "2024-04-01", {EXERCISE, DEPLOYMENT}),
        ("2023-12-31", "2023-12-31", {EXERCISE}),
        ("2024-01-01", "2024-03-31", set()),
        ("2032-12-31", None, {TRAINING, DEPLOYMENT}),
        ("2033-01-01", None, {DEPLOYMENT}),
        ("9999-12-31", None, {DEPLOYMENT}),
        (None, "0001-01-01", {EXERCISE}),
        ("0001-01-01", "9999-12-31", {VISIT, EXERCISE, DEPLOYMENT, TRAINING}),
        ("2032-01-01", "2031-01-01", {DEPLOYMENT}),
        ("", "", ALL),
    ],
)
def test_days(filled: Ledger, since: str | None, until: str | None, found: set[str]) -> None:
    assert kinds(filled, since=since, until=until) == found


@pytest.mark.parametrize(
    "day", ["20310303", "2031-W10-1", "2031", "2031-02-30", "yesterday", "2031-3-3", "' OR 1=1 --"]
)
def test_what_is_no_day_is_refused(filled: Ledger, day: str) -> None:
    with pytest.raises(UsageError, match="since is not a day"):
        filled.entries(EntryFilter(since=day))
    with pytest.raises(UsageError, match="until is not a day"):
        filled.count(EntryFilter(until=day))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("quito", {VISIT}),
        ("QUI", {VISIT}),
        ("uito", set()),
        ("o'brien", {VISIT}),
        ("O’Brien", {VISIT}),
        ("sean", {VISIT}),
        ("SEÁN", {VISIT}),
        ("sea\u0301n", {VISIT}),
        ("rio guayas", {DEPLOYMENT}),
        ("accion", {DEPLOYMENT}),
        ("ninos", set()),
        ("корабл", {EXERCISE, DENIAL}),
        ("КОРАБЛИ море", {EXERCISE, DENIAL}),
        ("корабли\u0301", {EXERCISE, DENIAL}),
        ("ко\u0301рабли", {EXERCISE, DENIAL}),
        ("Ёлки", {AID, DENIAL}),
        ("ёлки", {AID, DENIAL}),
        ("учения никто", {DENIAL}),
        ('"landed in quito"', {VISIT}),
        ('"quito landed"', set()),
        ('"landed in" brien', {VISIT}),
        ('"landed in', {VISIT}),
        ('landed"', {VISIT}),
        ('""', set()),
        ("", ALL),
        ("   ", ALL),
        ("?!*", set()),
        ("buque OR quito", set()),
        ("NOT quito", set()),
        ("quito*", {VISIT}),
        ("names:quito", set()),
        ("-quito", {VISIT}),
        ("(quito", {VISIT}),
        ("^quito", {VISIT}),
        ("quito AND", set()),
        ("NEAR(quito brien)", set()),
        ("'; DROP TABLE entry; --", set()),
        ("quito\x00landed", {VISIT}),
        ("\\", set()),
        ("word " * 3000, set()),
        ("quito " * 3000, {VISIT}),
    ],
)
def test_words(filled: Ledger, text: str, found: set[str]) -> None:
    assert kinds(filled, text=text) == found


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(strategies.words | st.text(st.sampled_from("\"'*()^:-+{}|&\\ abAND"), max_size=20))
def test_no_text_is_syntax(filled: Ledger, text: str) -> None:
    filled.count(EntryFilter(actor=text, kind=text, lang=text, text=text))
    filled.entries(EntryFilter(text=text))
    assert filled.count() == len(ALL)


def test_half_a_surrogate_pair_is_refused_in_one_line(filled: Ledger) -> None:
    with pytest.raises(StoreError, match="not Unicode"):
        filled.entries(EntryFilter(actor="a\ud800"))
    assert filled.entries(EntryFilter(text="\ud800")) == []


def test_entries_come_newest_first_and_those_without_a_time_last(filled: Ledger) -> None:
    assert [(entry.kind, entry.last_day or entry.first_day) for entry in filled.entries()][:4] == [
        (TRAINING, "2032-12-31"),
        (VISIT, "2031-03-03"),
        (DEPLOYMENT, "2024-04-01"),
        (EXERCISE, "2023-12-31"),
    ]
    assert [entry.time for entry in filled.entries()][4:] == [None, None]


def test_pages_make_the_whole(filled: Ledger) -> None:
    whole = filled.entries()
    pages = [filled.entries(limit=2, offset=start) for start in range(0, 8, 2)]
    assert [len(page) for page in pages] == [2, 2, 2, 0]
    assert [entry for page in pages for entry in page] == whole
    assert filled.entries(limit=0) == []
    assert filled.entries(offset=10**30) == []
    assert filled.entries(limit=10**30) == whole


@pytest.mark.parametrize(("limit", "offset"), [(-1, 0), (None, -1)])
def test_there_is_nothing_before_the_beginning(
    filled: Ledger, limit: int | None, offset: int
) -> None:
    with pytest.raises(UsageError, match="no page"):
        filled.entries(limit=limit, offset=offset)


def test_facets_are_the_counts_that_the_filters_give(filled: Ledger) -> None:
    facets = filled.facets()
    for field, counts in (
        ("actor", facets.countries),
        ("kind", facets.kinds),
        ("status", facets.statuses),
        ("lang", facets.langs),
    ):
        assert counts
        assert list(counts) == sorted(counts, key=lambda one: (-one[1], one[0]))
        for value, number in counts:
            assert filled.count(EntryFilter(**{field: value})) == number
    assert sum(number for _, number in facets.kinds) == filled.count()
    assert {kind for kind, _ in facets.kinds} == ALL <= set(KINDS)


def test_facets_follow_what_is_added_by_another(place: str) -> None:
    source = a_report()
    with open_ledger(place) as one, open_ledger(place) as other:
        assert one.facets().kinds == ()
        other.add(*coded(source, an_event(source)))
        assert one.facets().kinds == (("visit", 1),)
        assert one.facets() == other.facets()


def test_statistics_count_every_kind_of_thing(filled: Ledger) -> None:
    assert filled.statistics() == {
        "documents": 0,
        "reports": 3,
        "codings": 3,
        "events": 6,
        "entries": 6,
        "origins": 2,
    }


def test_reports_of_one_source_are_one_origin_however_it_is_written(filled: Ledger) -> None:
    one, other = filled.origins()
    assert (one.name, len(one.report_ids)) == ("MINISTRY of defence of  Portugal", 2)
    assert (other.name, len(other.report_ids)) == ("Fleet", 1)


def test_the_wording_used_most_often_names_an_origin(ledger: Ledger) -> None:
    for n, origin in enumerate(("Флот", "FLOT", "Flot", "Flot", "...", None)):
        ledger.add(*coded(a_report(f"wire-{n}"), origin=origin))
    assert [(origin.name, len(origin.report_ids)) for origin in ledger.origins()] == [("Flot", 4)]


def test_an_origin_is_that_of_the_coding_in_use(ledger: Ledger) -> None:
    source = a_report()
    ledger.add(*coded(source, origin="Fleet"))
    ledger.add(*coded(source, coder="hand-2", origin="Ministry"))
    assert [origin.name for origin in ledger.origins()] == ["Ministry"]


def entry_of_kind(ledger: Ledger, kind: str) -> Entry:
    (found,) = ledger.entries(EntryFilter(kind=kind))
    return found


def test_an_entry_is_found_by_the_beginning_of_its_id(filled: Ledger) -> None:
    for entry in filled.entries():
        others = [one.id for one in filled.entries() if one.id != entry.id]
        length = next(
            n for n in range(1, 65) if not any(o.startswith(entry.id[:n]) for o in others)
        )
        assert filled.entry(entry.id[:length]) == entry
        assert filled.entry(entry.id) == entry


def test_a_beginning_that_several_share_is_refused(ledger: Ledger) -> None:
    for n in range(17):
        ledger.add(*coded(a_report(f"wire-{n}")))
    letters = [report.id[0] for report in ledger.reports()]
    shared = next(letter for letter in letters if letters.count(letter) > 1)
    with pytest.raises(UsageError, match=f"more than one report begins with '{shared}'"):
        ledger.report(shared)


@pytest.mark.parametrize(
    "identity", ["", " ", "xyz", "%", "_", "0" * 64, digest("entry", "?"), "é", "\x00", "a" * 65]
)
def test_an_id_that_nothing_has_is_missing(filled: Ledger, identity: str) -> None:
    with pytest.raises(MissingError, match="the ledger holds no entry"):
        filled.entry(identity)
    with pytest.raises(MissingError, match="the ledger holds no report"):
        filled.report(identity)


def test_a_report_that_is_not_there_has_no_codings(filled: Ledger) -> None:
    assert filled.codings("0" * 64) == []


def test_parties_of_the_entry_are_those_told(filled: Ledger) -> None:
    assert entry_of_kind(filled, TRAINING).initiator == (PORTUGAL,)
    assert entry_of_kind(filled, TRAINING).recipient == (ECUADOR,)
    assert entry_of_kind(filled, AID).recipient == ()
    assert entry_of_kind(filled, DEPLOYMENT).place == Place("Río Guayas", "ECU")


def test_entries_are_sorted_by_the_day_on_which_they_begin(ledger: Ledger) -> None:
    source = a_report(text="One. Two. Three. Four. Five.")
    events = (
        an_event(source, "One", kind=VISIT, time=None),
        an_event(source, "Two", kind=TRAINING, time="2031"),
        an_event(source, "Three", kind=AID, time="2024/.."),
        an_event(source, "Four", kind=DEPLOYMENT, time="2031-03-03"),
        an_event(source, "Five", kind=DENIAL, time="../2030"),
    )
    ledger.add(*coded(source, *events))
    found = [entry.time for entry in ledger.entries()]
    # A whole year stands where it begins, or it would stand above all that is known to the day.
    assert found == ["2031-03-03", "2031", "../2030", "2024/..", None]
