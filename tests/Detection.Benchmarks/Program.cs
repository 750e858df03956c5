using Detection.Benchmarks;
using Detection.Benchmarks.Gpu;
using Detection.Benchmarks.Services;

try
{
    return args switch
    {
        [IdleWorker.Command] => await IdleWorker.RunAsync(),
        ["gpu", .. var rest] => await Commands.GpuAsync(rest),
        _ => await Commands.BenchAsync(args),
    };
}
catch (UsageException e)
{
    await Console.Error.WriteLineAsync($"{e.Message}\n\n{BenchOptions.Usage}\n\n{GpuOptions.Usage}");
    return 2;
}
catch (OperationCanceledException)
{
    return 130; // interrupted; everything that was started is ended
}
catch (BenchmarkException e)
{
    await Console.Error.WriteLineAsync($"bench: {e.Message}");
    return 1;
}
