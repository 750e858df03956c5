namespace Detection.Testing;

/// <summary>The Chromium installed on this machine; tests never download a browser.</summary>
public static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>Absolute path of the program, or null where there is none.</summary>
    public static string? ExecutablePath { get; } = Names
        .SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/bin").Select(folder => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>Why tests that need a browser skip; null where they can run.</summary>
    public static string? SkipReason { get; } =
        ExecutablePath is null ? "needs Chromium ('apt-get install chromium'), which is not installed" : null;
}
