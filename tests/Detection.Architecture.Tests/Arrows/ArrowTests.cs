using Detection.Testing;
using Xunit;

namespace Detection.Architecture.Tests.Arrows;

public sealed class ArrowTests
{
    public static TheoryData<string> Names => [.. Layers.All.Select(layer => layer.Name)];

    [Fact]
    public void Should_know_every_project()
    {
        var projects = new[] { "services", "contracts" }
            .SelectMany(folder => Directory.GetFiles(Repository.Of(folder), "*.csproj", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file));

        Assert.Equal(Layers.All.Select(layer => layer.ProjectFile).Order(StringComparer.Ordinal), projects.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Should_draw_only_the_arrows_of_the_house_in_project_files(string name)
    {
        var layer = Named(name);

        var forbidden = ProjectFile.ArrowsOf(layer).Where(arrow => !layer.AllowsInProject(arrow)).ToArray();

        Assert.True(forbidden.Length == 0, Rules.Complain(forbidden));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Should_draw_only_the_arrows_of_the_house_in_assemblies(string name)
    {
        var layer = Named(name);

        var forbidden = CompiledAssembly.Read(name).Assemblies
            .Where(assembly => !layer.AllowsInAssembly(assembly))
            .Select(assembly => new Arrow(name, assembly, "assembly reference"))
            .ToArray();

        Assert.True(forbidden.Length == 0, Rules.Complain(forbidden));
    }

    /// <summary>The API looks at a picture's header; pixels are the worker's.</summary>
    [Fact]
    public void Should_use_imaging_in_the_api_for_header_checks_only()
    {
        string[] allowed =
        [
            "HeaderResult", "HeaderStatus", "ImageFormat", "ImageHeader", "ImageHeaderReader", "ImageHeaderScanner", "ImageLimits", "ImageProblem", "ImageRejectedException",
        ];

        var forbidden = CompiledAssembly.Read(Layers.Api.Name).Types
            .Where(type => type.Assembly == Layers.Imaging.Name && !allowed.Contains(type.Name))
            .Select(type => new Arrow(Layers.Api.Name, type.ToString(), "type reference"))
            .ToArray();

        Assert.True(forbidden.Length == 0, Rules.Complain(forbidden));
    }

    /// <summary>The rules themselves: each of these is what they are there to stop.</summary>
    [Theory]
    [InlineData("Detection.Contracts", "Microsoft.Extensions.Logging.Abstractions")]
    [InlineData("Detection.Contracts", "Detection.Imaging")]
    [InlineData("Detection.Imaging", "Detection.Inference")]
    [InlineData("Detection.Inference", "MassTransit.Abstractions")]
    [InlineData("Detection.Inference", "Microsoft.AspNetCore.Http.Abstractions")]
    [InlineData("Detection.Inference", "System.Net.Http")]
    [InlineData("Detection.Inference", "Detection.Contracts")]
    [InlineData("Detection.Inference", "Emgu.CV")]
    [InlineData("Detection.Storage", "MassTransit")]
    [InlineData("Detection.Hosting", "Detection.Contracts")]
    [InlineData("Detection.Hosting", "Detection.Storage")]
    [InlineData("Detection.Api", "Detection.Inference")]
    [InlineData("Detection.Api", "Emgu.CV")]
    [InlineData("Detection.Worker", "Microsoft.ML.OnnxRuntime")]
    [InlineData("Detection.Worker", "Detection.Api")]
    [InlineData("Detection.Worker", "Detection.Standalone")]
    public void Should_forbid(string from, string to)
    {
        Assert.False(Named(from).AllowsInAssembly(to));
        Assert.False(Named(from).AllowsInProject(new Arrow(from, to, "package reference")));
        Assert.False(Named(from).AllowsInProject(new Arrow(from, to, "project reference")));
        Assert.Equal($"Forbidden arrow: {from} -> {to} (assembly reference)", Rules.Complain([new Arrow(from, to, "assembly reference")]));
    }

    private static Layer Named(string name) => Layers.All.Single(layer => layer.Name == name);
}
