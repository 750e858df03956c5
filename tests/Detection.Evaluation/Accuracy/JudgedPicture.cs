namespace Detection.Evaluation.Accuracy;

/// <summary>What is in a picture, and what a model found in it.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Truths">In any order.</param>
/// <param name="Found">In any order.</param>
public sealed record JudgedPicture(string Name, IReadOnlyList<Truth> Truths, IReadOnlyList<Found> Found);
