using Detection.Api.Checks;
using Detection.Contracts;

namespace Detection.Api.Ingress;

/// <summary>A command as it was read from plain JSON.</summary>
/// <param name="Command">What could be read; without an id where there was none.</param>
/// <param name="Faults">What is wrong, in words for its sender.</param>
internal sealed record PlainCommand(DetectImage Command, IReadOnlyList<InputFault> Faults);
