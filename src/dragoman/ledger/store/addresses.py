"""Addresses of ledgers as they may be shown: without a password."""

import re

#: The password of `//user:password@host`. Up to the last `@`: a password may hold anything.
_PASSWORD = re.compile(r"(?<=://)([^:/@]*):.*@")
#: Values of a query that are secret.
_SECRET = re.compile(r"(?i)(?<=[?&])((?:ssl)?password|passfile)=[^&]*")


def shown(address: str) -> str:
    """The address with `***` where a password stands; whatever is none comes back as it is."""
    return _SECRET.sub(r"\1=***", _PASSWORD.sub(r"\1:***@", address))
