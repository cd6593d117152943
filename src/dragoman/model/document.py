"""What was fetched, as it came."""

from dataclasses import dataclass, field

from dragoman.model.identity import digest


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes as fetched, with where, when and under what headers.

    `address` is where it was asked for and `final_address` where it was found (a URL, or a file's
    path; a record of a larger file as `path#record`). `media_type` is the type without parameters.
    `headers` holds (lower-case name, value) pairs. `fetched_at` is RFC 3339 in UTC. `hints` carries
    what the container says of the document before anyone reads it: a feed's `title`, `published`,
    `outlet`, `author`, `lang`, and `source`, the address that it was taken over from.
    """

    address: str
    final_address: str
    media_type: str
    body: bytes = field(repr=False)
    body_sha256: str
    fetched_at: str
    headers: tuple[tuple[str, str], ...] = ()
    hints: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """The same bytes from the same address are one document, however often fetched."""
        return digest("document", self.address, self.body_sha256)

    def header(self, name: str) -> str | None:
        """The first value of a header, by lower-case name."""
        return next((value for key, value in self.headers if key == name), None)

    def hint(self, name: str) -> str | None:
        """What the container said of the document under this name."""
        return next((value for key, value in self.hints if key == name), None)
