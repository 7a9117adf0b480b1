"""Short, stable identifiers derived from content: the same on every machine and in every run."""

from hashlib import blake2b

# 50 bits in base 32: among a million rows of one kind the chance of any collision is below 1 in 2,000.
_LENGTH = 10
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: no i, l, o, u to misread
_TWOS = [first + second for second in _ALPHABET for first in _ALPHABET]  # two at once: the lower bits come first


def make(kind: str, *parts: str) -> str:
    """Return ``kind-xxxxxxxxxx`` from the content ``parts``, whose order and borders matter."""
    digest = blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8, person=kind.encode()[:16])
    number = int.from_bytes(digest.digest(), "big")
    return f"{kind}-" + "".join([_TWOS[number >> 5 * k & 1023] for k in range(0, _LENGTH, 2)])
