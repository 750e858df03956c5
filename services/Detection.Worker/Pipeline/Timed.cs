namespace Detection.Worker.Pipeline;

/// <summary>What a piece of work gave, and how long that took.</summary>
/// <param name="Value">Its result.</param>
/// <param name="Waited">Milliseconds before it began.</param>
/// <param name="Ran">Milliseconds from its begin to its end.</param>
internal readonly record struct Timed<T>(T Value, double Waited, double Ran);
