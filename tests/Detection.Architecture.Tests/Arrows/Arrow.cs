namespace Detection.Architecture.Tests.Arrows;

/// <summary>One reference from a project to something else.</summary>
/// <param name="From">The project.</param>
/// <param name="To">A project, package or assembly.</param>
/// <param name="Where">What draws it: the kind of reference.</param>
internal readonly record struct Arrow(string From, string To, string Where)
{
    public override string ToString() => $"{From} -> {To} ({Where})";
}
