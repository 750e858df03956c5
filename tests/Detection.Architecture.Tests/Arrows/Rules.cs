namespace Detection.Architecture.Tests.Arrows;

/// <summary>Judges arrows by a layer's list.</summary>
internal static class Rules
{
    /// <summary>Whether a layer's project file may hold a reference.</summary>
    public static bool AllowsInProject(this Layer layer, Arrow arrow) => arrow.Where switch
    {
        "project reference" => layer.Projects.Contains(arrow.To),
        "package reference" => BeginsWithAny(arrow.To, layer.Packages),
        // ASP.NET Core's framework is where Microsoft.Extensions.* come from; whether HTTP is used, the assembly tells.
        "framework reference" => arrow.To == "Microsoft.AspNetCore.App" && layer.Extensions,
        _ => false,
    };

    /// <summary>Whether a layer's assembly may refer to another.</summary>
    public static bool AllowsInAssembly(this Layer layer, string assembly)
    {
        if (assembly.StartsWith("Detection.", StringComparison.Ordinal))
            return layer.Projects.Contains(assembly) || layer.HandedOut.Contains(assembly);
        if (BeginsWithAny(assembly, layer.Packages) || BeginsWithAny(assembly, layer.HandedOut))
            return true;
        if (assembly.StartsWith("System.Net.", StringComparison.Ordinal))
            return layer.Network;
        if (Framework.IsBase(assembly))
            return true;
        if (Framework.IsWeb(assembly))
            return assembly.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) ? layer.Extensions : layer.Network;
        return false;
    }

    /// <summary>One line an arrow, for a failing test.</summary>
    public static string Complain(IEnumerable<Arrow> forbidden) => string.Join('\n', forbidden.Select(arrow => $"Forbidden arrow: {arrow}"));

    private static bool BeginsWithAny(string name, string[] beginnings) =>
        Array.Exists(beginnings, beginning => name == beginning || name.StartsWith($"{beginning}.", StringComparison.Ordinal));
}
