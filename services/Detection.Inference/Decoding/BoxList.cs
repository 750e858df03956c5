using Detection.Inference.Models;

namespace Detection.Inference.Decoding;

/// <summary>Reads a list of found boxes: rows of left, top, right and bottom in pixels of the input, score and class.</summary>
/// <remarks>Ultralytics' layout of <c>end2end</c> models and of exports with <c>nms=True</c>. Unused rows are zeros.</remarks>
internal static class BoxList
{
    public const int Columns = ModelInterface.ListColumns;

    /// <summary>How far a class may be from a whole number: graphs compute it, in half precision too.</summary>
    private const float ClassSlack = 0.01f;

    /// <summary>Adds the boxes above the threshold to <paramref name="candidates"/>, in their order.</summary>
    /// <param name="rows">Whole rows of <see cref="Columns"/> values.</param>
    /// <param name="labels">Classes that the model has.</param>
    /// <param name="threshold">0 to 1.</param>
    /// <param name="classes">Class ids that count; null for all.</param>
    /// <param name="candidates">Where to add.</param>
    /// <exception cref="ModelOutputException">A score is none, or a box is of no class.</exception>
    public static void Decode(ReadOnlySpan<float> rows, int labels, float threshold, IReadOnlySet<int>? classes, CandidateList candidates)
    {
        for (; rows.Length >= Columns; rows = rows[Columns..])
        {
            var score = ScoreRange.Checked(rows[4]);
            if (!(score > threshold))
                continue;
            var classId = ClassOf(rows[5], labels);
            if (classes is null || classes.Contains(classId))
                candidates.Add(new Candidate(rows[0], rows[1], rows[2], rows[3], score, classId));
        }
    }

    private static int ClassOf(float value, int labels)
    {
        var rounded = MathF.Round(value);
        return MathF.Abs(value - rounded) <= ClassSlack && rounded >= 0 && rounded < labels
            ? (int)rounded
            : throw new ModelOutputException($"The network put out a box of class {value}; it has the classes 0 to {labels - 1}.");
    }
}
