using System.Text.Json;
using Detection.Testing;

namespace Detection.Inference.Tests.Support;

/// <summary>What the independent pipeline found in one picture.</summary>
public sealed record ReferenceDetections(int Width, int Height, IReadOnlyList<ReferenceDetections.Box> Detections)
{
    /// <summary>Pixels of the upright picture.</summary>
    public sealed record Box(int ClassId, double Confidence, double X1, double Y1, double X2, double Y2);

    /// <summary>By the picture's file name.</summary>
    public static IReadOnlyDictionary<string, ReferenceDetections> Read(string name)
    {
        using var stream = File.OpenRead(SharedFolder.Of("reference", name));
        return JsonSerializer.Deserialize<Dictionary<string, ReferenceDetections>>(stream, JsonSerializerOptions.Web)
            ?? throw new InvalidDataException($"{name} holds nothing.");
    }
}
