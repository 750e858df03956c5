namespace Detection.Integration.Tests.Support;

/// <summary>Problem details as a client reads them.</summary>
public sealed record ProblemDocument(int Status, string Code, string Title, string? Detail);
