"""The encoder: pieces to vectors, by an int8 graph that onnxruntime runs on the CPU."""

from pathlib import Path

import numpy as np
import onnxruntime

from dragoman.code.network.layers import Array

#: File of the graph beside the heads.
GRAPH = "encoder.onnx"


class Encoder:
    """Runs the graph; one text at a time, so that what is beside it changes nothing.

    A text is run by the thread that calls, and several threads may call at once: on texts so short
    that keeps two cores twice as busy as sharing out the work within each.
    """

    def __init__(self, folder: Path, table: Array, scales: Array) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / GRAPH),
            options,
            providers=["CPUExecutionProvider"],
            # Slower on the CPU than the two layers that it makes one of.
            disabled_optimizers=["SkipLayerNormFusion"],
        )
        self._table, self._scales = table, scales

    def __call__(self, ids: list[int]) -> Array:
        """(pieces, hidden) for the ids of one text."""
        at = np.array(ids)
        rows = self._table[at].astype(np.float32) * self._scales[at][:, None].astype(np.float32)
        (made,) = self._session.run(None, {"rows": rows[None]})
        return np.asarray(made[0], np.float32)
