using System.Globalization;
using System.Runtime.InteropServices;
using Detection.Testing;
using Microsoft.ML.OnnxRuntime;

namespace Detection.Benchmarks.Report;

/// <summary>Where it was measured, and with what.</summary>
/// <param name="Processor">Its name.</param>
/// <param name="Cores">Logical ones that this process may use.</param>
/// <param name="MemoryGib">Of the machine.</param>
/// <param name="System">Operating system.</param>
/// <param name="Versions">Of what runs.</param>
internal sealed record Machine(string Processor, int Cores, double MemoryGib, string System, IReadOnlyDictionary<string, string> Versions)
{
    /// <summary>Looks at this machine.</summary>
    /// <param name="versions">More to list: of the broker, of the peer.</param>
    public static Machine Describe(IEnumerable<KeyValuePair<string, string>> versions) => new(
        Value("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30), 1),
        Value("/etc/os-release", "PRETTY_NAME")?.Trim('"') ?? RuntimeInformation.OSDescription,
        new Dictionary<string, string>(versions)
        {
            [".NET"] = Environment.Version.ToString(),
            ["ONNX Runtime"] = OrtEnv.Instance().GetVersionString(),
            ["Linux"] = File.ReadAllText("/proc/sys/kernel/osrelease").Trim(),
        });

    /// <summary>The broker's version, by its management API.</summary>
    public static async Task<string> BrokerVersionAsync(VirtualHost host)
    {
        var overview = await host.SendAsync(HttpMethod.Get, "overview");
        return overview.GetProperty("rabbitmq_version").GetString() ?? "unknown";
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor}, {Cores} cores, {MemoryGib} GiB, {System}; {string.Join(", ", Versions.Select(version => $"{version.Key} {version.Value}"))}");

    private static string? Value(string file, string name) => File.Exists(file)
        ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split([':', '='], 2)[1].Trim()
        : null;
}
