namespace Detection.Evaluation.Accuracy;

/// <summary>What a found box counts as.</summary>
public enum Verdict
{
    /// <summary>Nothing there, or something that a surer box has taken.</summary>
    FalseAlarm,

    /// <summary>The first to find an object.</summary>
    Hit,

    /// <summary>Neither: it is about objects of a size that is not asked for.</summary>
    Ignored,
}
