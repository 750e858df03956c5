using Xunit;

namespace Detection.Inference.Tests.Serving;

/// <summary>Which models have run their sizes and opened their sessions before they are offered.</summary>
public sealed class WarmModelTests : IDisposable
{
    private readonly FakeInventory _models = new("main");

    public WarmModelTests()
    {
        _models.Write("main");
        _models.Write("other");
    }

    [Fact]
    public void Should_all_be_warm_at_the_start_on_a_GPU_each_once()
    {
        _models.OnGpu.UnionWith(["main", "other"]);

        _models.Open();

        Assert.Equal((1, 1), Fills());
    }

    [Fact]
    public void Should_open_their_sessions_when_they_are_needed_on_the_CPU_but_for_the_default()
    {
        _models.Open();

        Assert.Equal((1, 0), Fills());
    }

    [Fact]
    public void Should_all_be_warm_when_they_come_later()
    {
        _models.Open();

        _models.Write("late");
        _models.Settle();

        Assert.Equal(1, _models.Backends["late"].Fills);
    }

    /// <summary>Sizes that do not run are found by running them.</summary>
    [Fact]
    public void Should_be_described_as_they_are_when_they_are_warm()
    {
        _models.OnGpu.UnionWith(["main", "other"]);

        _models.Open();

        Assert.All(_models.Current.Models, model => Assert.Equal("nothing, filled", model.Layout));
        Assert.Contains(_models.Log.Entries, entry => entry.Message.Contains("runs on CUDA, nothing, filled;", StringComparison.Ordinal));
    }

    [Fact]
    public void Should_be_the_default_with_the_sessions_they_have_where_there_is_no_memory_for_more()
    {
        _models.FillFaults["main"] = new AggregateException(new InsufficientMemoryException());

        _models.Open();

        Assert.Equal(["main", "other"], _models.Names);
        Assert.Equal("main", _models.Current.DefaultName);
        Assert.Empty(_models.Current.Rejected);
        Assert.Contains("Some sessions of the default model main could not be opened", Assert.Single(_models.Log.Warnings), StringComparison.Ordinal);
    }

    public void Dispose() => _models.Dispose();

    private (int Main, int Other) Fills() => (_models.Backends["main"].Fills, _models.Backends["other"].Fills);
}
