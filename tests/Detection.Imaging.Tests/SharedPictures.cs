using Detection.Testing;

namespace Detection.Imaging.Tests;

/// <summary>The pictures of ../shared/images, as "folder/name" and content.</summary>
internal static class SharedPictures
{
    public static IEnumerable<(string Name, byte[] Bytes)> All() =>
        Directory.GetDirectories(SharedFolder.Of("images")).Order(StringComparer.Ordinal).SelectMany(folder => In(Path.GetFileName(folder)));

    public static IEnumerable<(string Name, byte[] Bytes)> In(string folder) =>
        Directory.GetFiles(SharedFolder.Of("images", folder)).Order(StringComparer.Ordinal)
            .Select(file => ($"{folder}/{Path.GetFileName(file)}", File.ReadAllBytes(file)));

    public static byte[] Read(string folder, string name) => File.ReadAllBytes(SharedFolder.Of("images", folder, name));
}
