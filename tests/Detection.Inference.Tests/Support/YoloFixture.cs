using Detection.Imaging;
using Detection.Testing;

namespace Detection.Inference.Tests.Support;

/// <summary>The models of ../shared, loaded once for a class of tests; used only by tests that skip without it.</summary>
public sealed class YoloFixture : IDisposable
{
    private readonly Lazy<ModelRegistry> _rectangular = new(() => Registries.Load(SharedFolder.Of("models")));
    private readonly Lazy<ModelRegistry> _square =
        new(() => Registries.Load(SharedFolder.Of("models"), o => o with { Rectangular = false }));

    private readonly ImageDecoder _decoder = new(new ImageLimits());

    public ModelRegistry Registry(bool rectangular = true) => (rectangular ? _rectangular : _square).Value;

    public DecodedImage Decode(string path) => _decoder.Decode(File.ReadAllBytes(path));

    public void Dispose()
    {
        foreach (var registry in new[] { _rectangular, _square }.Where(r => r.IsValueCreated))
            registry.Value.Dispose();
    }
}
