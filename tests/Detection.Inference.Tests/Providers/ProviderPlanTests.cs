using Detection.Inference.Models;
using Detection.Inference.Options;
using Detection.Inference.Providers;
using Detection.Inference.Tests.Support;
using Xunit;

namespace Detection.Inference.Tests.Providers;

public class ProviderPlanTests
{
    private const string NoDriver = "no NVIDIA driver on this machine";

    [Fact]
    public void Should_try_the_best_first_and_the_CPU_last()
    {
        var plan = Make("auto", new FakeGpuProbe());

        Assert.Equal([ExecutionProvider.TensorRt, ExecutionProvider.Cuda], plan.Gpu);
        Assert.True(plan is { Cpu: true, GpuWanted: true, Problems: [] });
        Assert.Null(plan.Note(plan.Problems));
    }

    [Fact]
    public void Should_leave_out_what_cannot_work_and_say_why()
    {
        var plan = Make("Auto", new FakeGpuProbe(tensorRt: "libnvinfer.so.10 is missing"));

        Assert.Equal([ExecutionProvider.Cuda], plan.Gpu);
        Assert.Equal("TensorRT: libnvinfer.so.10 is missing", plan.Note(plan.Problems));
    }

    [Fact]
    public void Should_tell_all_reasons_in_the_order_of_the_tries()
    {
        var plan = Make("auto", new FakeGpuProbe(tensorRt: "libnvinfer.so.10 is missing"));

        Assert.Equal(
            "TensorRT: libnvinfer.so.10 is missing; CUDA: out of memory",
            plan.Note([.. plan.Problems, new ProviderProblem(ExecutionProvider.Cuda, "out of memory.")]));
    }

    [Fact]
    public void Should_tell_a_reason_that_both_share_once()
    {
        var plan = Make("auto", new FakeGpuProbe(NoDriver, NoDriver));

        Assert.Empty(plan.Gpu);
        Assert.True(plan is { Cpu: true, GpuWanted: true, Signs: [] });
        Assert.Equal(NoDriver, plan.Note(plan.Problems));
    }

    [Fact]
    public void Should_not_even_ask_where_the_CPU_is_wanted()
    {
        var probe = new FakeGpuProbe(NoDriver, NoDriver, "/dev/nvidia0 is there");
        var plan = Make("CPU", probe);

        Assert.False(probe.Asked);
        Assert.True(plan is { Cpu: true, GpuWanted: false, Gpu: [], Problems: [], Signs: [] });
        Assert.Equal("the CPU was asked for", plan.Note(plan.Problems));
    }

    [Theory]
    [InlineData("cuda", ExecutionProvider.Cuda)]
    [InlineData("TensorRT", ExecutionProvider.TensorRt)]
    public void Should_try_nothing_but_what_was_asked_for_by_name(string name, object provider)
    {
        var plan = Make(name, new FakeGpuProbe());

        Assert.Equal((ExecutionProvider)provider, Assert.Single(plan.Gpu));
        Assert.False(plan.Cpu);
    }

    [Theory]
    [InlineData("cuda")]
    [InlineData("tensorrt")]
    public void Should_refuse_to_start_without_what_was_asked_for_by_name(string provider)
    {
        var e = Assert.Throws<ModelLoadException>(() => Make(provider, new FakeGpuProbe(NoDriver, NoDriver)));

        Assert.StartsWith($"The provider '{provider}' was requested", e.Message, StringComparison.Ordinal);
        Assert.Contains(NoDriver, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_refuse_to_start_on_the_CPU_alone_where_that_is_ruled_out()
    {
        var e = Assert.Throws<ModelLoadException>(() => Make("auto", new FakeGpuProbe("no TensorRT", "no CUDA"), strict: true));

        Assert.Contains("TensorRT: no TensorRT; CUDA: no CUDA", e.Message, StringComparison.Ordinal);
        Assert.Contains("Strict", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_start_on_any_GPU_where_the_CPU_is_ruled_out()
    {
        var plan = Make("auto", new FakeGpuProbe(tensorRt: "no TensorRT"), strict: true);

        Assert.Equal([ExecutionProvider.Cuda], plan.Gpu);
        Assert.False(plan.Cpu);
    }

    [Fact]
    public void Should_let_the_CPU_be_asked_for_by_name_even_where_it_is_ruled_out_as_a_last_resort() =>
        Assert.True(Make("cpu", new FakeGpuProbe(NoDriver, NoDriver), strict: true).Cpu);

    [Fact]
    public void Should_keep_the_signs_of_a_GPU() =>
        Assert.Equal(["/dev/nvidia0 is there"], Make("auto", new FakeGpuProbe(NoDriver, NoDriver, "/dev/nvidia0 is there")).Signs);

    private static ProviderPlan Make(string provider, IGpuProbe probe, bool strict = false) =>
        ProviderPlan.Make(new InferenceOptions { Provider = provider, Strict = strict }, probe);
}
