namespace Detection.Inference.Decoding;

/// <summary>The boxes of some anchors, computed on demand.</summary>
internal interface IAnchorBoxes
{
    /// <summary>Whether scores are logits.</summary>
    static abstract bool AreLogits { get; }

    /// <summary>A score as a confidence, 0 to 1.</summary>
    float Confidence(float score);

    /// <summary>The box of an anchor.</summary>
    Candidate At(int anchor, float confidence, int classId);
}
