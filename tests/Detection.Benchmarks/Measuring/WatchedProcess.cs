using System.Globalization;

namespace Detection.Benchmarks.Measuring;

/// <summary>A process whose use of CPU and memory is read from proc(5).</summary>
/// <param name="Name">As the tables call it.</param>
/// <param name="Id">Its process id.</param>
internal sealed record WatchedProcess(string Name, int Id)
{
    private const double TicksPerSecond = 100; // USER_HZ, the same on every Linux

    /// <summary>This process: where it only sends requests, the cost of the load.</summary>
    public static WatchedProcess LoadGenerator { get; } = new("load", Environment.ProcessId);

    /// <summary>Processor time used since its start, in seconds, all threads together, to a hundredth.</summary>
    public double CpuSeconds()
    {
        var stat = File.ReadAllText($"/proc/{Id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' '); // from the third, the state, on
        return (Number(fields[11]) + Number(fields[12])) / TicksPerSecond;
    }

    /// <summary>Memory that it has in RAM at this moment, in MiB.</summary>
    public double ResidentMebibytes()
    {
        var line = File.ReadLines($"/proc/{Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
