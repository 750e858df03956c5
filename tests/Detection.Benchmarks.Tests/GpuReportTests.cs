using Detection.Benchmarks.Gpu;
using Detection.Contracts;
using Xunit;

namespace Detection.Benchmarks.Tests;

public sealed class GpuReportTests
{
    [Fact]
    public void Should_count_a_picture_s_share_of_its_run_and_the_pictures_of_a_run()
    {
        var means = new StageMeans();
        for (var picture = 0; picture < 4; picture++)
            means.Add(new StageTimes { Decode = 3, Infer = 8, BatchSize = 4 });
        means.Add(new StageTimes { Decode = 8, Infer = 2, BatchSize = 1 });

        var (times, run) = means.Means();

        Assert.Equal(4, times.Decode, 6);
        Assert.Equal(2, times.Infer, 6); // two runs, 10 ms, five pictures
        Assert.Equal(2.5, run, 6);
    }

    [Fact]
    public void Should_take_a_picture_as_alone_where_nobody_tells()
    {
        var means = new StageMeans();
        means.Add(new StageTimes { Infer = 6 });

        Assert.Equal((6.0, 1.0), (means.Means().Times.Infer, means.Means().RunSize));
    }
}
