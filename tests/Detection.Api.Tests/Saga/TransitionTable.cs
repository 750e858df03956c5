using Xunit;

namespace Detection.Api.Tests.Saga;

/// <summary>The state machine as a table: where a detection stands, what arrives, where it stands then, and what is written down.</summary>
public static class TransitionTable
{
    /// <summary>What a detection is called that nobody has heard of.</summary>
    public const string Unknown = "(none)";

    private const string Table = """
        from       | DetectImage         | DetectionStarted   | DetectionCompleted | DetectionFailed    | Fault<DetectImage>
        (none)     | Queued: command     | Processing: start  | Completed: result  | Failed: failure    | Failed: fault
        Submitted  | Submitted: nothing  | Processing: start  | Completed: result  | Failed: failure    | Failed: fault
        Queued     | Queued: nothing     | Processing: start  | Completed: result  | Failed: failure    | Failed: fault
        Processing | Processing: command | Processing: start  | Completed: result  | Failed: failure    | Failed: fault
        Completed  | Completed: nothing  | Completed: nothing | Completed: nothing | Completed: nothing | Completed: nothing
        Failed     | Failed: nothing     | Failed: nothing    | Failed: nothing    | Failed: nothing    | Failed: nothing
        """;

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
