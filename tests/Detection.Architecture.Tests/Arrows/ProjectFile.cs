using System.Xml.Linq;
using Detection.Testing;

namespace Detection.Architecture.Tests.Arrows;

/// <summary>What a project file refers to.</summary>
internal static class ProjectFile
{
    /// <summary>The arrows of a layer's own references.</summary>
    public static IEnumerable<Arrow> ArrowsOf(Layer layer)
    {
        var project = XDocument.Load(Repository.Of(layer.ProjectFile));
        foreach (var item in project.Descendants())
        {
            if (item.Attribute("Include")?.Value is not { } include)
                continue;
            switch (item.Name.LocalName)
            {
                case "ProjectReference":
                    yield return new Arrow(layer.Name, Path.GetFileNameWithoutExtension(include.Replace('\\', '/')), "project reference");
                    break;
                case "PackageReference" or "Reference":
                    yield return new Arrow(layer.Name, include, "package reference");
                    break;
                case "FrameworkReference":
                    yield return new Arrow(layer.Name, include, "framework reference");
                    break;
            }
        }
    }
}
