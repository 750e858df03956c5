namespace Detection.Inference.Models;

/// <summary>How a model fared on the picture drawn in code, at start.</summary>
/// <param name="Ok">Finite outputs of the right shape, sane coordinates, the same twice, the same as on the CPU.</param>
/// <param name="Milliseconds">Of one warm inference at the model's full size.</param>
public sealed record SelfTestResult(bool Ok, double Milliseconds);
