using System.Globalization;

namespace Detection.Imaging.Tests;

public sealed class LabelMasksTests
{
    [Fact]
    public void Should_draw_a_word_once_for_each_size()
    {
        var masks = new LabelMasks();
        LabelFont small = new(9), large = new(30);

        var first = masks.Of("person", small);

        Assert.Same(first, masks.Of("person", new LabelFont(9)));
        Assert.NotSame(first, masks.Of("car", small));
        Assert.True(masks.Of("person", large).Size.Width > 2 * first.Size.Width);
        Assert.Equal(small.Measure("person"), first.Size);
    }

    [Fact]
    public void Should_hold_ink_within_its_padding()
    {
        var font = new LabelFont(20);
        var mask = new LabelMasks().Of("HI", font);
        Assert.Equal(mask.Size.Width * mask.Size.Height, mask.Length);
        Assert.Contains((byte)255, Enumerable.Range(0, mask.Size.Height).SelectMany(y => mask.Row(y).ToArray()));
        for (var y = 0; y < mask.Size.Height; y++)
            Assert.Equal(0, mask.Row(y)[0] | mask.Row(y)[^1]);
    }

    [Fact]
    public void Should_stay_small_however_many_words_come()
    {
        var masks = new LabelMasks();
        var font = new LabelFont(120);
        var first = masks.Of("0", font);
        var drawn = 0L;
        for (var i = 1; drawn <= LabelMasks.MaxBytes; i++)
            drawn += masks.Of(i.ToString(CultureInfo.InvariantCulture), font).Length;

        Assert.NotSame(first, masks.Of("0", font)); // it was let go
    }

    [Fact]
    public void Should_draw_on_many_threads_at_once()
    {
        var masks = new LabelMasks();
        var font = new LabelFont(12);
        var expected = Enumerable.Range(0, 50).Select(i => font.Draw($"{i}%").Length).ToArray();
        Parallel.For(0, 500, i => Assert.Equal(expected[i % 50], masks.Of($"{i % 50}%", font).Length));
    }
}
