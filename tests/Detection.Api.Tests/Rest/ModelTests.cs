using Detection.Api.Tests.Support;
using Detection.Contracts;
using Xunit;

namespace Detection.Api.Tests.Rest;

/// <summary>What the workers report, and what becomes of it: /v1/models, /health/ready and unknown models.</summary>
public sealed class ModelTests : IAsyncLifetime
{
    private static readonly ModelReport Small = new()
    {
        Name = "small",
        Task = "detect",
        IsDefault = true,
        BuiltIn = true,
        Labels = ["person", "bus"],
        Stride = 32,
        InputWidth = 640,
        InputHeight = 640,
        DynamicSize = true,
        Provider = "CPU",
        Layout = "2 sessions of 1 thread",
        ProviderNote = "no NVIDIA driver",
        GpuUnused = true,
        SelfTestMilliseconds = 12,
    };

    private static readonly ModelReport Large = Small with { Name = "large", IsDefault = false, BuiltIn = false, Provider = "CUDA", Layout = null, ProviderNote = null, GpuUnused = false };

    private TestApi _api = null!;

    public async Task InitializeAsync() => _api = await TestApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Should_list_the_models_of_all_workers_once_each()
    {
        Assert.Equal("""{"items":[]}""", (await _api.GetJsonAsync("/v1/models")).GetRawText());
        await _api.ReportAsync(new WorkerReported { Worker = "w1", Models = [Large, Small] });
        await _api.ReportAsync(new WorkerReported { Worker = "w2", Models = [Small] });

        Assert.Equal(
            """{"items":[{"name":"small","task":"detect","labels":["person","bus"],"stride":32,"inputWidth":640,"inputHeight":640,"dynamicSize":true,"provider":"CPU","layout":"2 sessions of 1 thread","providerNote":"no NVIDIA driver","gpuUnused":true,"workers":2,"isDefault":true,"builtIn":true},"""
            + """{"name":"large","task":"detect","labels":["person","bus"],"stride":32,"inputWidth":640,"inputHeight":640,"dynamicSize":true,"provider":"CUDA","layout":null,"providerNote":null,"gpuUnused":false,"workers":1,"isDefault":false,"builtIn":false}]}""",
            (await _api.GetJsonAsync("/v1/models")).GetRawText());
    }

    [Fact]
    public async Task Should_refuse_a_model_that_no_worker_has()
    {
        await _api.ReportAsync(new WorkerReported { Worker = "w1", Models = [Small, Large] });

        using (var response = await _api.PostRawAsync(Pictures.Png(), "?model=huge"))
            Assert.Contains("small, large", await response.AssertProblemAsync(422, ErrorCodes.ModelUnknown), StringComparison.Ordinal);
        Assert.Empty(_api.Blobs());
        Assert.Equal(0, await _api.CountAsync());

        Assert.Equal("large", (await _api.Worker.ReceivedAsync(await _api.SubmitAsync("?model=large"))).Options!.Model);
    }

    [Theory]
    [InlineData("?classes=unicorn", "The model small has no class 'unicorn'; GET /v1/models lists its classes.")]
    [InlineData("?model=large&classes=bus,unicorn,7", "The model large has no class 'unicorn', '7'; GET /v1/models lists its classes.")]
    public async Task Should_refuse_a_class_that_the_model_lacks(string query, string fault)
    {
        await _api.ReportAsync(new WorkerReported { Worker = "w1", Models = [Small, Large] });

        using (var raw = await _api.PostRawAsync(Pictures.Png(), query))
            Assert.Equal(fault, await raw.AssertProblemAsync(422, ErrorCodes.OptionsInvalid));
        var fields = query[1..].Split('&').Select(option => (option.Split('=')[0], (object)option.Split('=')[1]));
        using (var form = await _api.PostFormAsync([("file", Pictures.Png()), .. fields]))
            Assert.Equal(fault, await form.AssertProblemAsync(422, ErrorCodes.OptionsInvalid));
        Assert.Empty(_api.Blobs());
        Assert.Equal(0, await _api.CountAsync());
    }

    [Fact]
    public async Task Should_accept_a_class_that_one_of_the_workers_has()
    {
        await _api.ReportAsync(new WorkerReported { Worker = "w1", Models = [Small] });
        await _api.ReportAsync(new WorkerReported { Worker = "w2", Models = [Small with { Labels = ["person", "unicorn"] }] });

        Assert.Equal(["UNICORN"], (await _api.Worker.ReceivedAsync(await _api.SubmitAsync("?classes=UNICORN"))).Options!.Classes!);
    }

    [Fact]
    public async Task Should_forget_workers_that_say_goodbye_or_fall_silent()
    {
        await _api.ReportAsync(new WorkerReported { Worker = "w1", Models = [Small] });
        await _api.ReportAsync(new WorkerReported { Worker = "w2", Models = [Large] });

        await _api.ReportAsync(new WorkerReported { Worker = "w1", Stopping = true });
        Assert.Equal("large", Assert.Single((await _api.GetJsonAsync("/v1/models")).GetProperty("items").EnumerateArray()).GetProperty("name").GetString());

        _api.Time.Advance(TimeSpan.FromSeconds(15.1));
        Assert.Empty((await _api.GetJsonAsync("/v1/models")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Should_be_degraded_without_a_worker_and_ready_with_one()
    {
        var degraded = await _api.GetJsonAsync("/health/ready");
        Assert.Equal("degraded", degraded.GetProperty("status").GetString());
        Assert.Empty(degraded.GetProperty("workers").EnumerateArray());
        Assert.All(
            ["broker", "database", "storage"],
            check => Assert.True(degraded.GetProperty("checks").GetProperty(check).GetProperty("ok").GetBoolean()));

        await _api.ReportAsync(new WorkerReported { Worker = "w1", Models = [Small] });

        var ready = await _api.GetJsonAsync("/health/ready");
        Assert.Equal("ready", ready.GetProperty("status").GetString());
        var model = Assert.Single(Assert.Single(ready.GetProperty("workers").EnumerateArray()).GetProperty("models").EnumerateArray());
        Assert.Equal("CPU", model.GetProperty("provider").GetString());
        Assert.Equal("2 sessions of 1 thread", model.GetProperty("layout").GetString());
        Assert.Equal("no NVIDIA driver", model.GetProperty("providerNote").GetString());
        Assert.True(model.GetProperty("gpuUnused").GetBoolean());
        Assert.Equal(12, model.GetProperty("selfTestMilliseconds").GetDouble());
    }
}
