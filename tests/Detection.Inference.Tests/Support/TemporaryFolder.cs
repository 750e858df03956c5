namespace Detection.Inference.Tests.Support;

/// <summary>A folder of its own for one test; gone afterwards.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("detection-inference-").FullName;

    /// <summary>Copies a file in, under another name where one is given, and returns where it is.</summary>
    public string Copy(string file, string? name = null)
    {
        var target = System.IO.Path.Combine(Path, name ?? System.IO.Path.GetFileName(file));
        File.Copy(file, target);
        return target;
    }

    /// <summary>Writes a file and returns where it is.</summary>
    public string Write(string name, ReadOnlySpan<byte> content)
    {
        var target = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(target, content);
        return target;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
