using Detection.Api.Persistence;
using Detection.Api.Tests.Support;
using Detection.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Xunit;

namespace Detection.Api.Tests.Persistence;

/// <summary>Where the protected SQLite is found. That it keeps a process alive is shown by the stand-in's and the embedded mode's tests.</summary>
public sealed class SqliteLibraryTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Should_load_in_this_process() => Assert.Null(SqliteLibrary.Load());

    [Fact]
    public void Should_load_the_very_file_that_EF_Core_uses()
    {
        Assert.Null(SqliteLibrary.Load());
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();

        var loaded = File.ReadLines("/proc/self/maps")
            .Where(line => line.EndsWith(SqliteLibrary.FileName, StringComparison.Ordinal))
            .Select(line => line[line.IndexOf('/', StringComparison.Ordinal)..]).Distinct();
        Assert.Single(loaded);
    }

    // The folder that the host names for each layout, and where the library lies in it.
    [Theory]
    [InlineData("build or portable publish", "runtimes/linux-x64/native/")]
    [InlineData("publish for a platform, framework-dependent or self-contained", "")]
    [InlineData("single file, extracted at the start", ".net/Detection.Standalone/hash/")]
    public void Should_look_where_the_host_says(string layout, string folder)
    {
        var file = _folder.Of(folder, SqliteLibrary.FileName);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "not a library");

        var reason = SqliteLibrary.LoadFrom([_folder.Of("shared/Microsoft.NETCore.App"), _folder.Of(folder)], SqliteLibrary.FileName);

        Assert.True(reason?.Contains($"{SqliteLibrary.FileName} does not load: {file}: ", StringComparison.Ordinal), $"{layout}: {reason}");
    }

    [Fact]
    public void Should_take_the_first_folder_that_has_it_as_NET_does()
    {
        foreach (var name in (string[])["second", "third"])
        {
            Directory.CreateDirectory(_folder.Of(name));
            File.WriteAllText(_folder.Of(name, SqliteLibrary.FileName), "not a library");
        }

        var reason = SqliteLibrary.LoadFrom([_folder.Of("first"), _folder.Of("second"), _folder.Of("third")], SqliteLibrary.FileName);

        Assert.Contains(_folder.Of("second", SqliteLibrary.FileName), reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_say_where_it_looked()
    {
        var reason = SqliteLibrary.LoadFrom([_folder.Of("a"), _folder.Of("b")], "libe_none.so");

        Assert.Equal($"libe_none.so is in none of {_folder.Of("a")}, {_folder.Of("b")}, nor among the system's libraries.", reason);
    }

    [Theory]
    [InlineData("sqlite", "It is gone.", 1)]
    [InlineData("sqlite", null, 0)]
    [InlineData("postgres", "It is gone.", 0)]
    public async Task Should_warn_where_SQLite_is_used_and_not_protected(string provider, string? reason, int warnings)
    {
        using var log = new LogSink();
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(log));
        var check = new SqliteLibraryCheck(
            () => reason, Options.Create(new DatabaseOptions { Provider = provider }), logs.CreateLogger<SqliteLibraryCheck>());

        await check.StartingAsync(CancellationToken.None);

        Assert.Equal(warnings, log.Of(1091).Count);
        Assert.All(log.Of(1091), warning => Assert.Contains("It is gone. If the process ends with exit status 139", warning, StringComparison.Ordinal));
    }

    [Fact]
    public void Should_look_into_the_folders_of_the_running_layout() => Assert.Contains(
        SqliteLibrary.Folders, folder => File.Exists(Path.Combine(folder, SqliteLibrary.FileName)));
}
