using System.Globalization;

namespace Detection.Benchmarks.Gpu;

/// <summary>The command line of 'gpu'.</summary>
internal sealed record GpuOptions
{
    public const string Usage = """
        bench.sh gpu [--batches 1,2,4,8,16,32,64] [--precisions fp32,tf32,fp16] [--quick] [--out artifacts] [--write-page]
        """;

    private const int MostPictures = 256;
    private static readonly int[] Usual = [1, 2, 4, 8, 16, 32, 64];
    private static readonly int[] Few = [1, 8, 32];

    /// <summary>Ascending: where the smallest does not run, none does.</summary>
    public IReadOnlyList<int> Batches => Said ?? (Quick ? Few : Usual);

    public IReadOnlyList<string> Precisions { get; private init; } = GpuVariant.Precisions;

    /// <summary>Fewer pictures, and three batches where no others are asked for.</summary>
    public bool Quick { get; private init; }

    /// <summary>Folder of bench-gpu.md.</summary>
    public string Output { get; private init; } = "artifacts";

    /// <summary>Whether the table goes into the benchmark page too.</summary>
    public bool WritePage { get; private init; }

    private IReadOnlyList<int>? Said { get; init; }

    /// <exception cref="UsageException">An argument is unknown or out of range.</exception>
    public static GpuOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new GpuOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            options = arguments[i] switch
            {
                "--quick" => options with { Quick = true },
                "--write-page" => options with { WritePage = true },
                "--batches" => options with { Said = [.. List(arguments, ref i).Select(Batch).Order()] },
                "--precisions" => options with { Precisions = [.. List(arguments, ref i).Select(Precision)] },
                "--out" => options with { Output = Value(arguments, ref i) },
                var other => throw new UsageException($"'{other}' is no option."),
            };
        }

        return options;
    }

    private static IEnumerable<string> List(IReadOnlyList<string> arguments, ref int i)
    {
        var option = arguments[i];
        var items = Value(arguments, ref i).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return items.Length > 0 ? items.Distinct() : throw new UsageException($"{option} needs a value.");
    }

    private static string Value(IReadOnlyList<string> arguments, ref int i) => i + 1 < arguments.Count
        ? arguments[++i]
        : throw new UsageException($"{arguments[i]} needs a value.");

    private static int Batch(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var batch) && batch is >= 1 and <= MostPictures
            ? batch
            : throw new UsageException($"--batches: '{text}' is not 1 to {MostPictures}.");

    private static string Precision(string text) => GpuVariant.Precisions.Contains(text)
        ? text
        : throw new UsageException($"--precisions: '{text}' is none of {string.Join(", ", GpuVariant.Precisions)}.");
}
