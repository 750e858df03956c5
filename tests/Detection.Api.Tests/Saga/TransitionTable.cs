using Xunit;

namespace Detection.Api.Tests.Saga;

/// <summary>The state machine as a table: where a detection stands, what arrives, where it stands then, and what is written down.</summary>
public static class TransitionTable
{
    /// <summary>What a detection is called that nobody has heard of.</summary>
    public const string Unknown = "(none)";

    /// <summary>What a detection of REST is called whose command no broker has confirmed.</summary>
    public const string Unconfirmed = nameof(Unconfirmed);

    private const string Table = """
        from        | DetectImage         | DetectionStarted   | DetectionCompleted | DetectionFailed    | Fault<DetectImage> | DetectionRequeued
        (none)      | Queued: command     | Processing: start  | Completed: result  | Failed: failure    | Failed: fault      | (none): nothing
        Unconfirmed | Queued: confirm     | Processing: start  | Completed: result  | Failed: failure    | Failed: fault      | Queued: nothing
        Queued      | Queued: nothing     | Processing: start  | Completed: result  | Failed: failure    | Failed: fault      | Queued: nothing
        Processing  | Processing: command | Processing: start  | Completed: result  | Failed: failure    | Failed: fault      | Queued: requeue
        Completed   | Completed: nothing  | Completed: nothing | Completed: nothing | Completed: nothing | Completed: nothing | Completed: nothing
        Failed      | Failed: nothing     | Failed: nothing    | Failed: nothing    | Failed: nothing    | Failed: nothing    | Failed: nothing
        """;

    /// <summary>Every state with every message about a picture.</summary>
    public static TheoryData<string, string> PicturesInEveryState()
    {
        var cells = new TheoryData<string, string>();
        foreach (var row in Rows().Where(row => (string)row[0] != Unknown && (string)row[1] != "DetectionRequeued"))
            cells.Add((string)row[0], (string)row[1]);
        return cells;
    }

    /// <summary>State before, message, state after, what is written down.</summary>
    public static TheoryData<string, string, string, string> Rows()
    {
        var lines = Table.Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToArray();
        var rows = new TheoryData<string, string, string, string>();
        foreach (var line in lines[1..])
        {
            for (var column = 1; column < line.Length; column++)
            {
                var cell = line[column].Split(": ");
                rows.Add(line[0], lines[0][column], cell[0], cell[1]);
            }
        }

        return rows;
    }
}
