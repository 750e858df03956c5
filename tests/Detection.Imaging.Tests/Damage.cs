using System.Diagnostics;
using Detection.Testing;

namespace Detection.Imaging.Tests;

/// <summary>Damaged pictures. The proof is in the test process being alive afterwards.</summary>
internal static class Damage
{
    // For a picture of some thousand pixels, on a machine under load.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Every damaged version decodes or is rejected, and soon; nothing else is thrown.</summary>
    public static void AssertSurvives(ImageDecoder decoder, byte[] picture, int rounds, int seed, DecodeTarget? target = null)
    {
        foreach (var mutant in Fuzz.Mutants(picture, rounds, seed))
        {
            var clock = Stopwatch.StartNew();
            try
            {
                using var decoded = decoder.Decode(mutant, target);
                Assert.True(decoded is { Width: > 0, Height: > 0 });
            }
            catch (ImageRejectedException rejection)
            {
                Assert.NotEmpty(rejection.Message);
            }

            Assert.True(clock.Elapsed < Longest, $"{clock.Elapsed} for {mutant.Length} bytes: {Convert.ToBase64String(mutant.AsSpan(0, Math.Min(500, mutant.Length)))}");
        }
    }
}
