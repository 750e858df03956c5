namespace Detection.Evaluation.Scenes.Drawing;

/// <summary>What the writing in scenes says.</summary>
internal static class Words
{
    public static IReadOnlyList<string> All { get; } =
    [
        "start", "finish", "team", "budget", "Monday", "review", "design", "launch", "users", "result", "platform", "entrance",
        "please wait", "first draft", "main hall", "quarter", "garden", "lunch", "library", "ticket", "next step", "pump", "valve",
        "server", "client", "ask Anna", "why?", "done", "later", "growth", "market", "summer sale", "keep left", "fire exit",
    ];
}
