using System.Collections.Immutable;

namespace Detection.Architecture.Tests.Arrows;

/// <summary>A method of another assembly, as compiled code calls it.</summary>
/// <param name="Type">Full name of the type.</param>
/// <param name="Name">Name of the method; properties are get_X and set_X, constructors .ctor.</param>
/// <param name="Parameters">Names of the parameters' types, without namespaces.</param>
internal sealed record MemberUse(string Type, string Name, ImmutableArray<string> Parameters)
{
    public override string ToString() => $"{Type}.{Name}({string.Join(", ", Parameters)})";
}
