using System.Numerics;
using System.Runtime.CompilerServices;
using Detection.Inference.Models;

namespace Detection.Inference.Decoding;

/// <summary>
/// Finds invalid scores at almost no cost: a maximum over the bits of all scores, and only if that is too large a second
/// look.
/// </summary>
/// <remarks>
/// As integers, the bits of floats that are not negative rise with the value, infinity and what is no number lie above all
/// others, and a sign above those.
/// </remarks>
/// <param name="isLogit">Whether scores are logits, of which any finite one will do; else they are 0 to 1.</param>
internal struct ScoreRange(bool isLogit)
{
    /// <summary>Rounding may exceed 1, or fall below 0, by this much.</summary>
    private const float Slack = 1e-3f;

    private readonly uint _mask = isLogit ? 0x7FFF_FFFF : uint.MaxValue;
    private readonly uint _most = BitConverter.SingleToUInt32Bits(isLogit ? float.MaxValue : 1f);

    /// <summary>The maximum so far.</summary>
    public Vector<uint> Highest;

    public readonly Vector<uint> Mask => new(_mask);

    /// <summary>Takes one score into account.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(float score) => Highest = Vector.Max(Highest, new Vector<uint>(BitConverter.SingleToUInt32Bits(score) & _mask));

    /// <summary>Checks all scores one by one if the maximum is too large.</summary>
    /// <exception cref="ModelOutputException">One of them is none.</exception>
    public readonly void Verify(ReadOnlySpan<float> scores)
    {
        if (!Vector.GreaterThanAny(Highest, new Vector<uint>(_most)))
            return;
        foreach (var score in scores)
        {
            if (!isLogit)
                Checked(score);
            else if (!float.IsFinite(score))
                throw new ModelOutputException($"The network put out a score of {score}, which is no finite number.");
        }
    }

    /// <summary>A score, rounded into 0 to 1.</summary>
    /// <exception cref="ModelOutputException">It is none.</exception>
    public static float Checked(float score) => score is >= -Slack and <= 1 + Slack
        ? Math.Clamp(score, 0, 1)
        : throw new ModelOutputException($"The network put out a score of {score}; scores are 0 to 1.");
}
