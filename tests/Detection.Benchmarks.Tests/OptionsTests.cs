using Detection.Benchmarks.Pictures;
using Detection.Imaging;
using Xunit;

namespace Detection.Benchmarks.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void Should_run_everything_five_times_where_nothing_is_said()
    {
        var options = BenchOptions.Parse([]);

        Assert.Equal((5, false, false, "artifacts"), (options.Repetitions, options.Quick, options.WritePage, options.Output));
        Assert.Equal(BenchOptions.Names, options.Only);
    }

    [Fact]
    public void Should_take_what_is_said()
    {
        var options = BenchOptions.Parse(["--only", "pipeline, embedded", "--repetitions", "1", "--quick", "--out", "there", "--write-page"]);

        Assert.Equal((1, true, true, "there"), (options.Repetitions, options.Quick, options.WritePage, options.Output));
        Assert.Equal(["pipeline", "embedded"], options.Only);
    }

    [Theory]
    [InlineData("--fast")]
    [InlineData("--only")]
    [InlineData("--only", "nothing")]
    [InlineData("--repetitions", "0")]
    [InlineData("--repetitions", "many")]
    public void Should_refuse_the_rest(params string[] arguments) => Assert.Throws<UsageException>(() => BenchOptions.Parse(arguments));

    [Theory]
    [InlineData(96, 5)]
    [InlineData(96, 1)]
    [InlineData(7, 3)]
    public void Should_pass_over_all_pictures_equally_often_and_reach_the_last_memory_mark(int pictures, int repetitions)
    {
        var plan = BenchPlan.Full(pictures, repetitions);

        Assert.Equal(0, plan.RabbitMqPictures % pictures);
        Assert.True(plan.WarmUpPictures + (plan.RabbitMqPictures * repetitions) >= BenchPlan.AllPictures);
    }

    [Fact]
    public void Should_draw_the_same_scene_for_the_same_number()
    {
        var scene = DrawnScene.Draw(3);
        using var image = new ImageDecoder(new ImageLimits()).Decode(scene.Encoded);

        Assert.Equal((480, 640), (image.Width, image.Height));
        Assert.Equal(scene.Encoded, DrawnScene.Draw(3).Encoded);
        Assert.NotEqual(scene.Encoded, DrawnScene.Draw(12).Encoded);
    }
}
