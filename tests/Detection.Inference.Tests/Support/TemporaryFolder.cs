namespace Detection.Inference.Tests.Support;

/// <summary>A folder of its own for one test; gone afterwards.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("detection-inference-").FullName;

    // Later each time: two files of one size within a tick of the file system's clock would look the same.
    private DateTime _written = DateTime.UtcNow;

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

    /// <summary>Puts a copy in the place of whatever is there in one step, as a careful operator does, and returns where it is.</summary>
    public string Replace(string file, string name)
    {
        var target = System.IO.Path.Combine(Path, name);
        File.Copy(file, target + ".part", overwrite: true);
        File.SetLastWriteTimeUtc(target + ".part", _written += TimeSpan.FromSeconds(1));
        File.Move(target + ".part", target, overwrite: true);
        return target;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
