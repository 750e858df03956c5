namespace Detection.Testing;

/// <summary>The checkout that the running tests were built from.</summary>
public static class Repository
{
    /// <summary>Absolute path of the folder that holds Detection.sln.</summary>
    public static string Root { get; } = Find();

    /// <summary>Absolute path of something in the checkout.</summary>
    public static string Of(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Detection.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No Detection.sln above {AppContext.BaseDirectory}.");
    }
}
