using Detection.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Detection.Storage.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public async Task Should_keep_blobs_in_the_configured_folder()
    {
        using var folder = new ScratchFolder();
        await using var services = Services(folder.Of("pictures"));
        using var content = new MemoryStream([1]);

        var key = await services.GetRequiredService<IBlobStore>().WriteAsync(BlobName.Image(Guid.NewGuid()), content, default);

        Assert.Equal([Path.Combine("pictures", key)], folder.Files());
    }

    [Fact]
    public async Task Should_refuse_an_empty_folder_in_words_said_once()
    {
        await using var services = Services(" ");

        var e = Assert.Throws<OptionsValidationException>(services.GetRequiredService<IStartupValidator>().Validate);

        Assert.Equal(["Storage:Folder is empty; give a folder."], e.Failures);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65")]
    public async Task Should_refuse_a_number_of_threads_that_is_out_of_range(string threads)
    {
        await using var services = Services("blobs", threads);

        var e = Assert.Throws<OptionsValidationException>(services.GetRequiredService<IStartupValidator>().Validate);

        Assert.Equal([$"Storage:WriteThreads is {threads} threads; allowed are 1 to 64 threads."], e.Failures);
    }

    // API and worker each add it, in one process too.
    private static ServiceProvider Services(string folder, string threads = "8") => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:Folder"] = folder, ["Storage:WriteThreads"] = threads })
            .Build())
        .AddDetectionStorage()
        .AddDetectionStorage()
        .BuildServiceProvider();
}
