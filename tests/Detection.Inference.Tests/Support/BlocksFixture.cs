using Detection.Inference.Detecting;
using Detection.Testing;

namespace Detection.Inference.Tests.Support;

/// <summary>The coloured-squares model, loaded once for a class of tests.</summary>
public sealed class BlocksFixture : IDisposable
{
    public ModelRegistry Registry { get; } = Registries.Load(TestModels.Folder, o => o with { Sessions = 4 });

    public IDetector Detector => Registry.Detector();

    public void Dispose() => Registry.Dispose();
}
