using Detection.Benchmarks.Services;
using Detection.Imaging;
using Detection.Inference.Detecting;
using Xunit;

namespace Detection.Benchmarks.Tests;

public sealed class IdleModelsTests
{
    [Fact]
    public async Task Should_offer_one_model_that_finds_nothing()
    {
        var models = new IdleModels();
        using var image = DecodedImage.FromBgr(32, 32, new byte[3 * 32 * 32]);

        Assert.True(models.TryRent(null, out var lease));
        using (lease)
            Assert.Empty((await lease.Detector.DetectAsync(image, new DetectParameters(), CancellationToken.None)).Objects);
        Assert.True(models.TryRent(models.Current.DefaultName, out _));
        Assert.False(models.TryRent("yolov8n", out _));
    }
}
