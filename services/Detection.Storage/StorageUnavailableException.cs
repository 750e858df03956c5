namespace Detection.Storage;

/// <summary>The blob store cannot be used now: a transient fault of the service, never of the picture.</summary>
public sealed class StorageUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
