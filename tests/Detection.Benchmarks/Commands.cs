using Detection.Benchmarks.Gpu;
using Detection.Benchmarks.Report;

namespace Detection.Benchmarks;

/// <summary>What the program can do; each returns the exit code.</summary>
internal static class Commands
{
    /// <summary>Exit code where there is no GPU to measure.</summary>
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
        using var bench = new GpuBench(options, Console.Error);
        var table = (await bench.RunAsync(device, interrupt.Token)).Table();
        await ReportFiles.WriteAsync(options.Output, ("bench-gpu.md", table));
        if (options.WritePage)
            await ReportFiles.WritePageAsync(BenchPage.Gpu, table);
        await Console.Out.WriteAsync(table);
        return 0;
    }
}
