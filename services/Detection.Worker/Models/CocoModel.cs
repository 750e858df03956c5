namespace Detection.Worker.Models;

/// <summary>How to get the model that most will want. Its weights are AGPL-3.0, so that it cannot come with the product.</summary>
internal static class CocoModel
{
    /// <summary>
    /// One line for a shell in the folder that the program runs in. An environment of its own, since Debian and Ubuntu
    /// refuse pip outside of one. infra/models/README.md and the page (builtin.js) have the same line.
    /// </summary>
    public const string Command =
        "python3 -m venv models/export && models/export/bin/pip install ultralytics onnx onnxslim && "
        + "models/export/bin/yolo export model=models/yolov8n.pt format=onnx dynamic=True opset=17";
}
