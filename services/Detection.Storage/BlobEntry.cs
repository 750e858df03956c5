namespace Detection.Storage;

/// <summary>A blob as <see cref="IBlobStore.ListAsync"/> found it.</summary>
/// <param name="Key">Its key.</param>
/// <param name="WrittenAt">When it was last written, or kept because the same content was written again (UTC, by the store's clock).</param>
public readonly record struct BlobEntry(string Key, DateTimeOffset WrittenAt);
