using System.Reflection;
using Detection.Contracts;
using Detection.Testing;
using Xunit;

namespace Detection.Architecture.Tests.Contracts;

public sealed class ContractSurfaceTests
{
    private static readonly Assembly Contracts = typeof(DetectImage).Assembly;

    [Fact]
    public void Should_show_what_was_approved() => Approval.Verify("Contracts.txt", Surface.Describe(Contracts));

    /// <summary>An enum's new value breaks old readers; codes are texts.</summary>
    [Fact]
    public void Should_have_no_enums() => Assert.DoesNotContain(Contracts.GetTypes(), type => type.IsEnum);

    [Fact]
    public void Should_be_sealed_records_beside_constants() => Assert.All(
        Contracts.GetExportedTypes().Where(type => !(type.IsAbstract && type.IsSealed)),
        type => Assert.True(type.IsSealed && type.GetMethod("<Clone>$") is not null, $"{type} is no sealed record."));

    [Fact]
    public void Should_overlook_no_kind_of_member() => Assert.Contains(
        """
        sealed record Detection.Architecture.Tests.Contracts.Specimen
            Changeable: Guid? { get; set; }
            Look(String?, Int32): IReadOnlyList<String?>
            Readable: IReadOnlyList<Byte[]>? { get; }
            const Answer: Int32 = 42
            const Name: String = "specimen"
            required Needed: String { get; init; }

        """.ReplaceLineEndings("\n"),
        Surface.Describe(typeof(Specimen).Assembly),
        StringComparison.Ordinal);
}
