using Detection.Benchmarks.Gpu;
using Detection.Benchmarks.Report;

namespace Detection.Benchmarks;

/// <summary>What the program can do; each returns the exit code.</summary>
internal static class Commands
{
    /// <summary>Exit code where there is no GPU to measure, or nothing of what was asked for runs on it.</summary>
    public const int NoGpu = 3;

    public static async Task<int> BenchAsync(IReadOnlyList<string> arguments)
    {
        var options = BenchOptions.Parse(arguments);
        using var interrupt = new Interrupt();
        await using var bench = new Bench(options, Console.Error);
        var report = await bench.RunAsync(interrupt.Token);
        var table = BenchTable.Write(report);
        await ReportFiles.WriteAsync(options.Output, ("bench.md", table), ("bench.json", BenchJson.Write(report)));
        if (options.WritePage)
            await ReportFiles.WritePageAsync(BenchPage.Cpu, table);
        await Console.Out.WriteAsync(table);
        return 0;
    }

    public static async Task<int> GpuAsync(IReadOnlyList<string> arguments)
    {
        var options = GpuOptions.Parse(arguments);
        if (await GpuDevice.DescribeAsync() is not { } device)
        {
            await Console.Error.WriteLineAsync("bench: no GPU here: nvidia-smi is missing or finds none. Nothing was measured.");
            return NoGpu;
        }

        using var interrupt = new Interrupt();
        using var lab = new GpuLab(options);
        var report = await new GpuBench(options, lab, Console.Error).RunAsync(device, WriteAsync, interrupt.Token);
        await WriteAsync(report);
        await Console.Out.WriteAsync(report.Table());
        if (report.IsEmpty)
        {
            await Console.Error.WriteLineAsync($"bench: nothing could be measured on {device}; the reasons are above.");
            return NoGpu;
        }

        if (options.WritePage)
            await ReportFiles.WritePageAsync(BenchPage.Gpu, report.Table());
        return 0;

        Task WriteAsync(GpuReport soFar) => ReportFiles.WriteAsync(options.Output, ("bench-gpu.md", soFar.Table()));
    }
}
