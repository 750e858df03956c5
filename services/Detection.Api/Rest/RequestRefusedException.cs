namespace Detection.Api.Rest;

/// <summary>A request that is refused with a status and a code; becomes problem details.</summary>
internal sealed class RequestRefusedException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>After how many seconds the same request may be answered otherwise; null: it will not.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>A refusal whose status follows from its code.</summary>
    public static RequestRefusedException Of(string code, string message) => new(Problem.StatusOf(code), code, message);
}
