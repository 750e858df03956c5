namespace Detection.Benchmarks.Gpu;

/// <summary>Why something has no figure, or one of something else than was asked for.</summary>
/// <param name="What">What was tried.</param>
/// <param name="Text">The reason, in one line.</param>
internal sealed record GpuNote(string What, string Text);
