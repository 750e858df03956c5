namespace Detection.Api.Ingress;

/// <summary>A message that cannot become a command; goes to the error queue with its text as the reason.</summary>
public sealed class CommandRefusedException(string code, string reason) : Exception($"{code}: {reason}")
{
    /// <summary>One of the contracts' error codes.</summary>
    public string Code { get; } = code;

    /// <summary>What is wrong, in words.</summary>
    public string Reason { get; } = reason;
}
