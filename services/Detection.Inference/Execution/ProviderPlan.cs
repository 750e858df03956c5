namespace Detection.Inference.Execution;

/// <summary>Which providers to try for each model.</summary>
/// <param name="TryCuda">Whether CUDA comes first.</param>
/// <param name="Required">Whether the CPU will not do where CUDA fails.</param>
/// <param name="Note">Why CUDA is not tried; null where it is.</param>
internal sealed record ProviderPlan(bool TryCuda, bool Required, string? Note)
{
    /// <param name="provider">One of <see cref="ProviderNames"/>.</param>
    /// <param name="cudaProblem">Says why there is no CUDA here, or null; asked only where it matters.</param>
    /// <exception cref="ModelLoadException">CUDA is required and not there.</exception>
    public static ProviderPlan Make(string provider, Func<string?> cudaProblem)
    {
        if (provider == ProviderNames.Cpu)
            return new ProviderPlan(false, false, "the CPU was asked for");
        var required = provider == ProviderNames.Cuda;
        var problem = cudaProblem();
        return required && problem is not null
            ? throw new ModelLoadException($"The provider 'cuda' was asked for and cannot be had: {problem}. Ask for 'auto' or 'cpu' to run without it.")
            : new ProviderPlan(problem is null, required, problem);
    }
}
