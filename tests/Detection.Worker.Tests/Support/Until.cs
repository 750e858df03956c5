namespace Detection.Worker.Tests.Support;

/// <summary>Waits on conditions that nothing signals.</summary>
internal static class Until
{
    // Only ever reached by a failing test.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task TrueAsync(Func<bool> condition, string what)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (!condition())
        {
            if (deadline.IsCancellationRequested)
                throw new TimeoutException($"Not within {Patience.TotalSeconds} s: {what}.");
            await Task.Delay(5, CancellationToken.None);
        }
    }
}
