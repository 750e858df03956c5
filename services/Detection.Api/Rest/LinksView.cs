using Detection.Api.Detections;

namespace Detection.Api.Rest;

/// <summary>Paths of what belongs to a detection; null where there is nothing (yet).</summary>
internal sealed record LinksView(string Self, string? Image, string? Annotated)
{
    public static LinksView Of(DetectionState d)
    {
        var self = PathOf(d.CorrelationId);
        return new LinksView(
            self,
            d.ImageBlob is null ? null : $"{self}/image",
            d.AnnotatedBlob is null ? null : $"{self}/annotated");
    }

    /// <summary>Path of a detection.</summary>
    public static string PathOf(Guid id) => $"/v1/detections/{id}";
}
