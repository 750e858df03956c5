using Detection.Benchmarks.Measuring;

namespace Detection.Benchmarks.Contestants;

/// <summary>Something that is measured again and again, in turn with the others.</summary>
internal interface IContestant : IAsyncDisposable
{
    /// <summary>For messages.</summary>
    string Name { get; }

    /// <summary>Starts it and warms it up. It stays up over all repetitions.</summary>
    /// <param name="results">Takes notes.</param>
    /// <param name="cancellationToken">Ends it between two pictures.</param>
    Task PrepareAsync(Results results, CancellationToken cancellationToken);

    /// <summary>Measures once.</summary>
    /// <param name="results">Takes the values.</param>
    /// <param name="cancellationToken">Ends it between two pictures.</param>
    Task MeasureAsync(Results results, CancellationToken cancellationToken);
}
