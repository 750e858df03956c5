namespace Detection.Architecture.Tests.Contracts;

/// <summary>A record with each kind of member, to see that <see cref="Surface"/> overlooks none.</summary>
public sealed record Specimen
{
    public const int Answer = 42;

    public const string Name = "specimen";

    public required string Needed { get; init; }

    public Guid? Changeable { get; set; }

    public IReadOnlyList<byte[]>? Readable { get; }

    public static IReadOnlyList<string?> Look(string? at, int times) => [.. Enumerable.Repeat(at, times)];
}
