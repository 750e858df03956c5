namespace Detection.Architecture.Tests.Arrows;

/// <summary>A type of another assembly, as compiled code names it.</summary>
internal readonly record struct TypeUse(string Assembly, string Namespace, string Name)
{
    public override string ToString() => $"{Namespace}.{Name}";
}
