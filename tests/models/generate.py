#!/usr/bin/env python3
"""Writes the models of this folder (needs onnx >= 1.12; Debian: python3-onnx). See README.md."""

from pathlib import Path

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save

HERE = Path(__file__).parent
CLASSES = ["red", "green", "blue"]
BLOCK = 64  # pixels of the letterboxed input: side of a square that is found
CELL = 16  # pixels between the centres of the places looked at
METADATA = {  # the keys that Ultralytics' exporter writes
    "description": "Finds red, green and blue squares; has the interface of YOLOv8, and is none",
    "author": "Detection",
    "date": "2026-01-01T00:00:00",
    "version": "1",
    "license": "MIT",
    "docs": "tests/models/README.md",
    "stride": "32",
    "task": "detect",
    "batch": "1",
    "imgsz": "[640, 640]",
    "names": str(dict(enumerate(CLASSES))),
    "args": str({"batch": 1, "half": False, "dynamic": True, "simplify": False, "opset": 17, "nms": False}),
}


def constant(name, value, dtype=np.float32):
    return numpy_helper.from_array(np.asarray(value, dtype), name)


def blocks(batch="batch", height="height", width="width", imgsz=640):
    """A detector of coloured squares with the interface of a YOLOv8 export."""
    # Colour: 1 for the pure colour, 0 for every grey and for the other two.
    purity = np.full((3, 3, 1, 1), -0.5, np.float32)
    for c in range(3):
        purity[c, c] = 1
    constants = [
        constant("purity", purity),
        constant("least", 0.85),
        constant("steepness", 32.0),
        constant("second_best", 0.9),
        constant("cell", float(CELL)),
        constant("small", np.full((1, 2, 1, 1), BLOCK)),
        constant("large", np.full((1, 2, 1, 1), BLOCK + 8)),
        constant("zero", 0, np.int64),
        constant("one", 1, np.int64),
        constant("height_index", 2, np.int64),
        constant("width_index", 3, np.int64),
        constant("zero_dim", [0], np.int64),
        constant("one_dim", [1], np.int64),
        constant("two_dim", [2], np.int64),
        constant("four_dim", [4], np.int64),
        constant("row", [1, 1, 1, -1], np.int64),
        constant("column", [1, 1, -1, 1], np.int64),
        constant("flat", [0, 0, -1], np.int64),
    ]
    node = helper.make_node
    nodes = [
        # How much of the 64 x 64 window around each cell's centre is of the colour.
        node("Conv", ["images", "purity"], ["difference"]),
        node("Relu", ["difference"], ["colour"]),
        node("AveragePool", ["colour"], ["coverage"], kernel_shape=[BLOCK] * 2, strides=[CELL] * 2,
             pads=[BLOCK // 2] * 2 + [BLOCK // 2 - CELL] * 2, count_include_pad=1),
        node("Sub", ["coverage", "least"], ["above"]),
        node("Mul", ["above", "steepness"], ["logits"]),
        node("Sigmoid", ["logits"], ["scores"]),
        node("Mul", ["scores", "second_best"], ["lower_scores"]),
        # The cells' centres, from the size at run time.
        node("Shape", ["coverage"], ["shape"]),
        node("Gather", ["shape", "height_index"], ["rows"]),
        node("Gather", ["shape", "width_index"], ["columns"]),
        node("Range", ["zero", "columns", "one"], ["x_index"]),
        node("Range", ["zero", "rows", "one"], ["y_index"]),
        node("Cast", ["x_index"], ["x_float"], to=TensorProto.FLOAT),
        node("Cast", ["y_index"], ["y_float"], to=TensorProto.FLOAT),
        node("Mul", ["x_float", "cell"], ["x_line"]),
        node("Mul", ["y_float", "cell"], ["y_line"]),
        node("Reshape", ["x_line", "row"], ["x_row"]),
        node("Reshape", ["y_line", "column"], ["y_column"]),
        node("Slice", ["shape", "zero_dim", "one_dim"], ["batch_size"]),
        node("Slice", ["shape", "two_dim", "four_dim"], ["grid_size"]),
        node("Concat", ["batch_size", "one_dim", "grid_size"], ["plane_size"], axis=0),
        node("Expand", ["x_row", "plane_size"], ["x"]),
        node("Expand", ["y_column", "plane_size"], ["y"]),
        node("Concat", ["batch_size", "two_dim", "grid_size"], ["pair_size"], axis=0),
        node("Expand", ["small", "pair_size"], ["small_sides"]),
        node("Expand", ["large", "pair_size"], ["large_sides"]),
        # Two anchors a cell, so that there is something to suppress: the second is larger and less sure.
        node("Concat", ["x", "y", "small_sides", "scores"], ["head_a"], axis=1),
        node("Concat", ["x", "y", "large_sides", "lower_scores"], ["head_b"], axis=1),
        node("Reshape", ["head_a", "flat"], ["flat_a"]),
        node("Reshape", ["head_b", "flat"], ["flat_b"]),
        node("Concat", ["flat_a", "flat_b"], ["output0"], axis=2),
    ]
    images = helper.make_tensor_value_info("images", TensorProto.FLOAT, [batch, 3, height, width])
    anchors = "anchors" if isinstance(height, str) else 2 * (height // CELL) * (width // CELL)
    output = helper.make_tensor_value_info("output0", TensorProto.FLOAT, [batch, 4 + len(CLASSES), anchors])
    return model([images], [output], nodes, constants, METADATA | {"imgsz": str([imgsz, imgsz])})


def bad(metadata=METADATA, dtype=TensorProto.FLOAT, shape=("batch", 3, "height", "width"), name="images",
        rows=7, rank=3, value=0.0):
    """The interface with something wrong; puts out constants."""
    images = helper.make_tensor_value_info(name, dtype, list(shape))
    output = helper.make_tensor_value_info("output0", TensorProto.FLOAT, [1, rows, 1, 1][:rank])
    values = constant("values", np.full(([1, rows, 1, 1][:rank]), value))
    return model([images], [output], [helper.make_node("Identity", ["values"], ["output0"])], [values], metadata)


def model(inputs, outputs, nodes, constants, metadata):
    graph = helper.make_graph(nodes, "detection-tests", inputs, outputs, constants)
    made = helper.make_model(graph, producer_name="Detection", ir_version=8, opset_imports=[helper.make_opsetid("", 17)])
    helper.set_model_props(made, metadata)
    checker.check_model(made, full_check=True)
    return made


def without(key):
    return {k: v for k, v in METADATA.items() if k != key}


def main():
    save(blocks(), HERE / "blocks.onnx")
    save(blocks(1, 320, 320, 320), HERE / "fixed" / "blocks-fixed.onnx")
    for name, made in {
        "pose": bad(METADATA | {"task": "pose"}),
        "no-names": bad(without("names")),
        "no-stride": bad(without("stride")),
        "no-imgsz": bad(without("imgsz")),
        "bad-names": bad(METADATA | {"names": "{0: 'red', 2: 'blue'}"}),
        "odd-imgsz": bad(METADATA | {"imgsz": "[650, 650]"}),
        "half": bad(dtype=TensorProto.FLOAT16),
        "rank-3-input": bad(shape=(3, "height", "width")),
        "grey-input": bad(shape=("batch", 1, "height", "width")),
        "batch-of-8": bad(shape=(8, 3, 320, 320)),
        "half-dynamic": bad(shape=(1, 3, 320, "width")),
        "other-input": bad(name="pixels"),
        "rank-4-output": bad(rank=4),
        "too-few-classes": bad(rows=6),
        "nan": bad(value=np.nan),
        "scores-above-1": bad(value=1.5),
    }.items():
        save(made, HERE / "refused" / f"{name}.onnx")


if __name__ == "__main__":
    main()
