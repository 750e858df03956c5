namespace Detection.Imaging.Tests;

/// <summary>Damaged pictures. The proof is in the test process being alive afterwards.</summary>
internal static class Damage
{
    /// <summary>Every damaged version decodes or is rejected; nothing else is thrown.</summary>
    public static void AssertSurvives(ImageDecoder decoder, byte[] picture, int rounds, int seed, DecodeTarget? target = null)
    {
        var random = new Random(seed);
        for (var round = 0; round < rounds; round++)
        {
            var mutant = Mutate(picture, random);
            try
            {
                using var decoded = decoder.Decode(mutant, target);
                Assert.True(decoded is { Width: > 0, Height: > 0 });
            }
            catch (ImageRejectedException rejection)
            {
                Assert.NotEmpty(rejection.Message);
            }
        }
    }

    private static byte[] Mutate(byte[] picture, Random random)
    {
        var mutant = (byte[])picture.Clone();
        for (var changes = random.Next(1, 12); changes > 0; changes--)
        {
            var at = random.Next(random.Next(3) == 0 ? Math.Min(100, mutant.Length) : mutant.Length);
            mutant[at] = random.Next(3) switch
            {
                0 => (byte)random.Next(256),
                1 => (byte)(mutant[at] ^ (1 << random.Next(8))),
                _ => random.Next(2) == 0 ? (byte)0 : (byte)255,
            };
        }

        return random.Next(4) == 0 ? mutant[..random.Next(mutant.Length)] : mutant;
    }
}
