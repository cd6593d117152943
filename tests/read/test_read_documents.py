import hashlib
import io
import json
import logging
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A5
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from dragoman.errors import EmptyError, FormatError, ReadError
from dragoman.model import Document, Report
from dragoman.read import read_document

FIXTURES = Path(__file__).parent / "fixtures"
DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
RU = "Министры Казахстана и Монголии подписали договор о рыболовстве на большом озере."
EN = "The ministers of Iceland and Norway signed a treaty on fishing in the cold sea."


def _document(
    body: bytes,
    media_type: str = "text/html",
    *,
    address: str = "https://www.example.org/news/1",
    header: str | None = None,
    **hints: str,
) -> Document:
    return Document(
        address,
        address,
        media_type,
        body,
        hashlib.sha256(body).hexdigest(),
        "2025-07-01T12:00:00Z",
        (("content-type", header),) if header else (),
        tuple(sorted(hints.items())),
    )


def _page(head: str = "", body: str = f"<p>{EN}</p><p>{EN}</p>", attributes: str = "") -> bytes:
    main = f"<body><article>{body}</article></body>"
    return f"<html {attributes}><head>{head}</head>{main}</html>".encode()


def _fixture(name: str) -> Report:
    return read_document(_document((FIXTURES / name).read_bytes()))


@pytest.mark.parametrize(
    ("name", "lang", "published", "outlet", "place", "paragraphs"),
    [
        ("courier_en.html", "en", "2025-03-01", "The Halvik Courier", "REYKJAVIK", 6),
        ("litoral_es.html", "es", "2025-04-12", "Diario del Litoral Sur", "Montevideo", 5),
        ("vestnik_ru.html", "ru", "2025-06-03", "Степной вестник", "УЛАН-БАТОР", 6),
        ("vestnik_1251.html", "ru", "2025-06-03", "example.org", "УЛАН-БАТОР", 6),
    ],
)
def test_a_saved_page_gives_its_report(
    name: str, lang: str, published: str, outlet: str, place: str, paragraphs: int
) -> None:
    report = _fixture(name)
    assert (report.lang, report.published, report.outlet) == (lang, published, outlet)
    assert report.outlet_country is None
    assert report.dateline is not None
    assert report.dateline.place == place
    assert len(report.text.split("\n\n")) == paragraphs
    assert len(report.boilerplate) == 1, "the link to another story"
    for word in ("cookie", "Facebook", "Телеграм", "remark", "newsletter", "boletín", "©", "2 com"):
        assert word not in report.text
    assert "|" not in report.title


def test_one_page_in_two_charsets_is_one_text() -> None:
    assert _fixture("vestnik_ru.html").text == _fixture("vestnik_1251.html").text


def test_the_text_is_composed_unicode() -> None:
    report = read_document(
        _document(_page(body=f"<p>{RU.replace('о р', 'й р', 1)} и\u0306</p>" * 3))
    )
    assert "и\u0306" not in report.text
    assert "й" in report.text


def test_what_the_feed_says_goes_first() -> None:
    body = (FIXTURES / "courier_en.html").read_bytes()
    report = read_document(
        _document(body, published="Sat, 08 Mar 2025 23:30:00 -0500", outlet="Feed", title="Else")
    )
    assert (report.published, report.outlet, report.title) == ("2025-03-08", "Feed", "Else")


def _ld(json_text: str) -> str:
    return f'<script type="application/ld+json">{json_text}</script>'


DAYS = [
    (_ld('{"@type":"NewsArticle","datePublished":"2025-01-05"}'), "", "2025-01-05"),
    (_ld('[{"@type":["Report"],"datePublished":"2025-01-05T23:00-05:00"}]'), "", "2025-01-05"),
    (_ld("{broken") + '<meta name="DC.date.issued" content="2025-01-06">', "", "2025-01-06"),
    ('<meta property="article:published_time" content="2025-01-07T01:00:00Z">', "", "2025-01-07"),
    ("", '<time datetime="2025-01-08">8 Jan</time>', "2025-01-08"),
    ("", '<span class="date">9 January 2025</span>', "2025-01-09"),
    ("", "", None),
    # A page cannot be of a day after it was fetched; prose and a footer's year are no day of it.
    ('<meta property="article:published_time" content="2031-01-07">', "", None),
    (
        "",
        (
            "<p>The treaty of 2014-03-18 was signed, and on 2015-04-01 it was ratified by both of "
            "the two sides, as many remember well today.</p>"
        ),
        None,
    ),
    ("", "<footer>Copyright 2019-01-01 Example</footer>", None),
    ("", '<aside><a href="/x">Old</a> <time datetime="2020-01-01">2020</time></aside>', None),
    ("", '<img src="/2018/05/05/a.jpg">', None),
]


@pytest.mark.parametrize(("head", "body", "day"), DAYS)
def test_the_day_is_one_that_the_page_gives(head: str, body: str, day: str | None) -> None:
    page = _page(f"<title>A treaty</title>{head}", f"{body}<p>{EN}</p><p>{EN} {EN}</p>")
    assert read_document(_document(page)).published == day


def test_the_address_may_give_the_day() -> None:
    document = _document(_page(), address="https://example.org/2025/02/03/treaty.html")
    assert read_document(document).published == "2025-02-03"


def test_the_outlet_may_be_the_publisher_or_the_host() -> None:
    ld = _ld('{"@type":"NewsArticle","publisher":{"name":"Wave"}}')
    assert read_document(_document(_page(ld))).outlet == "Wave"
    assert read_document(_document(_page())).outlet == "example.org"
    assert read_document(_document(_page(), address="/tmp/page.html")).outlet == ""


def test_the_text_tells_its_language_before_the_page_does() -> None:
    assert read_document(_document(_page(attributes='lang="fr"'))).lang == "en"
    short = _page(
        body="<p>Qwrt zxcv bnmk plkj hgfd sdfg wert yuio pasd fghj klzx cvbn</p>",
        attributes='lang="es-UY"',
    )
    assert read_document(_document(short)).lang == "es"


@pytest.mark.parametrize(
    ("charset", "header", "meta"),
    [
        ("utf-8", None, ""),
        ("utf-8", "text/html; charset=iso-8859-1", ""),
        ("utf-8-sig", None, ""),
        ("utf-16", None, ""),
        ("windows-1251", "text/html; charset=windows-1251", ""),
        ("windows-1251", None, '<meta charset="windows-1251">'),
        ("koi8-r", None, '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">'),
        ("windows-1251", None, ""),
        ("koi8-r", None, ""),
        ("windows-1251", "text/html; charset=no-such-thing", ""),
    ],
)
def test_charsets_are_known(charset: str, header: str | None, meta: str) -> None:
    page = f"<html><head>{meta}</head><body><p>{RU}</p><p>{RU} {RU}</p></body></html>".encode(
        charset
    )
    assert read_document(_document(page, header=header)).text == f"{RU}\n\n{RU} {RU}"


def test_one_broken_byte_does_not_spoil_a_page() -> None:
    paragraphs = "".join(f"<p>{number}. {RU}</p>" for number in range(1, 6))
    page = _page(body=paragraphs).replace("озере".encode(), b"\xff", 1)
    assert read_document(_document(page)).text.count("рыболовстве") == 5


def test_plain_text_may_begin_with_a_title() -> None:
    text = f"Ministers sign treaty\r\n\r\n{EN}\r\n\r\n{EN}\r\n"
    report = read_document(_document(text.encode(), "text/plain", address="/tmp/a.txt"))
    assert (report.title, report.text) == ("Ministers sign treaty", f"{EN}\n\n{EN}")
    assert (report.published, report.outlet) == (None, "")
    untitled = read_document(_document(f"{EN}\n\n{EN}".encode(), "text/plain"))
    assert (untitled.title, untitled.text) == ("", f"{EN}\n\n{EN}")


def test_a_codebook_line_is_read_as_it_stands() -> None:
    row = {"id": "FISH-1", "lang": "en", "published": "2025-04-12", "text": f" {EN}\n"}
    document = _document(json.dumps(row).encode(), "application/vnd.dragoman.report+json")
    report = read_document(document)
    assert (report.ref, report.text, report.document_id) == ("FISH-1", f" {EN}\n", document.id)


def _pdf(lines: list[str], font: str = "Helvetica", title: str = "") -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A5, invariant=1)
    canvas.setTitle(title)
    canvas.setFont(font, 10)
    for number, line in enumerate(lines):
        canvas.drawString(40, 540 - 14 * number, line)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


WRAPPED = [
    "The ministers of Iceland and Norway signed a treaty on fish-",
    "ing in the cold sea, the ministry said on Monday in a state-",
    "ment. It is the first.",
    "Nobody else has joined the treaty, and the ministry does not",
    "expect it. The well-known port stays open.",
]


def test_a_pdf_gives_whole_words_and_paragraphs() -> None:
    document = _document(_pdf(WRAPPED, title="A treaty on fishing"), "application/pdf")
    report = read_document(document)
    assert report.title == "A treaty on fishing"
    assert report.text == (
        "The ministers of Iceland and Norway signed a treaty on fishing in the cold sea, the "
        "ministry said on Monday in a statement. It is the first.\n\n"
        "Nobody else has joined the treaty, and the ministry does not expect it. "
        "The well-known port stays open."
    )
    assert report.published is None


@pytest.mark.skipif(not DEJAVU.exists(), reason="the DejaVu fonts are not installed")
def test_a_pdf_in_russian() -> None:
    pdfmetrics.registerFont(TTFont("DejaVu", str(DEJAVU)))
    report = read_document(_document(_pdf([RU[:40], RU[40:]], "DejaVu"), "application/pdf"))
    assert report.lang == "ru"
    assert report.text.split() == RU.split()


def _encrypted() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(_pdf(WRAPPED))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


BROKEN = [
    ("text/html", b"", EmptyError),
    ("text/html", b"   \n", EmptyError),
    ("text/html", b"<html><body></body></html>", EmptyError),
    ("text/html", b"<html><body><p>Too short.</p></body></html>", EmptyError),
    ("text/html", b"<html><head><title>Cut off in the he", EmptyError),
    ("text/html", b"<!DOCTYPE html><!-- nothing -->", EmptyError),
    ("text/html", bytes(range(256)) * 50, FormatError),
    ("text/html", b"<p>" + b"\x01\x02\x03" * 500, FormatError),
    ("text/html", b"<p>x</p>" * 60_000, FormatError),
    ("text/plain", b"", EmptyError),
    ("text/plain", b"A word.", EmptyError),
    ("text/plain", b"1234 5678 " * 100, EmptyError),
    ("text/plain", b"\x89PNG\r\n\x1a\n" + bytes(500), FormatError),
    ("text/plain", EN.encode() + b"\x00", FormatError),
    ("text/plain", _pdf(WRAPPED), FormatError),
    ("text/plain", b"word " * 250_000, FormatError),
    ("application/pdf", b"", FormatError),
    ("application/pdf", b"<html>no pdf</html>", FormatError),
    ("application/pdf", b"%PDF-1.7\n" + b"\xff" * 500, FormatError),
    ("application/pdf", _pdf(WRAPPED)[:600], FormatError),
    ("application/pdf", _encrypted(), FormatError),
    ("application/pdf", _pdf([]), EmptyError),
    ("application/vnd.dragoman.report+json", b"{", FormatError),
    ("application/vnd.dragoman.report+json", b"[" * 100_000, FormatError),
    ("application/vnd.dragoman.report+json", b"[1]", FormatError),
    ("application/vnd.dragoman.report+json", b'{"id": "a"}', EmptyError),
    ("application/vnd.dragoman.report+json", b'{"id": "\xff"}', FormatError),
    ("image/png", b"\x89PNG", FormatError),
    ("", b"", FormatError),
]


@pytest.mark.parametrize(("media_type", "body", "kind"), BROKEN)
def test_what_holds_no_report_is_named(
    media_type: str, body: bytes, kind: type[ReadError], caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(kind) as caught:
        read_document(_document(body, media_type, address="/tmp/broken"))
    assert "broken" in caught.value.what or '"a"' in body.decode("latin-1")
    assert "\n" not in str(caught.value)
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 1_000_000,
        b"<html><body>" + b"<div>" * 40_000 + EN.encode() + b"</body></html>",
        b"<p>" + b"w" * 5_000_000,
        b"<p " + b'a="b" ' * 500_000 + b">x",
        b"<" * 4_000_000,
        b'<script type="application/ld+json">' + b'{"@graph":[' * 90_000,
    ],
)
def test_monstrous_pages_are_refused_in_time(body: bytes) -> None:
    start = time.process_time()
    with pytest.raises(ReadError):
        read_document(_document(body))
    assert time.process_time() - start < 10


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 4900), st.integers(0, 4900), st.binary(max_size=20))
def test_a_page_spoiled_anywhere_is_read_or_refused(at: int, to: int, junk: bytes) -> None:
    whole = (FIXTURES / "vestnik_ru.html").read_bytes()
    try:
        report = read_document(_document(whole[:at] + junk + whole[to:]))
    except ReadError:
        return
    assert sum(map(str.isalpha, report.text)) >= 40


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 1500), st.binary(min_size=1, max_size=20))
def test_a_pdf_spoiled_anywhere_is_read_or_refused(at: int, junk: bytes) -> None:
    whole = _pdf(WRAPPED)
    try:
        report = read_document(
            _document(whole[:at] + junk + whole[at + len(junk) :], "application/pdf")
        )
    except ReadError:
        return
    assert report.text


@pytest.mark.parametrize(
    ("head", "hints", "canonical"),
    [
        ('<link rel="canonical" href="https://wire.example/7">', {}, "https://wire.example/7"),
        ('<link rel="canonical" href="https://example.org/7">', {}, ""),
        ('<link rel="canonical" href="/7">', {}, ""),
        (
            '<meta name="syndication-source" content="https://a.example/1">',
            {},
            "https://a.example/1",
        ),
        ("", {"source": "https://wire.example/rss"}, "https://wire.example/rss"),
        ('<link rel="canonical" href="http://[">', {}, ""),
        ("", {}, ""),
    ],
)
def test_an_original_on_another_host_is_kept(
    head: str, hints: dict[str, str], canonical: str
) -> None:
    assert read_document(_document(_page(head), **hints)).canonical == canonical


def test_a_saved_page_may_be_its_own_original() -> None:
    page = _page('<link rel="canonical" href="https://wire.example/7">')
    assert read_document(_document(page, address="saved/7.html")).canonical == ""
