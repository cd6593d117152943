"""Which pieces of the encoder's vocabulary are kept."""

from collections import Counter
from collections.abc import Sequence

from encoder import SPECIAL, Packed, make_tokenizer


def kept_pieces(packed: Packed, texts: Sequence[str]) -> list[int]:
    """Places of the pieces to keep: those the texts use, and single letters of their scripts."""
    tokenizer = make_tokenizer(list(zip(packed.pieces, packed.scores, strict=True)))
    seen: Counter[int] = Counter()
    for made in tokenizer.encode_batch(list(texts)):
        seen.update(made.ids)
    letters = {
        i
        for i, piece in enumerate(packed.pieces)
        if len(piece.strip("▁")) == 1 and ord(piece[-1]) < 0x530
    }
    kept = sorted((set(seen) | letters) - set(range(SPECIAL)))
    return [
        *range(SPECIAL),
        packed.pieces.index("<mask>"),
        *(i for i in kept if packed.pieces[i] != "<mask>"),
    ]
