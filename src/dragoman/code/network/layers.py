"""The few layers that the heads are made of, over arrays of float32."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Arrays of float32.
Array = NDArray[Any]
Places = NDArray[np.int64]

_ROOT = np.float32(np.sqrt(2.0 / np.pi))


class Weights:
    """Named arrays; linear layers, embeddings and norms by the name they were trained under."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._arrays = arrays
        # As they are multiplied by: (inputs, outputs), rows together.
        self._turned = {
            name: np.ascontiguousarray(array.T)
            for name, array in arrays.items()
            if name.endswith(".weight") and array.ndim == 2
        }

    def __getitem__(self, name: str) -> Array:
        return self._arrays[name]

    def linear(self, name: str, x: Array) -> Array:
        """`x` is (..., inputs); gives (..., outputs)."""
        weight = self._turned[f"{name}.weight"]
        # One product: NumPy would else take many small ones in turn.
        made: Array = x.reshape(-1, x.shape[-1]) @ weight
        bias = self._arrays.get(f"{name}.bias")
        if bias is not None:
            made += bias
        return made.reshape(*x.shape[:-1], weight.shape[1])

    def embedding(self, name: str, places: Places) -> Array:
        """The rows of a table."""
        rows: Array = self._arrays[f"{name}.weight"][places]
        return rows

    def norm(self, name: str, x: Array) -> Array:
        """Layer norm over the last axis."""
        centred = x - x.mean(-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(-1, keepdims=True) + np.float32(1e-5))
        made: Array = centred / spread * self[f"{name}.weight"] + self[f"{name}.bias"]
        return made

    def among(self, name: str, x: Array, heads: int) -> Array:
        """One layer of attention among the rows of each set; `x` is (sets, rows, width)."""
        size, length, width = x.shape
        qkv = self.linear(f"{name}.qkv", self.norm(f"{name}.norm", x))
        q, k, v = qkv.reshape(size, length, 3, heads, -1).transpose(2, 0, 3, 1, 4)
        seen = softmax((q * np.float32(q.shape[-1] ** -0.5)) @ k.swapaxes(-1, -2)) @ v
        x = x + self.linear(f"{name}.out", seen.swapaxes(1, 2).reshape(size, length, width))
        up = gelu(self.linear(f"{name}.up", self.norm(f"{name}.last", x)))
        return x + self.linear(f"{name}.down", up)


def gelu(x: Array) -> Array:
    """The form with tanh, which needs no error function (Hendrycks and Gimpel, 2016)."""
    made: Array = (
        x * np.float32(0.5) * (1 + np.tanh(_ROOT * (x + np.float32(0.044715) * x * x * x)))
    )
    return made


def softmax(x: Array) -> Array:
    """Over the last axis."""
    raised = np.exp(x - x.max(-1, keepdims=True))
    shares: Array = raised / raised.sum(-1, keepdims=True)
    return shares


def sigmoid(x: Array) -> Array:
    """Chances of logits."""
    made: Array = 1 / (1 + np.exp(-np.clip(x, -30, 30)))
    return made
