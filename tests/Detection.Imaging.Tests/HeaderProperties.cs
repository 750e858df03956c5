namespace Detection.Imaging.Tests;

/// <summary>What holds for the header reader whatever the bytes are.</summary>
internal static class HeaderProperties
{
    // Headers of real files end well before this; the rest of a file only costs time.
    private const int Longest = 80_000;

    /// <summary>
    /// Cut anywhere, a picture gets a definite answer; while it arrives, the answer is a wish for more bytes until it
    /// is the final one, which then stays.
    /// </summary>
    public static void AssertConsistentAtEveryLength(byte[] picture)
    {
        var final = ImageHeaderReader.Read(picture, complete: true);
        var isDecided = false;
        for (var length = 0; length <= Math.Min(picture.Length, Longest); length++)
        {
            var prefix = picture.AsSpan(0, length);
            AssertDefinite(ImageHeaderReader.Read(prefix, complete: true));
            var soFar = ImageHeaderReader.Read(prefix, complete: false);
            if (soFar.Status != HeaderStatus.NeedMoreData)
            {
                Assert.Equal(final.Status, soFar.Status);
                Assert.Equal(final.Header, soFar.Header);
                isDecided = true;
            }

            Assert.Equal(isDecided, soFar.Status != HeaderStatus.NeedMoreData);
        }
    }

    public static void AssertAnswersWhateverBitsFlip(byte[] picture, int rounds, int seed)
    {
        var random = new Random(seed);
        var head = picture.AsSpan(0, Math.Min(picture.Length, 4096)).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            var mutant = (byte[])head.Clone();
            for (var flips = random.Next(1, 9); flips > 0; flips--)
                mutant[random.Next(random.Next(2) == 0 ? mutant.Length : Math.Min(64, mutant.Length))] ^= (byte)(1 << random.Next(8));
            AssertDefinite(ImageHeaderReader.Read(mutant, complete: true));
        }
    }

    public static void AssertDefinite(HeaderResult result)
    {
        Assert.NotEqual(HeaderStatus.NeedMoreData, result.Status);
        if (result.Status == HeaderStatus.Found)
            Assert.True(result.Header is { Width: > 0, Height: > 0 });
        else
            Assert.NotEmpty(result.Message!);
    }
}
