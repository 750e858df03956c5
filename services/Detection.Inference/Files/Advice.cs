namespace Detection.Inference.Files;

/// <summary>Advice to the operator; shared by several errors.</summary>
internal static class Advice
{
    public const string GetAModel =
        "Put a YOLOv8 detection model (for instance yolov8n.onnx) into a model folder; "
        + "infra/models/README.md says where to get one or how to export it.";
}
