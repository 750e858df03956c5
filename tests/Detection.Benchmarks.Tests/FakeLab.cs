using Detection.Benchmarks.Gpu;
using Detection.Contracts;
using Xunit;

namespace Detection.Benchmarks.Tests;

/// <summary>Measures nothing, and fails where it is told to.</summary>
/// <param name="fails">The exception of a measurement, by its name; null: it works.</param>
internal sealed class FakeLab(Func<string, Exception?> fails) : IGpuLab
{
    /// <summary>What was tried, in order.</summary>
    public List<string> Tried { get; } = [];

    /// <summary>Of every pipeline.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Bare sessions that are open.</summary>
    public int Open { get; private set; }

    public string Workload => "a model on pictures";

    public Task<GpuParity> CompareAsync(string precision, CancellationToken cancellationToken) =>
        Task.FromResult(Try($"parity {precision}", new GpuParity(10, 0, 0, 0)));

    public IGpuBare OpenBare(string precision, int batch)
    {
        var bare = Try($"bare {precision} {batch}", new Bare(this, $"{precision} {batch}"));
        Open++;
        return bare;
    }

    public async Task<GpuPipelineRates> PipelineAsync(GpuVariant variant, CancellationToken cancellationToken)
    {
        await Task.Yield();
        Assert.Equal(0, Open);
        return Try($"pipeline {Name(variant)}", new GpuPipelineRates(300, 200, new GpuStages(new StageTimes { Infer = 0.5 }, 7.5), Remarks));
    }

    public async Task<GpuEmbeddedRates> EmbeddedAsync(GpuVariant variant, CancellationToken cancellationToken)
    {
        await Task.Yield();
        Assert.Equal(0, Open);
        return Try($"embedded {Name(variant)}", new GpuEmbeddedRates(250, 150, 3.5));
    }

    private static string Name(GpuVariant variant) =>
        $"{variant.Precision} {(variant.Bytes ? "bytes" : "floats")} {variant.Batch}{(variant.Padding > 0 ? " padded" : "")}";

    private T Try<T>(string what, T result)
    {
        Tried.Add(what);
        return fails(what) is { } failure ? throw failure : result;
    }

    private sealed class Bare(FakeLab lab, string name) : IGpuBare
    {
        public double FromHost() => lab.Try($"bare {name} host", 400.0);

        public double OnDevice() => lab.Try($"bare {name} device", 500.0);

        public void Dispose() => lab.Open--;
    }
}
