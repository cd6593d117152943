"""What holds of identities whatever the names and their order."""

import time

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman.resolve.identities import Naming, identify
from namings import person

_NAMES = ("Juan Torrel", "Хуан Торрель", "Torrel", "Pablo Torrel", "J. Torrel", "Juan Torrel Mena",
          "Анна Торрель", "Ivan Sobrov", "Соброва", "Sobrov")  # fmt: skip
_DAYS = {"r1": "2001-01-01", "r2": "2030-01-01", "r3": "2031-01-01", "r4": None}


def _naming(name: str, country: str | None, posts: list[str], sector: str, report: str) -> Naming:
    more = {"sector": sector, "report_id": report, "published": _DAYS[report]}
    return person(name, country, *posts, **more)


_NAMINGS = st.lists(
    st.builds(
        _naming,
        st.sampled_from(_NAMES),
        st.sampled_from(["ECU", "CUB", None]),
        st.sampled_from([[], ["general"], ["minister of defence"], ["ambassador"]]),
        st.sampled_from(["GOV", "MIL", "CVL", None]),
        st.sampled_from(sorted(_DAYS)),
    ),
    max_size=12,
)
#: Long enough that an identity would show it, odd enough that no reader would write it.
_ODD = st.text(
    st.sampled_from("аеоТ\u200b\u200f\u202e\u2066\u0301aeoT \u00ad\u3000.'-0я字") | st.characters(),
    max_size=300,
)
#: Seconds that one name may take.
_MOST = 0.1


@given(_NAMINGS, st.randoms(use_true_random=False))
def test_the_order_of_namings_changes_nothing(namings: list[Naming], random: object) -> None:
    shuffled = list(namings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert identify(namings) == identify(shuffled)


@given(_NAMINGS)
def test_every_naming_is_of_one_identity(namings: list[Naming]) -> None:
    found = identify(namings)
    ids = [identity for one in found for identity in one.ids]
    assert sorted(ids) == sorted({one.id for one in namings})
    assert all(one.id in one.ids for one in found)


@given(_NAMINGS)
def test_no_identity_has_two_states_and_no_doubt_leads_nowhere(namings: list[Naming]) -> None:
    found = identify(namings)
    known = {one.id for one in found}
    assert all(len(one.countries) < 2 for one in found)
    assert all(doubt.identity in known - {one.id} for one in found for doubt in one.doubts)


@settings(deadline=None)
@given(_ODD, st.sampled_from(["", "Juan Torrel", "Torrel", "Pablo "]))
@example("я" * 100_000, "")
@example("a" * 100_000, "Juan ")
@example("\u200b" * 100_000, "Juan Torrel")
@example("Ян " * 40_000, "")
@example("ch" * 100, "")
def test_no_text_takes_long_or_makes_two_identities_one(text: str, before: str) -> None:
    known = [person("Juan Torrel", "ECU"), person("Pablo Torrel", "ECU", report_id="r2")]
    identify(known)
    start = time.process_time()
    found = identify([*known, person(before + text, "ECU", report_id="r3")])
    assert time.process_time() - start < _MOST
    of = {one.id: next(n for n, two in enumerate(found) if one.id in two.ids) for one in known}
    assert len(set(of.values())) == 2
