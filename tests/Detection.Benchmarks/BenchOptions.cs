using System.Globalization;
using Detection.Benchmarks.Measuring;

namespace Detection.Benchmarks;

/// <summary>The command line.</summary>
internal sealed record BenchOptions
{
    public const string Usage = """
        bench.sh [--only NAME,NAME] [--repetitions 5] [--quick] [--scenes] [--out artifacts] [--write-page]
          NAME   pipeline, embedded, rabbitmq, control-plane or peer; bare and square run always, since all are compared with them
        """;

    private const int MostRepetitions = 100;

    /// <summary>Contestants to run.</summary>
    public static readonly IReadOnlyList<string> Names = [Figure.Pipeline, Figure.Embedded, Figure.RabbitMq, Figure.ControlPlane, Figure.Peer];

    /// <summary>Of <see cref="Names"/>.</summary>
    public IReadOnlyList<string> Only { get; private init; } = Names;

    public int Repetitions { get; private init; } = 5;

    /// <summary>Fewer pictures, for tuning.</summary>
    public bool Quick { get; private init; }

    /// <summary>Drawn scenes and the built-in model even where there are photographs.</summary>
    public bool Scenes { get; private init; }

    /// <summary>Folder of bench.md and bench.json.</summary>
    public string Output { get; private init; } = "artifacts";

    /// <summary>Whether the table goes into the benchmark page too.</summary>
    public bool WritePage { get; private init; }

    /// <exception cref="UsageException">An argument is unknown or out of range.</exception>
    public static BenchOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new BenchOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            options = arguments[i] switch
            {
                "--quick" => options with { Quick = true },
                "--scenes" => options with { Scenes = true },
                "--write-page" => options with { WritePage = true },
                "--only" => options with { Only = NamesIn(Value(arguments, ref i)) },
                "--repetitions" => options with { Repetitions = Number(Value(arguments, ref i)) },
                "--out" => options with { Output = Value(arguments, ref i) },
                var other => throw new UsageException($"'{other}' is no option."),
            };
        }

        return options;
    }

    private static string Value(IReadOnlyList<string> arguments, ref int i) => i + 1 < arguments.Count
        ? arguments[++i]
        : throw new UsageException($"{arguments[i]} needs a value.");

    private static string[] NamesIn(string text)
    {
        var names = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.FirstOrDefault(name => !Names.Contains(name) && name is not (Figure.Bare or Figure.Square)) is { } unknown
            ? throw new UsageException($"--only: '{unknown}' is none of {string.Join(", ", Names)}.")
            : names;
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostRepetitions
            ? number
            : throw new UsageException($"--repetitions is '{text}'; it must be 1 to {MostRepetitions}.");
}
