"""The encoder: pieces to vectors, by an int8 graph that onnxruntime runs on the CPU."""

from pathlib import Path

import numpy as np
import onnxruntime

from dragoman.code.network.layers import Array

#: File of the graph beside the heads.
GRAPH = "encoder.onnx"


class Encoder:
    """Runs the graph; one text at a time, so that what is beside it changes nothing."""

    def __init__(self, folder: Path, table: Array, scales: Array, threads: int) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # Idle threads that spin starve the others of a busy machine.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        # The arena keeps room for every length of text it has met, which costs hundreds of MB.
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(
            str(folder / GRAPH), options, providers=["CPUExecutionProvider"]
        )
        self._table, self._scales = table, scales

    def __call__(self, ids: list[int]) -> Array:
        """(pieces, hidden) for the ids of one text."""
        at = np.array(ids)
        rows = self._table[at].astype(np.float32) * self._scales[at][:, None].astype(np.float32)
        (made,) = self._session.run(None, {"rows": rows[None]})
        return np.asarray(made[0], np.float32)
