using Detection.Inference.Models;

namespace Detection.Inference.Providers;

/// <summary>Why a provider does not run a model.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Reason">For an operator; no full stop.</param>
internal sealed record ProviderProblem(ExecutionProvider Provider, string Reason)
{
    /// <summary>All reasons in their order; one that they share only once.</summary>
    public static string Tell(IReadOnlyList<ProviderProblem> problems) =>
        problems.Count > 1 && problems.All(problem => problem.Reason == problems[0].Reason)
            ? problems[0].Reason
            : string.Join("; ", problems.Select(problem => $"{problem.Provider.Label()}: {problem.Reason.TrimEnd('.')}"));
}
