using System.Diagnostics;
using Detection.Testing;
using Xunit;

namespace Detection.Worker.Tests;

/// <summary>The program itself: what keeps it from working is told at the start, in words, without a stack trace.</summary>
public sealed class RefusedStartTests
{
    private const string Broker = "amqp://127.0.0.1:1"; // nothing listens there, and nothing is to get that far
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Should_refuse_to_start_without_a_broker() =>
        Assert.Contains("Set RABBITMQ_URL, or run Detection.Standalone.", await RefusalAsync(("MODELS", TestModels.Folder)), StringComparison.Ordinal);

    [Fact]
    public async Task Should_refuse_to_start_without_a_model_folder() =>
        Assert.Contains("Inference:ModelFolders is not given", await RefusalAsync(("RABBITMQ_URL", Broker), ("Inference__BuiltInModel", "never")), StringComparison.Ordinal);

    [Fact]
    public async Task Should_refuse_to_start_when_the_model_folder_is_not_there() =>
        Assert.Contains("/no/such/folder", await RefusalAsync(("RABBITMQ_URL", Broker), ("MODELS", "/no/such/folder")), StringComparison.Ordinal);

    [Fact]
    public async Task Should_refuse_to_start_without_a_model()
    {
        using var empty = new ScratchFolder();

        Assert.Contains(empty.Path, await RefusalAsync(("RABBITMQ_URL", Broker), ("MODELS", empty.Path)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_refuse_to_start_when_the_default_model_is_not_there() => Assert.Contains(
        "yolov9000",
        await RefusalAsync(("RABBITMQ_URL", Broker), ("MODELS", TestModels.Folder), ("Inference__DefaultModel", "yolov9000")),
        StringComparison.Ordinal);

    [Fact]
    public async Task Should_refuse_to_start_on_models_of_another_kind() => Assert.Contains(
        "pose.onnx",
        await RefusalAsync(("RABBITMQ_URL", Broker), ("MODELS", TestModels.RefusedFolder), ("Inference__DefaultModel", "pose")),
        StringComparison.Ordinal);

    [Fact]
    public async Task Should_refuse_to_start_without_a_GPU_where_that_is_the_rule() => Assert.Contains(
        "No GPU can be used (",
        // The 256th GPU is on no machine.
        await RefusalAsync(("RABBITMQ_URL", Broker), ("MODELS", TestModels.Folder), ("Inference__Strict", "true"), ("Inference__DeviceId", "255")),
        StringComparison.Ordinal);

    [Fact]
    public async Task Should_tell_every_bad_setting()
    {
        var refusal = await RefusalAsync(
            ("RABBITMQ_URL", "http://wrong"), ("MODELS", TestModels.Folder), ("Worker__Retries", "99"), ("Bus__StopSeconds", "-1"), ("Inference__Provider", "abacus"));

        Assert.Contains("Bus:RabbitMqUrl is not an address like amqp://", refusal, StringComparison.Ordinal);
        Assert.Contains("Bus:StopSeconds is -1 seconds", refusal, StringComparison.Ordinal);
        Assert.Contains("Worker:Retries is 99 tries", refusal, StringComparison.Ordinal);
        Assert.Contains("Inference:Provider is 'abacus'", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_tell_a_setting_that_cannot_be_read() => Assert.Contains(
        "'Worker:Retries'",
        await RefusalAsync(("RABBITMQ_URL", Broker), ("MODELS", TestModels.Folder), ("Worker__Retries", "often")),
        StringComparison.Ordinal);

    /// <summary>Starts the worker in an empty folder and returns what it says while it refuses.</summary>
    private static async Task<string> RefusalAsync(params (string Name, string Value)[] environment)
    {
        using var folder = new ScratchFolder();
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["exec", Path.Combine(AppContext.BaseDirectory, "Detection.Worker.dll")])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var name in new[] { "MODELS", "RABBITMQ_URL", "DATA", "PORT" })
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);

        Assert.True(process.ExitCode == 2, $"ended with {process.ExitCode}:\n{await output}{error}");
        Assert.StartsWith("Refusing to start:", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error + await output, StringComparison.Ordinal);
        return error;
    }
}
