"""What the sources of an entry tell otherwise, by kind, and what is no difference."""

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategies
from dragoman.errors import UsageError
from dragoman.ledger import Ledger, build_entry, read_filter
from dragoman.ledger.differences.across import denied, told_on_other_days
from dragoman.ledger.differences.parties import parties_differ, same_parties
from dragoman.ledger.differences.places import places_differ
from dragoman.ledger.differences.statuses import statuses_differ
from dragoman.ledger.differences.telling import differences
from dragoman.ledger.differences.times import days, times_differ
from dragoman.ledger.store.backend import writing
from dragoman.ledger.store.migrating import migrate
from dragoman.ledger.store.opening import find_store, open_engine
from dragoman.ledger.store.schema import HEAD
from dragoman.model import Difference, Entry, Party, Place, Version, digest
from values import ECUADOR, INDIA, KENYA, PORTUGAL, a_report, an_event, at, coded

PORT = a_report(
    "port",
    "Kenya says that its corvette Tamarind called at Guayaquil on 20 and 21 August. "
    "Ecuador denies it.",
    published="2031-08-25",
)
RUSSIAN = a_report(
    "вестник",
    "Корвет Кении вошёл в порт Гуаякиля 24 августа. В Кито это отрицают.",
    lang="ru",
    published="2031-08-26",
)
SPANISH = a_report(
    "faro",
    "La corbeta Tamarind de Kenia hizo escala en Guayaquil en agosto. Quito lo niega.",
    lang="es",
    published="2031-08-27",
)
PAPERS = {"en": PORT, "ru": RUSSIAN, "es": SPANISH}
PUBLISHED = {source.id: source.published for source in PAPERS.values()}
CALL: dict[str, Any] = {"kind": "port-call", "initiator": (KENYA,), "recipient": (ECUADOR,)}


def told(lang: str = "en", words: str = "", n: int = 0, **more: Any) -> Version:
    """A port call of Kenya's in Ecuador, as the paper of that language tells it."""
    source = PAPERS[lang]
    event = an_event(source, words, **{**CALL, "time": "2031-08-20", **more})
    return Version(digest("event", source.id, n), source.id, digest(source.id), event)


def found(*versions: Version, origins: dict[str, str | None] | None = None) -> dict[str, str]:
    """The kinds of the differences of one entry, by what differs."""
    made = differences(build_entry(versions), PUBLISHED, origins or {})
    assert len({(one.what, one.kind) for one in made}) == len(made)
    return {one.what: one.kind for one in made}


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("2031-08-20", "2031-08-20", None),
        ("2031-08-20", "2031-08-24", "contradiction"),
        ("2031-08-20/2031-08-21", "2031-08-24", "contradiction"),
        ("2031-08", "2031-08-24", "refinement"),
        ("2031", "2031-08", "refinement"),
        ("2031-08-20/..", "2031-08-24", "refinement"),
        ("2031-08-20~", "2031-08-24", "refinement"),
        ("2031-08-20~", "2031-08-20", "refinement"),
        ("2031-08-20~", "2031-08-24~", None),
        ("2031-08-20~", "2031-10-24", "contradiction"),
        ("2033~", "2031", "contradiction"),
        ("2032~", "2031", "refinement"),
        ("2031-08-20/2031-08-24", "2031-08-22/2031-08-28", None),
        ("2031-08-20?", "2031-08-20", None),
    ],
)
def test_times(one: str, other: str, kind: str | None) -> None:
    assert times_differ(one, other) == times_differ(other, one) == kind


@given(strategies.times(), strategies.times())
def test_times_that_lie_within_one_another_never_contradict(one: str, other: str) -> None:
    kind = times_differ(one, other)
    assert kind == times_differ(other, one)
    if days(one).within(days(other)):
        assert kind != "contradiction"
    assert times_differ(one, one) is None


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (("planned", "2031-08-01"), ("actual", "2031-08-25"), "update"),
        (("planned", "2031-08-25"), ("actual", "2031-08-25"), "update"),
        (("planned", None), ("actual", "2031-08-25"), "update"),
        (("planned", "2031-08-26"), ("actual", "2031-08-25"), "contradiction"),
        (("proposed", "2031-08-01"), ("planned", "2031-08-25"), "update"),
        (("proposed", "2031-08-01"), ("planned", "2031-08-01"), "refinement"),
        (("planned", "2031-08-01"), ("conditional", "2031-08-25"), "refinement"),
        (("alleged", "2031-08-01"), ("actual", "2031-08-25"), "refinement"),
        (("alleged", "2031-08-01"), ("denied", "2031-08-25"), "contradiction"),
        (("actual", "2031-08-01"), ("denied", "2031-08-01"), "contradiction"),
        (("actual", "2031-08-01"), ("actual", "2031-08-25"), None),
    ],
)
def test_statuses(
    one: tuple[str, str | None], other: tuple[str, str | None], kind: str | None
) -> None:
    left, right = (one[0], [one[1]]), (other[0], [other[1]])
    assert statuses_differ(*left, *right) == statuses_differ(*right, *left) == kind


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (("Quito", "ECU"), ("Кито", "ECU"), None),
        (("Luzon", "PHL"), ("Лусон", "PHL"), None),
        (("Belarus", "BLR"), ("Белоруссия", "BLR"), None),
        (("Istanbul", "TUR"), ("Türkiye", "TUR"), "refinement"),
        (("northern Luzon", "PHL"), ("Luzon", "PHL"), "refinement"),
        (("Quito", "ECU"), ("Guayaquil", "ECU"), "contradiction"),
        (("Quito", "ECU"), ("Lima", "PER"), "contradiction"),
        (("the hall", "ECU"), ("the old barracks", "ECU"), None),
        (("Caribbean Sea", None), ("Карибское море", None), None),
    ],
)
def test_places(one: tuple[str, str], other: tuple[str, str], kind: str | None) -> None:
    left, right = Place(*one), Place(*other)
    assert places_differ(left, right) == places_differ(right, left) == kind


MINISTER = Party("Rui Salvaterra", "PRT", "MIL")
DEPUTY = Party("Inês Carvalhal", "PRT", "MIL")
MINISTRY = Party("Ministry of Defence of Portugal", "PRT", "MIL")


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ((PORTUGAL,), (MINISTRY,), "refinement"),
        ((PORTUGAL,), (MINISTER,), "refinement"),
        ((MINISTRY,), (MINISTER,), "refinement"),
        ((MINISTER,), (MINISTER, DEPUTY), "refinement"),
        ((MINISTER,), (DEPUTY,), "contradiction"),
        ((PORTUGAL,), (INDIA,), "contradiction"),
        ((PORTUGAL,), (PORTUGAL, INDIA), "refinement"),
        ((PORTUGAL, KENYA), (PORTUGAL, INDIA), None),
        ((MINISTER,), (MINISTER, PORTUGAL), None),
        ((MINISTER,), (Party("Руй Салватерра", "PRT", "MIL"),), None),
        ((Party("17 people", "PRT"),), (Party("17 persons", "PRT"),), None),
        ((MINISTER,), (), None),
    ],
)
def test_parties(one: tuple[Party, ...], other: tuple[Party, ...], kind: str | None) -> None:
    assert parties_differ(one, other, True) == parties_differ(other, one, True) == kind


def test_other_persons_contradict_on_dated_acts_alone() -> None:
    assert parties_differ((MINISTER,), (DEPUTY,), dated=False) is None


def test_another_who_speaks_for_the_state_has_spoken_too() -> None:
    speech: dict[str, Any] = {"kind": "accusation", "recipient": (INDIA,)}
    one = told("en", **speech, initiator=(MINISTER,))
    other = told("ru", **speech, initiator=(DEPUTY,))
    assert found(one, other) == {}
    visits = (replace(v, event=replace(v.event, kind="visit")) for v in (one, other))
    assert found(*visits) == {"initiator": "contradiction"}


def test_a_difference_has_its_words_on_both_sides() -> None:
    one = told("en", "on 20 and 21 August", time="2031-08-20/2031-08-21")
    other = told("ru", "24 августа", time="2031-08-24")
    (time,) = differences(
        build_entry((one, other)), PUBLISHED, {PORT.id: "Navy of Kenya", RUSSIAN.id: None}
    )
    assert (time.what, time.kind, time.same_origin) == ("time", "contradiction", False)
    assert [side.value for side in time.sides] == ["2031-08-20/2031-08-21", "2031-08-24"]
    assert [side.report_ids for side in time.sides] == [(PORT.id,), (RUSSIAN.id,)]
    assert [side.event_ids for side in time.sides] == [(one.event_id,), (other.event_id,)]
    assert [side.origins for side in time.sides] == [("Navy of Kenya",), ()]
    assert time.sides[1].evidence == ((RUSSIAN.id, at(RUSSIAN.text, "24 августа")),)


def test_a_value_that_only_refines_is_not_among_those_that_contradict() -> None:
    versions = (
        told("en", time="2031-08-20"),
        told("ru", time="2031-08-24"),
        told("es", time="2031-08"),
    )
    made = differences(build_entry(versions), PUBLISHED, {})
    assert [(one.kind, [side.value for side in one.sides]) for one in made] == [
        ("contradiction", ["2031-08-20", "2031-08-24"]),
        ("refinement", ["2031-08", "2031-08-20", "2031-08-24"]),
    ]


def test_silence_is_no_difference() -> None:
    assert (
        found(told("en", time="2031-08-20", place=Place("Quito", "ECU")), told("ru", time=None))
        == {}
    )


def test_one_report_alone_has_no_difference_with_itself() -> None:
    assert found(told("en", n=0, time="2031-08"), told("en", n=1, time="2031-08-20")) == {}


@pytest.mark.parametrize(
    ("late", "kind"),
    [
        ({"status": "actual", "time": "2031-08-24"}, "update"),
        ({"status": "planned", "time": "2031-08-24", "said_by": ("Navy of Kenya",)}, "update"),
        ({"status": "planned", "time": "2031-08-24", "said_by": ("Harbour",)}, "contradiction"),
    ],
)
def test_a_plan_that_moved_is_an_update(late: dict[str, Any], kind: str) -> None:
    early = told("en", status="planned", said_by=("Navy of Kenya",))
    assert found(early, told("ru", **late))["time"] == kind


def test_a_slip_in_copying_is_marked() -> None:
    versions = told("en", time="2031-08-20"), told("ru", time="2031-08-24")
    origins = dict.fromkeys(PUBLISHED, "Navy of Kenya")
    (slip,) = differences(build_entry(versions), PUBLISHED, origins)
    assert slip.same_origin


def test_a_symmetric_kind_has_parties_without_sides() -> None:
    meeting: dict[str, Any] = {"kind": "meeting", "time": "2031-08-20"}
    one = told("en", **meeting, initiator=(PORTUGAL,), recipient=(ECUADOR,))
    other = told("ru", **meeting, initiator=(ECUADOR,), recipient=(PORTUGAL,))
    assert found(one, other) == {}
    named = told("es", **meeting, initiator=(ECUADOR,), recipient=(MINISTER,))
    assert found(one, other, named) == {"parties": "refinement"}


@given(strategies.versions())
def test_the_order_of_versions_does_not_matter(drawn: Any) -> None:
    versions, published = drawn
    entry = build_entry(versions)
    first = differences(entry, published, {})
    for order in list(permutations(entry.versions[:4]))[:6]:
        other = replace(entry, versions=(*order, *entry.versions[4:]))
        assert differences(other, published, {}) == first
    assert all(len(one.sides) > 1 for one in first)


@given(st.data())
def test_equal_tellings_have_no_difference(data: st.DataObject) -> None:
    event = data.draw(strategies.events(PORT.text))
    versions = [
        Version(digest("event", lang), source.id, digest(source.id), event)
        for lang, source in PAPERS.items()
    ]
    assert differences(build_entry(versions), PUBLISHED, {}) == ()
    assert same_parties(event.initiator, event.initiator)


def alleged(**more: Any) -> Version:
    return told(
        "en", "Kenya says that its corvette Tamarind called", **{"status": "alleged", **more}
    )


def denial(**more: Any) -> Version:
    fields = {"kind": "denial", "initiator": (ECUADOR,), "recipient": (), "time": None, **more}
    return told("en", "Ecuador denies it", n=9, **fields)


def denies(entry: Version, *denials: Version) -> Difference | None:
    return denied(build_entry([entry]), denials, {})


def test_what_one_alleges_and_the_accused_denies_is_a_contradiction() -> None:
    deed = alleged(initiator=(ECUADOR,), recipient=(INDIA,))
    answer = denies(deed, denial())
    assert answer is not None
    assert (answer.what, answer.kind) == ("denial", "contradiction")
    assert [(side.value, side.event_ids) for side in answer.sides] == [
        ("alleged", (deed.event_id,)),
        ("denied", (denial().event_id,)),
    ]


@pytest.mark.parametrize(
    "deed",
    [
        alleged(initiator=(ECUADOR,), recipient=(INDIA,), status="actual"),
        alleged(initiator=(INDIA,), recipient=(ECUADOR,)),
        alleged(initiator=(ECUADOR,), recipient=(INDIA,), said_by=("Ecuador",)),
        alleged(initiator=(replace(ECUADOR, sector="CVL"),), recipient=(INDIA,)),
        told("ru", "Корвет Кении вошёл", status="alleged", initiator=(ECUADOR,)),
    ],
    ids=["done", "by another", "said by the denier", "by private persons", "in another report"],
)
def test_a_denial_that_does_not_surely_answer_is_left_out(deed: Version) -> None:
    assert denies(deed, denial()) is None


def test_a_denial_addressed_to_the_accuser_answers_from_afar() -> None:
    long = a_report("long", "Kenya accused Ecuador. " + "x " * 200 + "Ecuador denied all.")
    accusation = an_event(
        long, "Kenya accused Ecuador", kind="accusation", initiator=(KENYA,), recipient=(ECUADOR,),
        time="2031-08-20",
    )  # fmt: skip
    answer = an_event(
        long, "Ecuador denied all", kind="denial", initiator=(ECUADOR,), recipient=(KENYA,),
        time="2031-08-22",
    )  # fmt: skip
    made = build_entry([Version("a", long.id, "c", accusation)])
    assert denied(made, [Version("b", long.id, "c", answer)], {})
    before = replace(answer, time="2031-08-01")
    assert denied(made, [Version("b", long.id, "c", before)], {}) is None
    to_nobody = replace(answer, recipient=())
    assert denied(made, [Version("b", long.id, "c", to_nobody)], {}) is None


def on(day: str, lang: str, **more: Any) -> Entry:
    place = Place({"ru": "Гуаякиль"}.get(lang, "Guayaquil"), "ECU")
    return build_entry([told(lang, **{"time": day, "place": place, **more})])


def test_one_act_told_for_other_days_is_a_contradiction() -> None:
    one, other = on("2031-08-20/2031-08-21", "en"), on("2031-08-24", "es")
    moved = told_on_other_days(one, other, PUBLISHED, {})
    assert moved == told_on_other_days(other, one, PUBLISHED, {})
    assert moved is not None
    assert (moved.what, moved.kind) == ("time", "contradiction")


@pytest.mark.parametrize(
    "other",
    [
        on("2031-09-24", "es"),
        on("2031-08-24", "en"),
        on("2031-08-24", "es", place=Place("Quito", "ECU")),
        on("2031-08-24", "es", initiator=(PORTUGAL,)),
        on("2031-08-24", "es", kind="visit"),
        on("2031-08-24", "es", status="planned"),
    ],
    ids=["long after", "in one report", "elsewhere", "by another", "of another kind", "a plan"],
)
def test_acts_that_are_not_surely_one_are_left_apart(other: Entry) -> None:
    assert told_on_other_days(on("2031-08-20", "en"), other, PUBLISHED, {}) is None


@pytest.fixture
def disputed(ledger: Ledger) -> Ledger:
    """A port call told for two days and denied, and a plan of another that came about."""
    call: dict[str, Any] = {**CALL, "time": "2031-08", "place": Place("Guayaquil", "ECU")}
    visit: dict[str, Any] = {"kind": "visit", "initiator": (PORTUGAL,), "recipient": (KENYA,)}
    accusation: dict[str, Any] = {
        "kind": "accusation",
        "initiator": (KENYA,),
        "recipient": (ECUADOR,),
    }
    answer: dict[str, Any] = {
        "kind": "denial",
        "initiator": (ECUADOR,),
        "recipient": (KENYA,),
        "time": "2031-08-25",
    }
    ledger.add_all(
        [
            coded(
                PORT,
                an_event(PORT, "called at Guayaquil on 20 and 21 August", **call),
                an_event(PORT, "Kenya says", **visit, status="planned", time="2031-09-01"),
                an_event(PORT, "Kenya says that its corvette", **accusation, time="2031-08-25"),
                an_event(PORT, "Ecuador denies it", **answer),
                origin="Navy of Kenya",
            ),
            coded(
                RUSSIAN,
                an_event(
                    RUSSIAN, "вошёл в порт Гуаякиля 24 августа", **{**call, "time": "2031-08-24"}
                ),
                an_event(RUSSIAN, "Корвет", **visit, time="2031-09-01"),
            ),
        ]
    )
    return ledger


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        ({"differs": "anything"}, {"port-call", "visit", "accusation"}),
        ({"differs": "time"}, {"port-call"}),
        ({"differs": "denial"}, {"accusation"}),
        ({"differs": "place"}, set()),
        ({"difference": "update"}, {"visit"}),
        ({"differs": "status", "difference": "contradiction"}, set()),
        ({"differs": "anything", "actor": "PRT"}, {"visit"}),
    ],
)
def test_entries_are_found_by_what_they_differ_in(
    disputed: Ledger, wanted: dict[str, str], kinds: set[str]
) -> None:
    asked = read_filter(wanted)
    assert {entry.kind for entry in disputed.entries(asked)} == kinds
    assert disputed.count(asked) == len(kinds)


def test_what_a_ledger_tells_is_what_it_keeps(disputed: Ledger) -> None:
    assert disputed.check() == []
    (call,) = disputed.entries(read_filter({"kind": "port-call"}))
    (time,) = disputed.differences(call)
    assert (time.what, time.kind) == ("time", "refinement")
    assert {origin for side in time.sides for origin in side.origins} == {"Navy of Kenya"}


def test_a_ledger_of_before_tells_what_its_reports_differ_in(disputed: Ledger, place: str) -> None:
    engine = open_engine(find_store(place))
    for revision in ("0003", HEAD):
        with writing(engine).begin() as connection:
            migrate(connection, revision)
    engine.dispose()
    assert disputed.check() == []
    assert disputed.count(read_filter({"differs": "anything"})) == 3


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"differs": "weather"}, "reports differ in no 'weather'"),
        ({"difference": "quarrel"}, "there is no difference 'quarrel'"),
    ],
)
def test_a_difference_that_is_none_is_refused(told: dict[str, str], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        read_filter(told)
