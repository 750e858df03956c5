using System.Diagnostics;

namespace Detection.Testing;

/// <summary>Waits for a condition, not for a time. The deadlines are for machines under load; a passing test never meets one.</summary>
public static class Eventually
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    /// <summary>Looks again and again until it is true.</summary>
    /// <exception cref="TimeoutException">It never was.</exception>
    public static Task TrueAsync(string what, Func<bool> condition) => TrueAsync(what, () => Task.FromResult(condition()));

    /// <summary>Asks again and again until the answer is true.</summary>
    /// <exception cref="TimeoutException">It never was.</exception>
    public static Task TrueAsync(string what, Func<Task<bool>> probe, TimeSpan? patience = null) =>
        GetAsync(what, async () => await probe() ? "" : null, patience);

    /// <summary>Asks again and again until there is an answer.</summary>
    /// <exception cref="TimeoutException">There never was one.</exception>
    public static async Task<T> GetAsync<T>(string what, Func<Task<T?>> probe, TimeSpan? patience = null)
        where T : class
    {
        var clock = Stopwatch.StartNew();
        var deadline = patience ?? Patience;
        while (true)
        {
            if (await probe() is { } answer)
                return answer;
            if (clock.Elapsed > deadline)
                throw new TimeoutException($"Not within {deadline.TotalSeconds:0} s: {what}.");
            await Task.Delay(Interval);
        }
    }
}
