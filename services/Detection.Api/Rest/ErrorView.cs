namespace Detection.Api.Rest;

/// <summary>Why a detection failed.</summary>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Message">In words, for people.</param>
/// <param name="Retryable">Whether submitting the same again could succeed.</param>
internal sealed record ErrorView(string Code, string Message, bool Retryable);
