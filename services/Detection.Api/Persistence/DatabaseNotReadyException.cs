namespace Detection.Api.Persistence;

/// <summary>The database cannot be used yet: it has been away since the process started, or its schema is being made.</summary>
public sealed class DatabaseNotReadyException(string reason) : Exception(reason);
