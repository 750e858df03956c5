"""Writes the ONNX file: `python3 -m shapes.export --run FOLDER --out shapes.onnx`."""

from __future__ import annotations

import argparse
import io
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper
import torch

from .calibrate import margin
from .checkpoint import trained
from .classes import CLASSES
from .network import STRIDES, Exported, Network

OPSET = 17
IMAGE_SIZE = 640


def metadata() -> dict[str, str]:
    """What Ultralytics' exporter writes, in its spelling: readers take Python literals from it."""
    return {
        "description": "Geometric shapes: YOLOv8, narrower than n, trained on drawn scenes",
        "author": "Detection",
        "version": "1",
        "license": "Apache-2.0",
        "docs": "infra/models/shapes/README.md",
        "stride": "32",
        "task": "detect",
        "batch": "1",
        "imgsz": repr([IMAGE_SIZE, IMAGE_SIZE]),
        "names": repr(dict(enumerate(CLASSES))),
        "args": repr({"batch": 1, "dynamic": True, "half": False, "int8": False, "nms": False, "opset": OPSET}),
    }


def lower(graph: onnx.GraphProto, margin: float) -> None:
    """Lowers all classes' logits."""
    biases = [b for b in graph.initializer if b.name.startswith("network.head.classes.") and b.name.endswith(".2.bias")]
    if len(biases) != len(STRIDES):
        raise ValueError(f"the classes' biases have other names: {[b.name for b in biases]}")
    for bias in biases:
        bias.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(bias) - np.float32(margin), bias.name))


def export(network: Network) -> onnx.ModelProto:
    """The ONNX model of a trained network: `images` [batch, 3, height, width] to `output0` [batch, 4 + classes, anchors]."""
    model = Exported(network.cpu().eval()).to(memory_format=torch.contiguous_format)
    buffer = io.BytesIO()
    torch.onnx.export(
        model,
        torch.zeros(2, 3, 320, 256),
        buffer,
        opset_version=OPSET,
        input_names=["images"],
        output_names=["output0"],
        dynamic_axes={"images": {0: "batch", 2: "height", 3: "width"}, "output0": {0: "batch", 2: "anchors"}},
    )
    proto = onnx.load_from_string(buffer.getvalue())
    # The tracer names the classes' dimension after a node; it is fixed.
    dimensions = proto.graph.output[0].type.tensor_type.shape.dim
    dimensions[1].dim_value = 4 + len(CLASSES)
    for key, value in metadata().items():
        entry = proto.metadata_props.add()
        entry.key, entry.value = key, value
    halve(proto.graph)
    onnx.checker.check_model(proto)
    return proto


def halve(graph: onnx.GraphProto) -> None:
    """Keeps the weights as float16, which halves the file; runtimes cast them back once, when they fold constants.

    Sums stay float32. The rounding, 2^-11 of a weight, moves AP by less than 0.001.
    """
    casts = []
    for weights in graph.initializer:
        values = numpy_helper.to_array(weights)
        if values.dtype != np.float32 or values.size < 1024:
            continue
        name, kept = weights.name, weights.name + "_half"
        weights.CopyFrom(numpy_helper.from_array(values.astype(np.float16), kept))
        casts.append(helper.make_node("Cast", [kept], [name], to=onnx.TensorProto.FLOAT))
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder of the training's checkpoint")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    network = trained(arguments.run)
    model = export(network)
    below = margin(network)
    lower(model.graph, below)
    onnx.save(model, str(arguments.out))
    print(f"{arguments.out}: {arguments.out.stat().st_size} bytes, logits lowered by {below:.3f}")


if __name__ == "__main__":
    main()
