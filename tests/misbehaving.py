"""A real HTTP server on loopback that does what servers should not.

    with serve() as server:
        server.url("/pages/1")   # a good page
        server.faults            # path -> what is wrong there

A fetcher that was told to come back in an hour leaves the whole host alone for the hour: the faults
that say so (`/busy...`) stand last in `faults`, and a second fetcher, or server, starts afresh.
Slow faults last `SLOW` seconds at the most; a fetcher under test has a shorter timeout.
"""

import gzip
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SLOW = 10.0
ETAG = '"kept-1"'
LAST_MODIFIED = "Tue, 07 Oct 2025 10:00:00 GMT"
ROBOTS = "User-agent: *\nDisallow: /forbidden\n\nUser-agent: Other\nDisallow: /\n"

PAGES = {
    1: (
        "en",
        "Portugal and Japan hold naval exercise",
        (
            "The navies of Portugal and Japan held a joint exercise off Lisbon on 7 October 2025, "
            "the Portuguese Ministry of Defence said. Two frigates and a tanker took part."
        ),
    ),
    2: (
        "es",
        "El ministro de Defensa de Chile visita Noruega",
        (
            "El ministro de Defensa de Chile visitó Oslo el 6 de octubre de 2025, informó el "
            "Gobierno noruego. Ambos países firmaron un memorando de cooperación naval."
        ),
    ),
    3: (
        "ru",
        "Делегация Казахстана посетила Индию",
        (
            "Делегация Министерства обороны Казахстана посетила Индию 8 октября 2025 года. Стороны "
            "подписали план военного сотрудничества на 2026 год, сообщили в ведомстве."
        ),
    ),
}


def page(number: int) -> bytes:
    """A good page, in UTF-8."""
    lang, title, text = PAGES[number]
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>'
        f"</head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    ).encode()


@dataclass
class Server:
    """`faults` is path -> what is wrong, `good` the paths that are well; `seen` what was asked."""

    base: str
    faults: dict[str, str]
    good: tuple[str, ...]
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str) -> str:
        return self.base + path

    def asked(self, path: str) -> list[dict[str, str]]:
        """The headers, by lower-case name, of every request for the path."""
        return [headers for seen, headers in self.seen if seen == path]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = SLOW
    state: Server
    robots: tuple[int, bytes]

    def do_GET(self) -> None:
        headers = {key.lower(): value for key, value in self.headers.items()}
        self.state.seen.append((self.path, headers))
        self.close_connection = True
        if self.path == "/robots.txt":
            self.answer(self.robots[1], "text/plain", status=self.robots[0])
            return
        path, _, query = self.path.partition("?")
        act = _FAULTS.get(path, (None, ""))[0] or _GOOD.get(path)
        if act is None:
            self.answer(b"<p>no such page</p>", status=404)
            return
        self.query = query
        act(self)

    def answer(
        self,
        body: bytes,
        kind: str = "text/html; charset=utf-8",
        *,
        status: int = 200,
        length: int | None = None,
        **headers: str,
    ) -> None:
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.send_header("Connection", "close")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def redirect(self, target: str) -> None:
        self.answer(b"", status=302, Location=target)

    def send_endlessly(self, piece: bytes, pause: float, **headers: str) -> None:
        """Send pieces until the peer has enough, or for `SLOW` seconds."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.write_endlessly(piece, pause)

    def write_endlessly(self, piece: bytes, pause: float) -> None:
        end = time.monotonic() + SLOW
        while time.monotonic() < end:
            self.wfile.write(piece)
            self.wfile.flush()
            time.sleep(pause)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A peer that hangs up is what this server is for."""


Act = Callable[[_Handler], None]
_FAULTS: dict[str, tuple[Act, str]] = {}
_GOOD: dict[str, Act] = {}


def _fault(path: str, what: str) -> Callable[[Act], Act]:
    def keep(act: Act) -> Act:
        _FAULTS[path] = (act, what)
        return act

    return keep


def _good(path: str) -> Callable[[Act], Act]:
    def keep(act: Act) -> Act:
        _GOOD[path] = act
        return act

    return keep


for _number in PAGES:
    _GOOD[f"/pages/{_number}"] = lambda handler, number=_number: handler.answer(  # type: ignore[misc]
        page(number), Set_Cookie="track=1"
    )


@_good("/kept")
def _kept(handler: _Handler) -> None:
    asked = handler.headers
    if asked["If-None-Match"] == ETAG or asked["If-Modified-Since"] == LAST_MODIFIED:
        handler.send_response(304)
        handler.end_headers()
    else:
        handler.answer(page(1), ETag=ETAG, Last_Modified=LAST_MODIFIED)


@_good("/moved")
def _moved(handler: _Handler) -> None:
    handler.redirect("/pages/1")


@_good("/gzip")
def _gzip(handler: _Handler) -> None:
    handler.answer(gzip.compress(page(2)), Content_Encoding="gzip")


@_good("/gzip-two-members")
def _gzip_two(handler: _Handler) -> None:
    body = page(2)
    handler.answer(
        gzip.compress(body[:99]) + gzip.compress(body[99:]) + b"\0\0", Content_Encoding="gzip"
    )


@_good("/deflate")
def _deflate(handler: _Handler) -> None:
    handler.answer(zlib.compress(page(3)), Content_Encoding="deflate")


@_good("/deflate-bare")
def _deflate_bare(handler: _Handler) -> None:
    engine = zlib.compressobj(wbits=-15)
    handler.answer(engine.compress(page(3)) + engine.flush(), Content_Encoding="deflate")


@_good("/wrong-charset")
def _wrong_charset(handler: _Handler) -> None:
    handler.answer(page(3).decode().encode("cp1251"), "text/html; charset=utf-8")


@_good("/no-type")
def _no_type(handler: _Handler) -> None:
    handler.answer(page(1), "")


@_good("/busy-once")
def _busy_once(handler: _Handler) -> None:
    if len(handler.state.asked(handler.path)) == 1:
        handler.answer(b"later", status=503, Retry_After="0")
    else:
        handler.answer(page(1))


@_fault("/busy", "503 with a Retry-After of an hour")
def _busy(handler: _Handler) -> None:
    handler.answer(b"later", status=503, Retry_After="3600")


@_fault("/busy-date", "429 with a Retry-After on a day far away")
def _busy_date(handler: _Handler) -> None:
    handler.answer(b"later", status=429, Retry_After="Fri, 31 Dec 2199 23:59:59 GMT")


@_fault("/busy-for-ever", "429 again and again")
def _busy_for_ever(handler: _Handler) -> None:
    handler.answer(b"later", status=429, Retry_After="0")


@_fault("/error", "500")
def _error(handler: _Handler) -> None:
    handler.answer(b"<p>oops</p>", status=500)


@_fault("/missing", "404")
def _missing(handler: _Handler) -> None:
    handler.answer(b"<p>gone</p>", status=404)


@_fault("/unasked-304", "304 to a request without conditions")
def _unasked(handler: _Handler) -> None:
    handler.send_response(304)
    handler.end_headers()


@_fault("/forbidden", "robots.txt forbids it")
def _forbidden(handler: _Handler) -> None:
    handler.answer(page(1))


@_fault("/redirect-endless", "redirects without end")
def _redirect_endless(handler: _Handler) -> None:
    handler.redirect(f"/redirect-endless?{int(handler.query or 0) + 1}")


@_fault("/redirect-private", "redirects to a private address")
def _redirect_private(handler: _Handler) -> None:
    handler.redirect("http://10.0.0.1/latest")


@_fault("/redirect-metadata", "redirects to a link-local address")
def _redirect_metadata(handler: _Handler) -> None:
    handler.redirect("http://169.254.169.254/latest/meta-data/")


@_fault("/redirect-file", "redirects to a file")
def _redirect_file(handler: _Handler) -> None:
    handler.redirect("file:///etc/passwd")


@_fault("/redirect-nowhere", "redirects without a target")
def _redirect_nowhere(handler: _Handler) -> None:
    handler.answer(b"", status=302)


@_fault("/redirect-forbidden", "redirects to what robots.txt forbids")
def _redirect_forbidden(handler: _Handler) -> None:
    handler.redirect("/forbidden")


@_fault("/slow-body", "drips its body, a byte at a time")
def _slow_body(handler: _Handler) -> None:
    handler.send_endlessly(b"a", 0.05)


@_fault("/slow-headers", "drips its headers, a byte at a time")
def _slow_headers(handler: _Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    handler.write_endlessly(b"a", 0.05)


@_fault("/silent", "never answers")
def _silent(handler: _Handler) -> None:
    time.sleep(SLOW)


@_fault("/endless-body", "a body without end")
def _endless_body(handler: _Handler) -> None:
    handler.send_endlessly(b"<p>more</p>" * 6_000, 0)


@_fault("/endless-continue", "100 Continue without end")
def _endless_continue(handler: _Handler) -> None:
    handler.write_endlessly(b"HTTP/1.1 100 Continue\r\n\r\n" * 100, 0)


@_fault("/gzip-bomb", "unpacks to a thousand times its size")
def _gzip_bomb(handler: _Handler) -> None:
    handler.answer(gzip.compress(b"\0" * 15_000_000), Content_Encoding="gzip")


@_fault("/gzip-endless", "a gzip stream without end")
def _gzip_endless(handler: _Handler) -> None:
    engine = zlib.compressobj(wbits=31)
    start = engine.compress(b"\0" * 10_000_000) + engine.flush(zlib.Z_SYNC_FLUSH)
    handler.send_endlessly(start, 0, Content_Encoding="gzip")


@_fault("/gzip-cut", "a gzip stream that is cut")
def _gzip_cut(handler: _Handler) -> None:
    handler.answer(gzip.compress(page(1))[:-20], Content_Encoding="gzip")


@_fault("/gzip-not", "says gzip and is not")
def _gzip_not(handler: _Handler) -> None:
    handler.answer(page(1), Content_Encoding="gzip")


@_fault("/unasked-coding", "a coding that was not asked for")
def _unasked_coding(handler: _Handler) -> None:
    handler.answer(page(1), Content_Encoding="br")


@_fault("/too-long", "says that it is larger than is read")
def _too_long(handler: _Handler) -> None:
    handler.answer(b"", length=10**12)


@_fault("/short", "sends less than it says")
def _short(handler: _Handler) -> None:
    handler.answer(page(1), length=100_000)


@_fault("/reset", "hangs up in the middle of its headers")
def _reset(handler: _Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/h")


@_fault("/not-http", "does not speak HTTP")
def _not_http(handler: _Handler) -> None:
    handler.wfile.write(b"220 mail.example.org ESMTP\r\n")


@_fault("/huge-headers", "headers of a megabyte")
def _huge_headers(handler: _Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 1_000_000 + b"\r\n\r\n")


@_fault("/picture", "a picture")
def _picture(handler: _Handler) -> None:
    handler.answer(b"\x89PNG\r\n\x1a\n", "image/png")


@_fault("/empty", "an empty body")
def _empty(handler: _Handler) -> None:
    handler.answer(b"")


@_fault("/feed-bomb.xml", "a feed with entities that multiply")
def _feed_bomb(handler: _Handler) -> None:
    handler.answer(ENTITY_BOMB, "application/rss+xml")


@_fault("/feed-external.xml", "a feed with an entity from a file, in UTF-16")
def _feed_external(handler: _Handler) -> None:
    handler.answer(EXTERNAL_ENTITY.encode("utf-16"), "application/xml")


@_fault("/feed-broken.xml", "a feed that is cut in its head")
def _feed_broken(handler: _Handler) -> None:
    handler.answer(b'<?xml version="1.0"?><rss version="2.0"><channel><tit', "text/xml")


@_fault("/feed-cut.rss", "a feed that is cut within its second entry")
def _feed_cut(handler: _Handler) -> None:
    body = rss(handler.state.base)
    handler.answer(body[: body.index(b"<description>short")], "application/rss+xml")


@_good("/feed.rss")
def _feed_rss(handler: _Handler) -> None:
    handler.answer(rss(handler.state.base), "application/rss+xml; charset=utf-8")


@_good("/feed.atom")
def _feed_atom(handler: _Handler) -> None:
    handler.answer(atom(handler.state.base), "application/atom+xml")


ENTITY_BOMB = (
    '<?xml version="1.0"?>\n<!-- <rss> --><!DOCTYPE rss [<!ENTITY a "news">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + ']>\n<rss version="2.0"><channel><title>&i;</title><item><title>&i;</title></item>'
    "</channel></rss>"
).encode()

EXTERNAL_ENTITY = (
    '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">'
    ']><feed xmlns="http://www.w3.org/2005/Atom"><title>&x;</title></feed>'
)


def rss(base: str) -> bytes:
    """Four entries: two good pages, one dead page told whole in the feed, one dead page not."""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The Tagus Courier</title><link>{base}/</link><language>en</language>
<item><title>Portugal and Japan &amp;amp; the sea</title><link>{base}/pages/1</link>
 <dc:creator>Ana Prado</dc:creator><pubDate>Tue, 07 Oct 2025 23:30:00 -0500</pubDate></item>
<item><title>Chile</title><link>/pages/2</link><description>short</description></item>
<item><title>Again</title><link>{base}/pages/1</link></item>
<item><title>Told whole</title><link>{base}/missing</link><guid>urn:told-whole</guid>
 <content:encoded><![CDATA[<p>Frigates of Peru called at Auckland on Monday.</p>
 <script>alert(1)</script>]]></content:encoded></item>
<item><title>Not told</title><link>{base}/error</link><description>short</description></item>
</channel></rss>""".encode()


def atom(base: str) -> bytes:
    """Two entries: a good page, and a text without a page."""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ru"><title>Вестник гор</title>
<entry><title>Визит</title><id>tag:example.org,2025:1</id><link href="{base}/pages/3"/>
 <author><name>Редакция</name></author><updated>2025-10-08T09:00:00+03:00</updated></entry>
<entry><title>Без страницы</title><id>tag:example.org,2025:2</id>
 <published>2025-10-08T10:00:00Z</published>
 <content type="text">Министр обороны Перу прибыл в Токио.</content></entry>
</feed>""".encode()


@contextmanager
def serve(robots: str = ROBOTS, robots_status: int = 200) -> Iterator[Server]:
    """Run the server on a free port of 127.0.0.1."""

    class Handler(_Handler):
        pass

    Handler.robots = (robots_status, robots.encode())
    with _Quiet(("127.0.0.1", 0), Handler) as httpd:
        order = sorted(_FAULTS, key=lambda path: (path.startswith("/busy"), path))
        faults = {path: _FAULTS[path][1] for path in order}
        Handler.state = Server(
            f"http://127.0.0.1:{httpd.server_address[1]}", faults, tuple(sorted(_GOOD))
        )
        thread = threading.Thread(target=httpd.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield Handler.state
        finally:
            httpd.shutdown()
            thread.join()
