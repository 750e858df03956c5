using Detection.Evaluation.Accuracy;

namespace Detection.Evaluation.Pictures;

/// <summary>An encoded picture and what is in it.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Encoded">JPEG, PNG or WebP; read when its turn comes.</param>
/// <param name="Truths">The objects, given the upright picture's width and height in pixels.</param>
public sealed record LabelledPicture(string Name, Func<byte[]> Encoded, Func<int, int, IReadOnlyList<Truth>> Truths);
