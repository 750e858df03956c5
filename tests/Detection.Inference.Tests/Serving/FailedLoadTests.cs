using Detection.Inference.Models;
using Detection.Inference.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Detection.Inference.Tests.Serving;

/// <summary>Loading that fails in ways that nobody has foreseen: the file is out, and nothing else.</summary>
public sealed class FailedLoadTests : IDisposable
{
    private readonly FakeInventory _models = new("good");

    public static TheoryData<Exception> Unforeseen =>
        [new InsufficientMemoryException("no memory"), new AggregateException(new InsufficientMemoryException("no memory")), new InvalidOperationException("no memory")];

    [Theory]
    [MemberData(nameof(Unforeseen))]
    public void Should_not_end_the_start_of_the_others(Exception fault)
    {
        _models.Write("bad");
        _models.Write("good");
        _models.Faults["bad"] = fault;

        _models.Open();

        Assert.Equal(["good"], _models.Names);
        var rejected = Assert.Single(_models.Current.Rejected);
        Assert.Equal("bad", rejected.Name);
        Assert.StartsWith("it cannot be loaded: no memory (", rejected.Reason, StringComparison.Ordinal);
        Assert.Contains(_models.Log.Entries, entry => entry.Level == LogLevel.Error && entry.Message.EndsWith("bad.onnx.", StringComparison.Ordinal));
        Assert.Contains(_models.Log.Entries, entry => entry.Message.Contains("is not offered: it cannot be loaded: no memory", StringComparison.Ordinal));
    }

    [Fact]
    public void Should_keep_what_serves_until_the_file_changes_again()
    {
        using var loads = new LoadCounts();
        _models.Write("good");
        _models.Write("unforeseen");
        _models.Open();
        var old = _models.Backends["unforeseen"];

        _models.Faults["unforeseen"] = new InsufficientMemoryException("no memory");
        _models.Write("unforeseen", "another model");
        _models.Settle();

        Assert.Equal(["good", "unforeseen"], _models.Names);
        Assert.Equal("unforeseen", Assert.Single(_models.Current.Rejected).Name);
        Assert.Contains("Model unforeseen stays as it was", _models.Log.Warnings[^1], StringComparison.Ordinal);
        Assert.Equal(0, old.Disposals);

        _models.Faults.Clear();
        _models.Settle();
        Assert.Single(_models.Current.Rejected);
        _models.Write("unforeseen", "a third model");
        _models.Settle();

        Assert.Empty(_models.Current.Rejected);
        Assert.NotSame(old, _models.Backends["unforeseen"]);
        Assert.Equal(["loaded", "rejected", "loaded"], loads.Of("unforeseen"));
    }

    [Fact]
    public void Should_free_at_once_what_cannot_be_warmed()
    {
        _models.Write("good");
        _models.Write("large");
        _models.OnGpu.Add("large");
        _models.FillFaults["large"] = new InferenceException("out of memory");

        _models.Open();

        Assert.Equal(["good"], _models.Names);
        Assert.Equal("it cannot be warmed up: out of memory", Assert.Single(_models.Current.Rejected).Reason);
        Assert.Equal((1, 1), (_models.Backends["large"].Disposals, _models.Loaded));
    }

    [Fact]
    public void Should_refuse_the_start_where_it_is_the_default_that_was_named()
    {
        _models.Write("good");
        _models.Faults["good"] = new InsufficientMemoryException("no memory");

        var e = Assert.Throws<ModelLoadException>(() => _models.Open());

        Assert.Contains("no memory (InsufficientMemoryException). It is the default model", e.Reason, StringComparison.Ordinal);
    }

    /// <summary>The end of the process is nobody's fault, and the file is looked at again by whoever looks next.</summary>
    [Fact]
    public void Should_stay_a_cancellation_where_it_is_one()
    {
        _models.Write("good");
        _models.Open();
        _models.Write("late");
        _models.Faults["late"] = new OperationCanceledException();

        Assert.Throws<OperationCanceledException>(_models.Settle);
        Assert.Empty(_models.Current.Rejected);

        _models.Faults.Clear();
        _models.Settle();
        Assert.Equal(["good", "late"], _models.Names);
    }

    public void Dispose() => _models.Dispose();
}
