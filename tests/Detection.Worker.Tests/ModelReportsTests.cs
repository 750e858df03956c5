using Detection.Inference.Serving;
using Detection.Worker.Models;
using Detection.Worker.Tests.Support;
using Xunit;

namespace Detection.Worker.Tests;

public sealed class ModelReportsTests(BlocksFixture blocks) : IClassFixture<BlocksFixture>
{
    [Fact]
    public void Should_be_put_together_once_for_each_snapshot()
    {
        var snapshot = blocks.Models.Current;
        var first = ModelReports.Of(snapshot, null);

        Assert.Same(first, ModelReports.Of(snapshot, first));
        Assert.NotSame(first, ModelReports.Of(snapshot with { }, first));
    }

    [Fact]
    public void Should_put_the_default_first()
    {
        var model = blocks.Models.Current.Default;
        var snapshot = new ModelSnapshot([model with { Name = "a" }, model with { Name = "b" }], "b", []);

        Assert.Equal([("b", true), ("a", false)], ModelReports.Of(snapshot, null).Models.Select(report => (report.Name, report.IsDefault)));
    }

    [Fact]
    public void Should_tell_what_was_rejected_and_why()
    {
        var snapshot = blocks.Models.Current with { Rejected = [new RejectedModel("pose", "/srv/models/pose.onnx", "it is a 'pose' model.")] };

        var rejected = Assert.Single(ModelReports.Of(snapshot, null).Rejected);

        Assert.Equal(("pose", "it is a 'pose' model."), (rejected.Name, rejected.Reason));
    }
}
