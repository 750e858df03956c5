namespace Detection.Api.Tests.Support;

/// <summary>Waits on conditions that nothing signals.</summary>
internal static class Until
{
    /// <summary>How long a test waits for anything before it fails; only ever reached by a failing test.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task TrueAsync(Func<bool> condition, string what) => TrueAsync(() => Task.FromResult(condition()), what);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            if (deadline.IsCancellationRequested)
                throw new TimeoutException($"Not within {Patience.TotalSeconds} s: {what}.");
            await Task.Delay(5, CancellationToken.None);
        }
    }
}
