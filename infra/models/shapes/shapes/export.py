"""Writes the ONNX file: `python3 -m shapes.export --run FOLDER --out shapes.onnx`."""

from __future__ import annotations

import argparse
import io
from pathlib import Path

import onnx
import torch

from .classes import CLASSES
from .network import Exported, Network

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
    onnx.checker.check_model(proto)
    return proto


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder of the training's checkpoint")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    network = Network(len(CLASSES))
    network.load_state_dict(torch.load(arguments.run / "checkpoint.pt", map_location="cpu")["average"])
    onnx.save(export(network), str(arguments.out))
    print(f"{arguments.out}: {arguments.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
