namespace Detection.Architecture.Tests.Arrows;

/// <summary>Which assemblies come with .NET itself.</summary>
internal static class Framework
{
    private static readonly string Base = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
    private static readonly string Web = Path.GetDirectoryName(typeof(Microsoft.AspNetCore.Http.HttpContext).Assembly.Location)!;

    /// <summary>Whether an assembly is one of the base library's.</summary>
    public static bool IsBase(string assembly) => File.Exists(Path.Combine(Base, $"{assembly}.dll"));

    /// <summary>Whether an assembly is one of ASP.NET Core's, Microsoft.Extensions.* among them.</summary>
    public static bool IsWeb(string assembly) => File.Exists(Path.Combine(Web, $"{assembly}.dll"));
}
