import pytest

from dragoman.errors import EmptyError, FormatError, ReadError
from dragoman.model import report_to_json
from dragoman.read import read_row

ROW = {
    "id": "FISH-1",
    "lang": "es",
    "published": "2025-04-12",
    "outlet": "Diario del Litoral Sur",
    "outlet_country": "URY",
    "title": "Un tratado",
    "text": "Montevideo, 12 abr (Litoral).- Ambos firmaron\u00a0un tratado. \n\n  Nada más.  \n",
    "events": [],
}


def test_a_row_comes_out_as_it_went_in() -> None:
    report = read_row(ROW)
    assert report_to_json(report) == {key: ROW[key] for key in ROW if key != "events"}
    assert [span.of(report.text) for span in report.sentences] == [
        "Ambos firmaron\u00a0un tratado.",
        "Nada más.",
    ]


def test_what_is_not_known_stays_unknown() -> None:
    report = read_row({"id": "x", "text": "Los ministros de los dos países firmaron un tratado."})
    assert (report.lang, report.published, report.outlet, report.outlet_country) == (
        "es",
        None,
        "",
        None,
    )


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"id": None}, FormatError),
        ({"id": ["x"]}, FormatError),
        ({"text": None}, EmptyError),
        ({"text": " \n "}, EmptyError),
        ({"text": 7}, FormatError),
        ({"text": "half a \ud83d sign"}, FormatError),
        ({"text": "word " * 300_000}, FormatError),
        ({"published": "yesterday"}, FormatError),
        ({"published": 2025}, FormatError),
        ({"published": "2025-02-30"}, FormatError),
        ({"outlet": {}}, FormatError),
    ],
)
def test_a_broken_row_is_named(change: dict[str, object], kind: type[ReadError]) -> None:
    with pytest.raises(kind):
        read_row({**ROW, **change})


def test_a_time_of_day_is_left_out() -> None:
    assert read_row({**ROW, "published": "2025-04-12T23:59:00+05:00"}).published == "2025-04-12"
