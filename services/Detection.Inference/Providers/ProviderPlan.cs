using Detection.Inference.Models;
using Detection.Inference.Options;

namespace Detection.Inference.Providers;

/// <summary>Which providers to try for each model.</summary>
/// <param name="Gpu">Providers on the GPU, in the order to try them; empty where there is none to try.</param>
/// <param name="Cpu">Whether the CPU will do where those fail.</param>
/// <param name="Problems">Providers on the GPU that were wanted and are not tried, and why.</param>
/// <param name="Signs">Signs of a GPU; empty unless one was wanted.</param>
internal sealed record ProviderPlan(
    IReadOnlyList<ExecutionProvider> Gpu, bool Cpu, IReadOnlyList<ProviderProblem> Problems, IReadOnlyList<string> Signs)
{
    /// <summary>Whether the options ask for a GPU.</summary>
    public bool GpuWanted => Gpu.Count + Problems.Count > 0;

    /// <param name="options">Valid ones.</param>
    /// <param name="probe">Asked only where a GPU is wanted.</param>
    /// <exception cref="ModelLoadException">No provider is left to try.</exception>
    public static ProviderPlan Make(InferenceOptions options, IGpuProbe probe)
    {
        var wanted = Wanted(options.Provider);
        var problems = wanted.Select(provider => (provider, Reason: probe.Problem(provider)))
            .Where(asked => asked.Reason is not null)
            .Select(asked => new ProviderProblem(asked.provider, asked.Reason!))
            .ToArray();
        var plan = new ProviderPlan(
            [.. wanted.Except(problems.Select(problem => problem.Provider))],
            wanted.Count == 0 || (ProviderNames.Are(options.Provider, ProviderNames.Auto) && !options.Strict),
            problems,
            wanted.Count == 0 ? [] : probe.Signs());
        return plan.Cpu || plan.Gpu.Count > 0 ? plan : throw new ModelLoadException(Refusal(options, problems));
    }

    /// <summary>Why a model runs on no better provider; null where the best one runs it.</summary>
    public string? Note(IReadOnlyList<ProviderProblem> problems) =>
        !GpuWanted ? "the CPU was asked for" : problems.Count > 0 ? ProviderProblem.Tell(problems) : null;

    /// <summary>Why the start, or a model, fails without a GPU.</summary>
    public static string Refusal(InferenceOptions options, IReadOnlyList<ProviderProblem> problems) =>
        ProviderNames.Are(options.Provider, ProviderNames.Auto)
            ? $"No GPU can be used ({ProviderProblem.Tell(problems)}), and Inference:Strict forbids the CPU. Set it to false to run without a GPU."
            : $"The provider '{options.Provider}' was requested and cannot be used: {problems[^1].Reason.TrimEnd('.')}. Set it to 'auto' or 'cpu' to run without it.";

    private static IReadOnlyList<ExecutionProvider> Wanted(string provider) => provider.ToLowerInvariant() switch
    {
        ProviderNames.Auto => [ExecutionProvider.TensorRt, ExecutionProvider.Cuda],
        ProviderNames.TensorRt => [ExecutionProvider.TensorRt],
        ProviderNames.Cuda => [ExecutionProvider.Cuda],
        _ => [],
    };
}
