using Detection.Evaluation.Accuracy;
using Detection.Evaluation.Pictures;
using Xunit;

namespace Detection.Evaluation.Tests.Pictures;

public sealed class LabelFileTests
{
    [Fact]
    public void Should_read_shares_as_pixels()
    {
        var truths = LabelFile.Parse("a.txt", ["2 0.5 0.25 0.5 0.5", "", " 0\t1e-1 0.9 0.2 0.2 "], 200, 100, 3);

        Assert.Equal([new Truth(2, new Box(50, 0, 150, 50)), new Truth(0, new Box(0, 80, 40, 100))], truths.Select(Rounded));
    }

    [Fact]
    public void Should_read_what_it_writes()
    {
        Truth[] truths = [new(1, new Box(3.25, 4.5, 99.75, 200)), new(0, new Box(0, 0, 320, 240))];

        Assert.Equal(truths, LabelFile.Parse("a.txt", [.. LabelFile.Format(truths, 320, 240)], 320, 240, 2).Select(Rounded));
    }

    [Theory]
    [InlineData("0 0.5 0.5 0.1")]
    [InlineData("0 0.5 0.5 0.1 0.1 0.9")]
    [InlineData("cat 0.5 0.5 0.1 0.1")]
    [InlineData("-1 0.5 0.5 0.1 0.1")]
    [InlineData("0 0,5 0.5 0.1 0.1")]
    [InlineData("0 NaN 0.5 0.1 0.1")]
    [InlineData("0 0.5 0.5 0.1 0")]
    [InlineData("0 50 50 10 10")]
    [InlineData("3 0.5 0.5 0.1 0.1")]
    public void Should_refuse_anything_else_with_its_line(string line)
    {
        var refusal = Assert.Throws<EvaluationException>(() => LabelFile.Parse("a.txt", ["1 0.5 0.5 0.1 0.1", line], 100, 100, 3));

        Assert.StartsWith("a.txt, line 2: ", refusal.Message, StringComparison.Ordinal);
    }

    private static Truth Rounded(Truth t) =>
        t with { Box = new Box(Math.Round(t.Box.X1, 3), Math.Round(t.Box.Y1, 3), Math.Round(t.Box.X2, 3), Math.Round(t.Box.Y2, 3)) };
}
