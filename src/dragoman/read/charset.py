"""From bytes to characters, by what the bytes, the server and the page say of themselves."""

import codecs
import re
from collections.abc import Iterator

from charset_normalizer import from_bytes

from dragoman.errors import FormatError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_IN_PAGE = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", re.I
)
#: What browsers read under these names (WHATWG Encoding Standard).
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030"}
#: Encodings in which press in the three languages is found without being declared.
_LIKELY = ["cp1251", "koi8_r", "cp866", "mac_cyrillic", "iso8859_5", "cp1252", "mac_roman", "cp437"]
_HEAD = 4096
_SAMPLE = 65_536
#: Share of broken or control characters above which bytes are no text.
_MOST_BROKEN = 0.01
_BROKEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffd\ufffe\uffff]")


def decode(body: bytes, content_type: str | None, name: str) -> str:
    """The characters of a text or page; FormatError where the bytes are no text.

    Tried in turn: the byte order mark, UTF-8 where every byte is right for it, the charset of the
    Content-Type header, that of the page itself, UTF-8 with few faults, and detection.
    """
    text = _BROKEN_LINE.sub("\n", _decoded(body, content_type))
    broken = sum(1 for _ in _BROKEN.finditer(text))
    if broken > _MOST_BROKEN * len(text) or "\x00" in text:
        raise FormatError(f"{name} is sent as text but is none", "give its true media type")
    return _BROKEN.sub("", text)


_BROKEN_LINE = re.compile("\r\n?|\x85|\u2028")


def _decoded(body: bytes, content_type: str | None) -> str:
    for mark, charset in _MARKS:
        if body.startswith(mark):
            return body.decode(charset, "replace")
    for charset in _candidates(body, content_type):
        try:
            return body.decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue
    loose = body.decode("utf-8", "replace")
    if loose.count("\ufffd") <= _MOST_BROKEN * len(loose):
        return loose
    return _detected(body) or loose


def _candidates(body: bytes, content_type: str | None) -> Iterator[str]:
    yield "utf-8"
    in_header = _IN_HEADER.search(content_type or "")
    in_page = _IN_PAGE.search(body[:_HEAD])
    for named in (in_header and in_header[1], in_page and in_page[1].decode("ascii", "replace")):
        if not named:
            continue
        try:
            charset = codecs.lookup(named).name
        except LookupError:
            continue
        yield _MEANT.get(charset, charset)


def _detected(body: bytes) -> str | None:
    best = from_bytes(body[:_SAMPLE], cp_isolation=_LIKELY).best()
    return body.decode(best.encoding, "replace") if best else None
