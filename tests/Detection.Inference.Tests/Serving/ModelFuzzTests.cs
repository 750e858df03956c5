using System.Diagnostics;
using Detection.Imaging;
using Detection.Inference.Detecting;
using Detection.Inference.Models;
using Detection.Inference.Tests.Support;
using Detection.Testing;
using Xunit;

namespace Detection.Inference.Tests.Serving;

/// <summary>Damaged model files: each is refused with a reason, or finds what it finds; neither takes long, and the process lives.</summary>
[Trait("Category", Fuzz.Category)]
public sealed class ModelFuzzTests : IDisposable
{
    // For a model of 2 kB, on a machine under load.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Should_refuse_a_damaged_model_or_run_it()
    {
        using var picture = DecodedImage.FromBgr(64, 48, new byte[3 * 64 * 48]);
        var round = 0;
        foreach (var mutant in Fuzz.Mutants(await File.ReadAllBytesAsync(TestModels.BlocksPath), usual: 200, seed: 11))
        {
            var file = _folder.Write($"mutant-{round++}.onnx", mutant);
            var clock = Stopwatch.StartNew();
            await LoadAndRunAsync(file, picture);
            Assert.True(clock.Elapsed < Longest, $"{clock.Elapsed} for {Convert.ToBase64String(mutant)}");
            File.Delete(file);
        }
    }

    public void Dispose() => _folder.Dispose();

    private async Task LoadAndRunAsync(string file, DecodedImage picture)
    {
        try
        {
            using var registry = Registries.Load(_folder.Path);
            Assert.True(registry.TryRent(null, out var lease));
            using (lease)
            {
                var found = await lease.Detector.DetectAsync(picture, new DetectParameters(0.25f, 0.7f, 300, null), CancellationToken.None);
                Assert.All(found.Objects, one => Assert.InRange(one.Confidence, 0, 1));
            }
        }
        catch (ModelLoadException e)
        {
            Assert.Contains(file, e.Message, StringComparison.Ordinal);
        }
        catch (InferenceException e)
        {
            Assert.NotEmpty(e.Message);
        }
    }
}
