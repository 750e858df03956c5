using Xunit;

namespace Detection.Integration.Tests.Standalone;

/// <summary>Tests that share one <see cref="StandaloneApp"/> and leave it running.</summary>
[CollectionDefinition(Name)]
public sealed class StandaloneCollection : ICollectionFixture<StandaloneApp>
{
    public const string Name = "Standalone";
}
