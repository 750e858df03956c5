using Detection.Inference.Batching;
using Detection.Inference.Options;
using Xunit;

namespace Detection.Inference.Tests.Batching;

public sealed class BatchSizesTests
{
    [Theory]
    [InlineData(1, new[] { 1 })]
    [InlineData(2, new[] { 1, 2 })]
    [InlineData(6, new[] { 1, 2, 4, 6 })]
    [InlineData(16, new[] { 1, 2, 4, 8, 16 })]
    [InlineData(256, new[] { 1, 2, 4, 8, 16, 32, 64, 128, 256 })]
    public void Should_be_few_on_a_gpu(int largest, int[] expected) => Assert.Equal(expected, BatchSizes.Few(largest).All);

    [Fact]
    public void Should_be_every_one_on_a_cpu() => Assert.Equal([1, 2, 3, 4, 5], BatchSizes.Every(5).All);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 4)]
    [InlineData(9, 12)]
    [InlineData(12, 12)]
    [InlineData(13, 13)] // was gathered before a smaller limit was found
    public void Should_take_the_smallest_that_holds_all(int count, int expected) => Assert.Equal(expected, BatchSizes.Few(12).For(count));

    [Fact]
    public void Should_split_so_that_only_the_last_part_is_ever_padded()
    {
        for (var largest = 2; largest <= BatchOptions.MostPictures; largest++)
        {
            var sizes = BatchSizes.Few(largest);
            for (var count = 2; count <= largest; count++)
                Check(sizes, count, last: true);
        }

        static void Check(BatchSizes sizes, int count, bool last)
        {
            Assert.True(last || sizes.For(count) == count, $"{count} of {sizes.Largest}");
            if (count == 1)
                return;
            var part = BatchSizes.FirstPart(count);
            Assert.InRange(part, 1, count - 1);
            Check(sizes, part, last: false);
            Check(sizes, count - part, last);
        }
    }
}
