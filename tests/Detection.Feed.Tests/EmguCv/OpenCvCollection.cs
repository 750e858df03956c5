using Xunit;

namespace Detection.Feed.Tests.EmguCv;

/// <summary>One at a time: the error handler and the thread count are process-wide.</summary>
[CollectionDefinition(Name)]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711", Justification = "xunit's own term.")]
public sealed class OpenCvCollection : ICollectionFixture<OpenCv>
{
    public const string Name = "OpenCV";
}
