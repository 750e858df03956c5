using Detection.Contracts;
using Xunit;

namespace Detection.Architecture.Tests.Contracts;

/// <summary>Each message tells which detection it is about, by one convention.</summary>
public sealed class DetectionIdTests
{
    private static readonly Guid Id = new("0190f5e2-7c1a-7b3e-9d52-6c1f0a4b8e77");

    [Fact]
    public void Should_find_the_id_of_every_message_but_the_workers_reports()
    {
        foreach (var example in Examples.All.Values)
        {
            Guid? expected = example is WorkerReported ? null : Id;
            var of = typeof(DetectionIds).GetMethod(nameof(DetectionIds.Of))!.MakeGenericMethod(example.GetType());
            Assert.Equal(expected, of.Invoke(null, [example]));
        }
    }

    [Fact]
    public void Should_find_the_id_of_the_message_that_a_fault_holds()
    {
        Assert.Equal(Id, DetectionIds.Of<IFault<DetectImage>>(new Fault(new DetectImage { DetectionId = Id })));
        Assert.Equal(Guid.Empty, DetectionIds.Of<IFault<DetectImage>>(new Fault(null)));
        Assert.Null(DetectionIds.Of<IFault<WorkerReported>>(new ReportFault()));
    }

    [Fact]
    public void Should_tell_an_id_that_was_left_out_from_a_message_about_no_detection()
    {
        Assert.Equal(Guid.Empty, DetectionIds.Of(new DetectImage()));
        Assert.Null(DetectionIds.Of("text"));
    }

    /// <summary>As MassTransit's, which the contracts do not know.</summary>
    private interface IFault<out T>
        where T : class
    {
        T? Message { get; }
    }

    private sealed record Fault(DetectImage? Message) : IFault<DetectImage>;

    private sealed record ReportFault : IFault<WorkerReported>
    {
        public WorkerReported? Message => null;
    }
}
