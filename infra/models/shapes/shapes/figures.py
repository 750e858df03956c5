"""Gathers the evaluation's figures into one file: `python3 -m shapes.figures --run FOLDER --model FILE --out FILE`."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

PARTS = {"held_out": "held-out.json", "held_out_python": "python.json", "svg": "svg.json", "coco_false_alarms": "photographs.json"}


def gather(run: Path, model: Path, before: dict[str, Any]) -> dict[str, Any]:
    """All figures of one model file. A part that was not measured now is kept only if the file is still the same."""
    digest = hashlib.sha256(model.read_bytes()).hexdigest()
    figures: dict[str, Any] = {"model_sha256": digest, "model_bytes": model.stat().st_size}
    for key, name in PARTS.items():
        measured = run / name
        if measured.exists() and measured.stat().st_mtime >= model.stat().st_mtime:
            figures[key] = json.loads(measured.read_text(encoding="utf-8"))
        elif before.get("model_sha256") == digest and key in before:
            figures[key] = before[key]
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder with the parts")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    before = json.loads(arguments.out.read_text(encoding="utf-8")) if arguments.out.exists() else {}
    figures = gather(arguments.run, arguments.model, before)
    arguments.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
