namespace Detection.Benchmarks.Gpu;

/// <summary>Tries one thing after another: one that fails leaves a note, and the rest goes on.</summary>
/// <param name="output">Hears what is tried, and all of what went wrong.</param>
internal sealed class GpuAttempts(TextWriter output)
{
    private readonly List<GpuNote> _notes = [];

    public IReadOnlyList<GpuNote> Notes => [.. _notes];

    /// <summary>The result; nothing, and a note, where it fails in a way that <see cref="GpuFailure"/> knows.</summary>
    /// <param name="what">For the note.</param>
    /// <param name="attempt">May throw before it returns.</param>
    /// <typeparam name="T">One that can be null.</typeparam>
    public async Task<T?> TryAsync<T>(string what, Func<Task<T?>> attempt)
    {
        output.WriteLine($"bench: {what}");
        try
        {
            return await attempt();
        }
        catch (Exception e) when (GpuFailure.Is(e))
        {
            output.WriteLine($"bench: {what} failed: {e.Message}");
            _notes.Add(new GpuNote(what, GpuFailure.Reason(e)));
            return default;
        }
    }

    /// <summary>Adds a note on something that did not fail.</summary>
    public void Note(string what, string text)
    {
        output.WriteLine($"bench: {what}: {text}");
        _notes.Add(new GpuNote(what, text));
    }
}
