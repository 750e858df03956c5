using Detection.Evaluation.Accuracy;
using Xunit;

namespace Detection.Evaluation.Tests.Accuracy;

public sealed class EvaluatorTests
{
    private const int Cat = 0, Dog = 1, Bird = 2;
    private static readonly string[] Labels = ["cat", "dog", "bird"];
    private static readonly Box Here = new(10, 10, 30, 30), There = new(50, 50, 150, 150);

    [Fact]
    public void Should_give_full_marks_for_what_is_there_and_nothing_else()
    {
        var report = Evaluate(Picture([new(Cat, Here), new(Dog, There)], [new(Cat, 0.9, Here), new(Dog, 0.4, There)]));

        Assert.Equal((1, 2, 1.0, 1.0, 0.0), (report.Pictures, report.Truths, report.Ap50, report.Ap5095, report.FalseAlarmsPerPicture));
        Assert.Equal([new ClassFigures(Cat, "cat", 1, 1, 0, 1, 1), new ClassFigures(Dog, "dog", 1, 0, 0, 1, 1)], report.Classes);
        Assert.Equal([(1, 1.0), (0, null), (1, 1.0), (0, null)], report.Sizes.Select(s => (s.Truths, s.Ap50)));
    }

    [Fact]
    public void Should_give_nothing_for_nothing()
    {
        var report = Evaluate(Picture([new(Cat, Here)], []));

        Assert.Equal((0.0, 0.0), (report.Ap50, report.Ap5095));
    }

    [Fact]
    public void Should_count_a_wrong_class_as_missed_and_as_a_false_alarm()
    {
        var report = Evaluate(Picture([new(Cat, Here), new(Dog, There)], [new(Cat, 0.9, Here), new(Bird, 0.8, There)]), Picture([], []));

        Assert.Equal(0.5, report.Ap50); // cat 1, dog 0; birds are in no picture, and are not averaged
        Assert.Equal(0.5, report.FalseAlarmsPerPicture);
        Assert.Equal(["cat", "dog"], report.Classes.Select(c => c.Label));
    }

    [Fact]
    public void Should_average_over_ten_thresholds()
    {
        // 20 x 16 of 20 x 20: IoU 0.8, which is enough for 0.50 to 0.80.
        var report = Evaluate(Picture([new(Cat, Here)], [new(Cat, 0.9, Here with { Y2 = 26 })]));

        Assert.Equal(1, report.Ap50);
        Assert.Equal(0.7, report.Ap5095, 12);
    }

    [Fact]
    public void Should_rank_over_all_pictures()
    {
        // hit 0.9, alarm 0.8, hit 0.7: 51 recalls at 1, 50 at 2/3.
        var report = Evaluate(
            Picture([new(Cat, Here)], [new(Cat, 0.7, Here)]),
            Picture([new(Cat, There)], [new(Cat, 0.8, Here), new(Cat, 0.9, There)]));

        Assert.Equal((51 + (50 * 2.0 / 3)) / 101, report.Ap50, 12);
        Assert.Equal(0.5, report.FalseAlarmsPerPicture);
    }

    [Fact]
    public void Should_not_match_across_pictures() =>
        Assert.Equal(0, Evaluate(Picture([new(Cat, Here)], []), Picture([], [new(Cat, 0.9, Here)])).Ap50);

    [Fact]
    public void Should_count_duplicates_once()
    {
        var report = Evaluate(Picture([new(Cat, Here)], [new(Cat, 0.9, Here), new(Cat, 0.8, Here), new(Cat, 0.3, Here)]));

        Assert.Equal(1, report.Ap50);
        Assert.Equal(1, report.FalseAlarmsPerPicture); // the third is below the confidence that counts
    }

    [Fact]
    public void Should_refuse_pictures_without_an_object() => Assert.Throws<EvaluationException>(() => Evaluate(Picture([], [])));

    private static EvaluationReport Evaluate(params JudgedPicture[] pictures) => Evaluator.Evaluate(pictures, Labels);

    private static JudgedPicture Picture(Truth[] truths, Found[] found) => new("picture", truths, found);
}
