"""The filter in the query string."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.desk.query import Query, read_query
from dragoman.errors import UsageError
from dragoman.ledger import FILTER_FIELDS, EntryFilter


def test_a_query_tells_the_filter_and_the_page() -> None:
    query = read_query(
        [
            ("actor", "KEN"),
            ("other", "IGO:NATO"),
            ("kind", ""),
            ("text", " joint  sea "),
            ("page", "3"),
        ]
    )
    assert query.wanted == EntryFilter(actor="KEN", other="IGO:NATO", text="joint  sea")
    assert (query.page, query.offset) == (3, 100)
    assert query.at("/", 3) == "/?actor=KEN&other=IGO%3ANATO&text=joint++sea&page=3"
    assert query.at("/entries.csv") == "/entries.csv?actor=KEN&other=IGO%3ANATO&text=joint++sea"
    assert query.without("other") == "/?actor=KEN&text=joint++sea"
    assert read_query([]) == Query(EntryFilter(), 1)
    assert Query(EntryFilter()).at("/") == "/"


def test_the_fields_are_those_of_the_filter() -> None:
    assert tuple(FILTER_FIELDS) == tuple(EntryFilter.__dataclass_fields__)


@pytest.mark.parametrize(
    ("name", "value", "what"),
    [
        ("actor", "Kenya", "not a country code: 'Kenya'"),
        ("other", "ken", "not a country code"),
        ("kind", "party", "there is no kind 'party'"),
        ("status", "done", "there is no status 'done'"),
        ("since", "7 Oct", "since is not a day"),
        ("since", "20311007", "since is not a day"),
        ("until", "2031-02-30", "until is not a day"),
        ("lang", "<en>", "not a language"),
        ("text", "x" * 201, "the text is too long"),
        ("actor", "NSA:" + "x" * 300, "the actor is too long"),
        ("page", "0", "not a page"),
        ("page", "-1", "not a page"),
        ("page", "٣", "not a page"),
        ("page", "1e3", "not a page"),
        ("knid", "visit", "there is no filter 'knid'"),
    ],
)
def test_what_cannot_be_is_refused_with_a_way_out(name: str, value: str, what: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_query([(name, value)])
    assert what in caught.value.what
    assert caught.value.way_out


def test_a_name_twice_and_a_time_backwards_are_refused() -> None:
    with pytest.raises(UsageError, match="twice"):
        read_query([("kind", "visit"), ("kind", "visit")])
    with pytest.raises(UsageError, match="ends before it begins"):
        read_query([("since", "2031-02-01"), ("until", "2031-01-31")])


@given(
    st.lists(
        st.tuples(st.sampled_from([*FILTER_FIELDS, "page", "x"]), st.text(max_size=20)), max_size=4
    )
)
def test_any_query_is_read_or_refused(pairs: list[tuple[str, str]]) -> None:
    try:
        query = read_query(pairs)
    except UsageError:
        return
    assert read_query(list(query.set_fields.items())).wanted == query.wanted
