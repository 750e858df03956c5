namespace Detection.Api.Rest;

/// <summary>A page of detections.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="Next">Cursor of the next page; null on the last.</param>
internal sealed record DetectionListView(IReadOnlyList<DetectionView> Items, string? Next);
