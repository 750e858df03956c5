using Detection.Inference;
using Detection.Inference.Options;
using Detection.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Detection.Worker.Tests.Support;

/// <summary>The coloured-squares model, loaded once for a class of tests.</summary>
public sealed class BlocksFixture : IDisposable
{
    public ModelRegistry Models { get; } = ModelRegistry.Load(
        new InferenceOptions { ModelFolders = [TestModels.Folder], Provider = "cpu", Sessions = 1 }, NullLogger.Instance);

    public void Dispose() => Models.Dispose();
}
