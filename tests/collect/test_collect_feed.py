import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.collect import Failure, SafeFetcher, Unchanged, Validators, collect
from dragoman.collect.feed import is_feed, read_feed
from dragoman.errors import AddressError, DragomanError, EmptyError, FormatError, RefusedError
from dragoman.model import Document
from misbehaving import ENTITY_BOMB, EXTERNAL_ENTITY, Server, atom, page, rss


def documents(address: str, fetcher: SafeFetcher) -> list[Document]:
    got = list(collect([address], fetcher))
    assert all(isinstance(one, Document) for one in got)
    return [one for one in got if isinstance(one, Document)]


def test_each_entry_of_an_rss_feed_is_a_document(server: Server, fetcher: SafeFetcher) -> None:
    first, second, third, fourth = collect([server.url("/feed.rss")], fetcher)

    assert isinstance(first, Document)
    assert first.address == server.url("/pages/1")
    assert first.body == page(1)
    assert dict(first.hints) == {
        "title": "Portugal and Japan & the sea",
        "published": "2025-10-07T23:30:00-05:00",
        "outlet": "The Tagus Courier",
        "author": "Ana Prado",
        "lang": "en",
    }

    assert isinstance(second, Document)
    assert second.address == server.url("/pages/2")
    assert second.hint("published") is None

    assert isinstance(third, Document)
    assert third.address == server.url("/missing")
    assert third.final_address == server.url("/feed.rss") + "#urn:told-whole"
    assert third.media_type == "text/html"
    assert "Frigates of Peru called at Auckland on Monday." in third.body.decode()
    assert b"alert" not in third.body

    assert isinstance(fourth, Failure)
    assert fourth.address == server.url("/error")


def test_each_entry_of_an_atom_feed_is_a_document(server: Server, fetcher: SafeFetcher) -> None:
    first, second = documents(server.url("/feed.atom"), fetcher)
    assert first.body == page(3)
    assert dict(first.hints) == {
        "title": "Визит",
        "published": "2025-10-08T09:00:00+03:00",
        "outlet": "Вестник гор",
        "author": "Редакция",
        "lang": "ru",
    }
    assert second.address == server.url("/feed.atom") + "#tag:example.org,2025:2"
    assert "Министр обороны Перу прибыл в Токио." in second.body.decode()
    assert second.hint("published") == "2025-10-08T10:00:00+00:00"


@pytest.mark.parametrize("name", ["news.rss", "news.xml", "NEWS.ATOM"])
def test_a_feed_in_a_file(server: Server, fetcher: SafeFetcher, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(atom(server.base))
    os.utime(path, (1_760_000_000, 1_760_000_000))
    first, second = documents(str(path), fetcher)
    assert first.body == page(3)
    assert second.address == f"{path}#tag:example.org,2025:2"
    assert second.fetched_at == "2025-10-09T08:53:20Z"


def test_a_relative_link_of_a_feed_in_a_file_leads_nowhere(
    server: Server, fetcher: SafeFetcher, tmp_path: Path
) -> None:
    path = tmp_path / "news.rss"
    path.write_bytes(rss(server.base))
    failures = [one for one in collect([str(path)], fetcher) if isinstance(one, Failure)]
    assert [one.address for one in failures] == ["/pages/2", server.url("/error")]
    assert isinstance(failures[0].error, AddressError)


def test_a_link_to_a_file_is_never_opened(fetcher: SafeFetcher, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    feed = tmp_path / "news.rss"
    links = [f"file://{secret}", str(secret), f"<![CDATA[{secret}]]>"]
    items = "".join(f"<item><link>{link}</link></item>" for link in links)
    feed.write_text(f"<rss version='2.0'><channel>{items}</channel></rss>")
    got = list(collect([str(feed)], fetcher))
    assert got
    assert all(isinstance(one, Failure) for one in got)


def test_validators_go_with_the_entries(server: Server, fetcher: SafeFetcher) -> None:
    feed = f"<rss><channel><item><link>{server.url('/kept')}</link></item></channel></rss>"
    address = server.url("/kept")

    def known(asked: str) -> Validators | None:
        return Validators('"kept-1"', None) if asked == address else None

    assert list(collect([address], fetcher, known)) == [Unchanged(address)]
    items = list(read_feed(feed.encode(), "feed"))
    assert [item.link for item in items] == [address]


@pytest.mark.parametrize("path", ["/feed-bomb.xml", "/feed-external.xml", "/feed-broken.xml"])
def test_bad_feeds_are_failures(server: Server, fetcher: SafeFetcher, path: str) -> None:
    (got,) = collect([server.url(path)], fetcher)
    assert isinstance(got, Failure)
    assert isinstance(got.error, FormatError if "broken" in path else RefusedError)


def test_a_feed_that_is_cut_gives_its_entries_and_is_named(
    server: Server, fetcher: SafeFetcher
) -> None:
    first, second, cut = collect([server.url("/feed-cut.rss")], fetcher)
    assert [type(first), type(second)] == [Document, Document]
    assert isinstance(cut, Failure)
    assert cut.address == server.url("/feed-cut.rss")
    assert "cut after its entry 2" in str(cut.error)


def test_the_text_of_an_entry_that_is_cut_is_not_taken_for_the_whole() -> None:
    feed = rss("http://example.org")
    items = read_feed(feed[: feed.index(b" at Auckland")], "feed")
    found = [next(items), next(items), next(items)]
    with pytest.raises(FormatError, match="cut"):
        next(items)
    assert [item.content for item in found] == [None, None, None]


def test_a_feed_without_entries_is_told(fetcher: SafeFetcher, tmp_path: Path) -> None:
    path = tmp_path / "news.rss"
    path.write_text("<rss version='2.0'><channel><title>Nothing</title></channel></rss>")
    (got,) = collect([str(path)], fetcher)
    assert isinstance(got, Failure)
    assert isinstance(got.error, EmptyError)


UTF_7 = '<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE rss+AD4<rss></rss>'


@pytest.mark.parametrize(
    "body",
    [
        ENTITY_BOMB,
        EXTERNAL_ENTITY.encode("utf-16-le"),
        EXTERNAL_ENTITY.encode("utf-16-be"),
        EXTERNAL_ENTITY.encode("utf-32"),
        b"\xef\xbb\xbf<!DOCTYPE rss><rss/>",
        b"warning!\n<!DOCTYPE rss [ ]><rss/>",
        b"<?pi <rss> ?><!-- <feed> --> <!doctype rss><rss/>",
        b"<!DOCTYPE rss [<!-- ]> --><!ENTITY a 'b'>]><rss/>",
    ],
)
def test_declarations_are_refused_however_they_are_wrapped(body: bytes) -> None:
    with pytest.raises(RefusedError):
        list(read_feed(body, "feed"))


def test_an_encoding_that_could_hide_a_declaration_is_not_used() -> None:
    items = list(
        read_feed(UTF_7.encode().replace(b"</rss>", b"<channel><item/></channel></rss>"), "feed")
    )
    assert all("DOCTYPE" not in str(item) for item in items)


def test_a_document_type_inside_an_entry_is_only_text() -> None:
    feed = (
        "<rss xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><item><guid>a</guid>"
        "<content:encoded><![CDATA[<!DOCTYPE html><p>Words.</p>]]></content:encoded>"
        "</item></channel></rss>"
    )
    (item,) = read_feed(feed.encode(), "feed")
    assert item.content is not None
    assert "<p>Words.</p>" in item.content


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "koi8-r", "utf-16"])
def test_encodings(encoding: str) -> None:
    name = {"cp1251": "windows-1251"}.get(encoding, encoding)
    feed = (
        f'<?xml version="1.0" encoding="{name}"?><rss><channel><title>Вести</title>'
        "<item><title>Учения</title><link>http://example.org/1</link></item></channel></rss>"
    )
    (item,) = read_feed(feed.encode(encoding), "feed")
    assert dict(item.hints) == {"title": "Учения", "outlet": "Вести"}


def test_what_is_a_feed() -> None:
    assert is_feed(b"<?xml version='1.0'?><!-- <html> --><rss version='2.0'>")
    assert is_feed(b"<rdf:RDF xmlns:rdf='x'>")
    assert is_feed("<feed/>".encode("utf-16"))
    assert not is_feed(b"<!DOCTYPE html><html><rss/></html>")
    assert not is_feed(b"<rssx/>")
    assert not is_feed(b"")
    assert not is_feed(b"<!-- <rss>")


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.binary(max_size=200).map(lambda junk: b"<rss><channel><item>" + junk),
        st.integers(0, 1200).map(lambda cut: rss("http://127.0.0.1")[:cut]),
        st.integers(0, 600).map(
            lambda cut: atom("http://127.0.0.1").decode()[:cut].encode("utf-16")
        ),
    )
)
def test_no_bytes_bring_the_feed_reader_down(body: bytes) -> None:
    try:
        items = list(read_feed(body, "feed", base="http://example.org/", charset="utf-8"))
    except DragomanError:
        return
    assert all(isinstance(item.link, str) for item in items)


def test_a_feed_tells_where_an_entry_was_taken_over_from() -> None:
    body = (
        b'<rss version="2.0"><channel><title>Quay Post</title><item><title>Boats</title>'
        b'<link>https://quay.example/1</link><source url="https://wire.example/rss">Wire</source>'
        b"</item></channel></rss>"
    )
    (item,) = read_feed(body, "https://quay.example/rss")
    assert dict(item.hints)["source"] == "https://wire.example/rss"
