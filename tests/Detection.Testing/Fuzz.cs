using System.Buffers.Binary;
using System.Globalization;

namespace Detection.Testing;

/// <summary>Inputs with something wrong with them, the same ones each time.</summary>
/// <remarks>make test-fuzz runs more of them: FUZZ_TIMES as many, from FUZZ_SEED on.</remarks>
public static class Fuzz
{
    /// <summary>The category of these tests.</summary>
    public const string Category = "Fuzz";

    private const int Changes = 12;
    private const int MostBytes = 4096;

    /// <summary>To be added to a test's own seed: FUZZ_SEED, 0 unless set.</summary>
    public static int From => Setting("FUZZ_SEED", 0);

    /// <summary>Rounds of a test: as many as it has in make test, times FUZZ_TIMES.</summary>
    public static int Rounds(int usual) => usual * Setting("FUZZ_TIMES", 1);

    /// <summary>Mutants of an original, one a round.</summary>
    /// <param name="original">At least a byte.</param>
    /// <param name="usual">Rounds in make test.</param>
    /// <param name="seed">Other mutants for another seed.</param>
    public static IEnumerable<byte[]> Mutants(byte[] original, int usual, int seed)
    {
        for (var round = 0; round < Rounds(usual); round++)
            yield return Mutate(original, new Random(HashCode(seed, From, round)));
    }

    // System.HashCode differs from process to process.
    private static int HashCode(int seed, int from, int round) => unchecked(((seed * 397) + from) * 1_000_003 + round);

    /// <summary>Changes bytes, most of them near the front, where headers are; cuts, repeats and drops pieces.</summary>
    private static byte[] Mutate(byte[] original, Random random)
    {
        var mutant = (byte[])original.Clone();
        for (var changes = random.Next(1, Changes); changes > 0 && mutant.Length > 0; changes--)
        {
            var at = random.Next(random.Next(3) == 0 ? Math.Min(100, mutant.Length) : mutant.Length);
            switch (random.Next(12))
            {
                case < 3:
                    mutant[at] = (byte)random.Next(256);
                    break;
                case < 6:
                    mutant[at] ^= (byte)(1 << random.Next(8));
                    break;
                case < 8:
                    mutant[at] = random.Next(2) == 0 ? (byte)0 : (byte)255;
                    break;
                case 8:
                    WriteExtreme(mutant.AsSpan(at), random);
                    break;
                case 9:
                    mutant = [.. mutant[..at], .. Piece(mutant, at, random), .. mutant[at..]];
                    break;
                case 10:
                    mutant = [.. mutant[..at], .. mutant[(at + Piece(mutant, at, random).Length)..]];
                    break;
                default:
                    mutant = Swapped(mutant, at, random);
                    break;
            }
        }

        return random.Next(6) == 0 ? mutant[..random.Next(mutant.Length + 1)] : mutant;
    }

    private static byte[] Piece(byte[] of, int at, Random random) => of[at..Math.Min(of.Length, at + random.Next(1, MostBytes))];

    // Lengths and counts that no honest file has.
    private static void WriteExtreme(Span<byte> at, Random random)
    {
        if (at.Length < sizeof(uint))
            return;
        var value = random.Next(5) switch
        {
            0 => uint.MaxValue,
            1 => (uint)int.MaxValue,
            2 => (uint)int.MaxValue + 1,
            3 => 0u,
            _ => (uint)random.Next(1 << random.Next(1, 31)),
        };
        if (random.Next(2) == 0)
            BinaryPrimitives.WriteUInt32BigEndian(at, value);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(at, value);
    }

    private static byte[] Swapped(byte[] mutant, int at, Random random)
    {
        var piece = Piece(mutant, at, random);
        byte[] rest = [.. mutant[..at], .. mutant[(at + piece.Length)..]];
        var to = random.Next(rest.Length + 1);
        return [.. rest[..to], .. piece, .. rest[to..]];
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
