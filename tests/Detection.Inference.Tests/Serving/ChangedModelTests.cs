using Detection.Inference.Detecting;
using Detection.Inference.Serving;
using Detection.Inference.Tests.Support;
using Xunit;

namespace Detection.Inference.Tests.Serving;

/// <summary>Files that change while their models are in use.</summary>
public sealed class ChangedModelTests : IDisposable
{
    private static readonly DetectParameters Usual = new();
    private readonly RuntimeFolder _models = new();

    public ChangedModelTests()
    {
        _models.Folder.Copy(RuntimeFolder.Dynamic, "x.onnx");
        _models.Open();
    }

    [Fact]
    public async Task Should_be_swapped_in_while_a_picture_finishes_on_the_old_one()
    {
        using var image = Block.Draw(640, 480, new Block(0, 64, 96));
        var lease = _models.Registry.Rent("x");

        _models.Folder.Replace(RuntimeFolder.Fixed, "x.onnx");
        _models.Settle();

        Assert.False(Assert.Single(_models.Current.Models).DynamicSize);
        Assert.Equal(2, _models.Registry.Loaded);
        Assert.True(lease.Detector.Model.DynamicSize);
        Assert.Single((await lease.Detector.DetectAsync(image, Usual, default)).Objects);
        using (var next = _models.Registry.Rent())
            Assert.False(next.Detector.Model.DynamicSize);

        lease.Dispose();
        lease.Dispose();

        Assert.True(_models.Leaves(1));
        Assert.Throws<ObjectDisposedException>(() => lease.Detector);
        Assert.Contains(_models.Log.Entries, entry => entry.Message.StartsWith("Model x now runs the content of ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_go_on_as_they_were_where_the_change_is_bad_and_say_why()
    {
        using var image = Block.Draw(640, 480, new Block(0, 64, 96));
        var file = _models.Folder.Replace(RuntimeFolder.Bad, "x.onnx");
        _models.Settle();

        var rejected = Assert.Single(_models.Current.Rejected);
        Assert.Equal(("x", file), (rejected.Name, rejected.File));
        Assert.Contains("'pose' model", rejected.Reason, StringComparison.Ordinal);
        Assert.Contains($"Model x stays as it was: {file} has changed", Assert.Single(_models.Log.Warnings), StringComparison.Ordinal);
        using (var lease = _models.Registry.Rent("x"))
            Assert.Single((await lease.Detector.DetectAsync(image, Usual, default)).Objects);

        _models.Folder.Replace(RuntimeFolder.Fixed, "x.onnx");
        _models.Settle();

        Assert.Empty(_models.Current.Rejected);
        Assert.False(_models.Current.Default.DynamicSize);
        Assert.True(_models.Leaves(1));
    }

    [Fact]
    public void Should_be_tried_again_only_when_they_change_again()
    {
        _models.Folder.Replace(RuntimeFolder.Bad, "x.onnx");
        _models.Settle();
        var rejecting = _models.Current;
        for (var i = 0; i < 5; i++)
            _models.Look();
        Assert.Single(_models.Log.Warnings);
        Assert.Same(rejecting, _models.Current);

        _models.Folder.Replace(RuntimeFolder.Bad, "x.onnx");
        _models.Settle();

        Assert.Equal(2, _models.Log.Warnings.Count);
    }

    /// <summary>In "auto" a GPU without memory for both would otherwise end as a service that is twenty times slower.</summary>
    [Theory]
    [InlineData("CUDA", "CPU", true)]
    [InlineData("TensorRT", "CPU", true)]
    [InlineData("TensorRT", "CUDA", false)]
    [InlineData("CPU", "CPU", false)]
    [InlineData("CPU", "CUDA", false)]
    public void Should_not_move_a_model_from_the_GPU_to_the_CPU(string serving, string next, bool refused)
    {
        var model = _models.Current.Default;

        var reason = ContentLoader.WhyNotReplace(model with { Provider = serving }, model with { Provider = next, ProviderNote = "CUDA: out of memory" });

        Assert.Equal(refused, reason is not null);
        Assert.True(!refused || reason!.Contains("CUDA: out of memory", StringComparison.Ordinal));
    }

    [Fact]
    public void Should_count_what_was_loaded_and_what_was_rejected()
    {
        using var loads = new LoadCounts();
        _models.Folder.Copy(RuntimeFolder.Dynamic, "counted.onnx");
        _models.Settle();
        _models.Folder.Replace(RuntimeFolder.Bad, "counted.onnx");
        _models.Settle();
        _models.Folder.Replace(RuntimeFolder.Fixed, "counted.onnx");
        _models.Settle();

        Assert.Equal(["loaded", "rejected", "loaded"], loads.Of("counted"));
    }

    [Fact]
    public void Should_offer_the_same_snapshot_until_something_changes()
    {
        var before = _models.Current;
        _models.Settle();
        Assert.Same(before, _models.Current);

        _models.Folder.Replace(RuntimeFolder.Dynamic, "x.onnx");
        _models.Settle();
        Assert.NotSame(before, _models.Current);
    }

    /// <summary>Eight tasks detect all the time while one model takes the other's place and back, many times.</summary>
    [Fact]
    public async Task Should_fail_no_picture_however_often_they_are_swapped()
    {
        const int swaps = 12, perSwap = 16;
        // The model of open size doubles the picture and finds the small green square; that of 320x320 takes it as it is.
        using var image = Block.Draw(320, 320, new Block(0, 64, 64, 64), new Block(1, 224, 224, 32));
        var done = 0;
        var stop = false;
        var work = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (!Volatile.Read(ref stop))
            {
                using var lease = _models.Registry.Rent();
                var found = (await lease.Detector.DetectAsync(image, Usual, default)).Objects;
                Assert.Equal(lease.Detector.Model.DynamicSize, found.Any(one => one.Label == "green"));
                Interlocked.Increment(ref done);
            }
        })).ToArray();

        var busy = true;
        for (var i = 0; i < swaps && busy; i++)
        {
            _models.Folder.Replace(i % 2 == 0 ? RuntimeFolder.Fixed : RuntimeFolder.Dynamic, "x.onnx");
            _models.Settle();
            Assert.Equal(i % 2 != 0, _models.Current.Default.DynamicSize);
            var goal = Volatile.Read(ref done) + perSwap;
            busy = SpinWait.SpinUntil(() => Volatile.Read(ref done) >= goal || work.Any(task => task.IsFaulted), TimeSpan.FromSeconds(60));
        }

        Volatile.Write(ref stop, true);
        await Task.WhenAll(work);
        Assert.True(busy, "The pictures stand still.");
        Assert.True(_models.Leaves(1), $"{_models.Registry.Loaded} models are still loaded.");
    }

    public void Dispose() => _models.Dispose();
}
