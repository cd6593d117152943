"""Ids as hashes of content, so that the same input gives the same id on any machine."""

import hashlib
import json


def digest(*parts: object) -> str:
    """SHA-256, as 64 hex digits, of the parts written as canonical JSON.

    Parts are what JSON can hold; anything else raises TypeError, lest an id hang on a memory
    address.
    """
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def text_digest(text: str) -> str:
    """SHA-256 of a text's UTF-8 bytes, as 64 hex digits: what every anchor into it is kept with."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
