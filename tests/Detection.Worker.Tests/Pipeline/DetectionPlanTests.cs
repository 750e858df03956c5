using Detection.Contracts;
using Detection.Worker.Pipeline;
using Detection.Worker.Tests.Support;
using Xunit;

namespace Detection.Worker.Tests.Pipeline;

public sealed class DetectionPlanTests(BlocksFixture blocks) : IClassFixture<BlocksFixture>
{
    [Fact]
    public void Should_have_the_documented_defaults()
    {
        using var plan = Of(null);

        Assert.Equal("blocks", plan.Detector.Model.Name);
        Assert.Equal((0.25f, 0.7f, 300), (plan.Parameters.Confidence, plan.Parameters.IoU, plan.Parameters.MaxDetections));
        Assert.Null(plan.Parameters.Classes);
        Assert.True(plan.Annotate);
        Assert.Equal(plan.Parameters, Of(new DetectionOptions { Classes = [] }).Parameters);
    }

    [Fact]
    public void Should_take_over_what_was_asked_for()
    {
        var plan = Of(new DetectionOptions { Confidence = 0.5, IoU = 0.4, MaxDetections = 7, Model = "blocks", Annotate = false });

        Assert.Equal((0.5f, 0.4f, 7), (plan.Parameters.Confidence, plan.Parameters.IoU, plan.Parameters.MaxDetections));
        Assert.Equal("blocks", plan.Detector.Model.Name);
        Assert.False(plan.Annotate);
    }

    [Theory]
    [InlineData("red", 0)]
    [InlineData("GREEN", 1)]
    [InlineData("Blue", 2)]
    [InlineData("2", 2)]
    [InlineData("02", 2)]
    public void Should_know_classes_by_name_and_id(string name, int id) =>
        Assert.Equal([id], Of(new DetectionOptions { Classes = [name] }).Parameters.Classes);

    [Theory]
    [InlineData("person", "person|bus|Person ", 0, 2)]
    [InlineData(" cat, black ", "dog|cat, black", 1)]
    [InlineData("1", "1|2|1", 0, 2)]
    [InlineData("2", "1|x|3", 2)]
    public void Should_mean_every_class_of_a_label_or_the_number(string name, string labels, params int[] ids)
    {
        Assert.Equal(ids, ClassNames.Find([name], labels.Split('|'), out var unknown).Order());
        Assert.Empty(unknown);
    }

    [Theory]
    [InlineData("person", new[] { 0, 2 })]
    [InlineData("screw, long", new[] { 1 })]
    [InlineData("bolt", new[] { 3 })]
    [InlineData(" bolt ", new[] { 3 })]
    [InlineData("0", new[] { 4 })] // a label goes before a number
    [InlineData("1", new[] { 1 })]
    public void Should_mean_all_classes_of_a_label_whatever_it_looks_like(string name, int[] ids)
    {
        var labelled = blocks.Models.Current.Default with { Labels = ["person", "screw, long", "Person", " bolt ", "0"] };

        using var plan = DetectionPlan.Of(new DetectionOptions { Classes = [name] }, new BrokenModel(labelled));

        Assert.Equal(ids, plan.Parameters.Classes!.Order());
    }

    [Fact]
    public void Should_count_a_class_once() =>
        Assert.Equal([0, 1], Of(new DetectionOptions { Classes = ["red", "0", "RED", "green"] }).Parameters.Classes!.Order());

    [Theory]
    [InlineData("purple")]
    [InlineData("3")]
    [InlineData("-1")]
    [InlineData("1.0")]
    [InlineData("99999999999")]
    public void Should_refuse_unknown_classes_and_say_which(string name)
    {
        var e = Assert.Throws<DetectionRejectedException>(() => Of(new DetectionOptions { Classes = ["red", name] }));

        Assert.Equal(ErrorCodes.OptionsInvalid, e.Code);
        Assert.Contains($"The model blocks has no class '{name}'", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yolov9000")]
    [InlineData("BLOCKS")]
    [InlineData("../blocks")]
    public void Should_refuse_unknown_models_and_say_which_there_are(string name)
    {
        var e = Assert.Throws<DetectionRejectedException>(() => Of(new DetectionOptions { Model = name }));

        Assert.Equal(ErrorCodes.ModelUnknown, e.Code);
        Assert.Equal($"This worker has no model '{name}'; it has blocks.", e.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Should_take_the_ends_of_the_ranges(double end)
    {
        var plan = Of(new DetectionOptions { Confidence = end, IoU = end, MaxDetections = end == 0 ? 1 : 1000 });

        Assert.Equal((float)end, plan.Parameters.Confidence);
    }

    [Fact]
    public void Should_keep_its_model_until_disposed()
    {
        var models = new CountingRegistry(blocks.Models);

        var plan = DetectionPlan.Of(null, models);
        Assert.Equal(1, models.Out);
        plan.Dispose();
        Assert.Equal(0, models.Out);
    }

    [Fact]
    public void Should_give_its_model_back_where_a_class_is_unknown()
    {
        var models = new CountingRegistry(blocks.Models);

        Assert.Throws<DetectionRejectedException>(() => DetectionPlan.Of(new DetectionOptions { Classes = ["purple"] }, models));

        Assert.Equal((1, 0), (models.Rented, models.Out));
    }

    public static TheoryData<string, DetectionOptions> OutOfRange => new()
    {
        { "confidence", new DetectionOptions { Confidence = -0.01 } },
        { "confidence", new DetectionOptions { Confidence = 1.01 } },
        { "confidence", new DetectionOptions { Confidence = double.NaN } },
        { "iou", new DetectionOptions { IoU = -0.01 } },
        { "iou", new DetectionOptions { IoU = double.PositiveInfinity } },
        { "maxDetections", new DetectionOptions { MaxDetections = 0 } },
        { "maxDetections", new DetectionOptions { MaxDetections = 1001 } },
        { "classes", new DetectionOptions { Classes = [" "] } },
        { "classes", new DetectionOptions { Classes = [null!] } },
        { "classes", new DetectionOptions { Classes = [.. Enumerable.Repeat("red", 1001)] } },
        { "model", new DetectionOptions { Model = "" } },
        { "model", new DetectionOptions { Model = "blo\ncks" } },
        { "reference", new DetectionOptions { Reference = new string('x', 257) } },
        { "reference", new DetectionOptions { Reference = "a\0b" } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Should_refuse_options_out_of_range_by_their_names(string name, DetectionOptions options)
    {
        var e = Assert.Throws<DetectionRejectedException>(() => Of(options));

        Assert.Equal(ErrorCodes.OptionsInvalid, e.Code);
        Assert.StartsWith($"{name} must be ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_tell_all_that_is_wrong_at_once()
    {
        var e = Assert.Throws<DetectionRejectedException>(() => Of(new DetectionOptions { Confidence = 2, IoU = 2, MaxDetections = 0 }));

        Assert.All(["confidence", "iou", "maxDetections"], name => Assert.Contains($"{name} must be", e.Message, StringComparison.Ordinal));
    }

    private DetectionPlan Of(DetectionOptions? options) => DetectionPlan.Of(options, blocks.Models);
}
