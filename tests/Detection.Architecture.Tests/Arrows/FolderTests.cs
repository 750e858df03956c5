using Xunit;

namespace Detection.Architecture.Tests.Arrows;

/// <summary>Inside a project the folders know each other in one direction only, and the root is known by nobody: it composes.</summary>
public sealed class FolderTests
{
    [Theory]
    [MemberData(nameof(ArrowTests.Names), MemberType = typeof(ArrowTests))]
    public void Should_have_no_circle_of_folders(string project)
    {
        var arrows = FolderGraph.Read(project);

        var circles = FolderGraph.CirclesIn(arrows);

        Assert.True(circles.Count == 0, string.Join('\n', circles.Select(circle => Describe(circle, arrows))));
    }

    private static string Describe(string[] circle, IReadOnlyList<FolderArrow> arrows) =>
        $"Circle: {string.Join(", ", circle.Select(FolderArrow.Display))}\n"
        + string.Join('\n', arrows.Where(arrow => circle.Contains(arrow.From) && circle.Contains(arrow.To)).Select(arrow => $"  {arrow}"));
}
