namespace Detection.Api.Checks;

/// <summary>One thing that is wrong with what a caller sent.</summary>
/// <param name="Code">One of the contracts' error codes.</param>
/// <param name="Message">A sentence for the caller, without control characters.</param>
internal sealed record InputFault(string Code, string Message)
{
    /// <summary>All sentences, in their order.</summary>
    public static string Tell(IEnumerable<InputFault> faults) => string.Join(" ", faults.Select(fault => fault.Message));
}
