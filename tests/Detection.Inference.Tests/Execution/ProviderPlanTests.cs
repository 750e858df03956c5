using Detection.Inference.Execution;
using Xunit;

namespace Detection.Inference.Tests.Execution;

public class ProviderPlanTests
{
    private const string Problem = "no NVIDIA driver on this machine";

    [Fact]
    public void Should_try_CUDA_where_nothing_speaks_against_it() =>
        Assert.Equal(new ProviderPlan(TryCuda: true, Required: false, Note: null), ProviderPlan.Make("auto", () => null));

    [Fact]
    public void Should_say_why_not_CUDA() =>
        Assert.Equal(new ProviderPlan(TryCuda: false, Required: false, Problem), ProviderPlan.Make("auto", () => Problem));

    [Fact]
    public void Should_not_even_ask_where_the_CPU_is_wanted()
    {
        var plan = ProviderPlan.Make("cpu", () => throw new InvalidOperationException("asked"));

        Assert.Equal(new ProviderPlan(TryCuda: false, Required: false, "the CPU was asked for"), plan);
    }

    [Fact]
    public void Should_require_CUDA_where_it_is_wanted() =>
        Assert.Equal(new ProviderPlan(TryCuda: true, Required: true, Note: null), ProviderPlan.Make("cuda", () => null));

    [Fact]
    public void Should_refuse_to_start_where_CUDA_is_wanted_and_not_there()
    {
        var e = Assert.Throws<ModelLoadException>(() => ProviderPlan.Make("cuda", () => Problem));

        Assert.Contains(Problem, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_answer_about_this_machine()
    {
        // Whatever the machine: with a driver there is nothing to say, without one it is said in words.
        var hasDriver = File.Exists("/proc/driver/nvidia/version");

        Assert.Equal(hasDriver ? null : Problem, CudaProbe.Problem());
    }
}
