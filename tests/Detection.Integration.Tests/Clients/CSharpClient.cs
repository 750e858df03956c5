using System.Reflection;
using System.Runtime.Loader;
using Detection.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;

namespace Detection.Integration.Tests.Clients;

/// <summary>A client that NSwag generates, compiled together with a program that uses it (tests/clients/csharp).</summary>
internal static class CSharpClient
{
    /// <summary>Generates and compiles the client.</summary>
    /// <param name="document">The OpenAPI document.</param>
    public static async Task<Assembly> MakeAsync(string document)
    {
        var settings = new CSharpClientGeneratorSettings
        {
            ClassName = "DetectionClient",
            UseBaseUrl = false,
            CSharpGeneratorSettings =
            {
                Namespace = "Generated",
                JsonLibrary = CSharpJsonLibrary.SystemTextJson,
                GenerateNullableReferenceTypes = true,
            },
        };
        var client = new CSharpClientGenerator(await OpenApiDocument.FromJsonAsync(document), settings).GenerateFile();
        return Compile(client, await File.ReadAllTextAsync(Repository.Of("tests", "clients", "csharp", "Submission.cs")));
    }

    /// <summary>Runs Submission.cs, and returns what it found.</summary>
    public static Task<object[]> SubmitAsync(Assembly client, HttpClient http, byte[] picture) =>
        (Task<object[]>)client.GetType("Generated.Submission", throwOnError: true)!.GetMethod("RunAsync")!.Invoke(null, [http, picture, CancellationToken.None])!;

    private static Assembly Compile(params string[] sources)
    {
        var framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "generated-client",
            sources.Select(source => CSharpSyntaxTree.ParseText(source)),
            framework.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        var faults = result.Diagnostics.Where(fault => fault.Severity >= DiagnosticSeverity.Warning).ToArray();
        if (faults.Length > 0)
            throw new InvalidOperationException(string.Join(Environment.NewLine, faults.Select(fault => fault.ToString())));
        assembly.Position = 0;
        // A context of its own: the next client has the same name.
        return new AssemblyLoadContext("generated-client").LoadFromStream(assembly);
    }
}
