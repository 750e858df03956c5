using System.Diagnostics;
using System.Net.Sockets;
using Detection.Inference.Detecting;
using Detection.Inference.Serving;
using Detection.Inference.Tests.Support;
using Xunit;

namespace Detection.Inference.Tests.Serving;

/// <summary>What a folder of models may hold besides models: the others are offered all the same, and nobody waits for it.</summary>
public sealed class OddFilesTests : IDisposable
{
    private readonly RuntimeFolder _models = new();

    [Fact]
    public void Should_not_wait_for_somebody_to_write_into_a_pipe()
    {
        Pipe("x.onnx");
        _models.Folder.Copy(RuntimeFolder.Fixed);

        _models.Open();

        Assert.Equal(["blocks-fixed"], _models.Names);
        Assert.Contains("It is a named pipe and not a file.", Assert.Single(_models.Current.Rejected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_go_on_taking_up_models_beside_a_pipe_that_came_later()
    {
        _models.Folder.Copy(RuntimeFolder.Fixed);
        _models.Open();
        Pipe("a.onnx");
        _models.Folder.Copy(RuntimeFolder.Dynamic);

        _models.Settle();

        Assert.Equal(["blocks", "blocks-fixed"], _models.Names);
    }

    [Theory]
    [InlineData("/dev/zero", "a device")]
    [InlineData("/tmp", "a folder")]
    public void Should_pass_over_links_to_what_is_no_file(string target, string what)
    {
        File.CreateSymbolicLink(Path.Combine(_models.Folder.Path, "odd.onnx"), target);
        _models.Folder.Copy(RuntimeFolder.Fixed);

        _models.Open();

        Assert.Equal(["blocks-fixed"], _models.Names);
        // A link to a folder is not listed among the files at all.
        Assert.All(_models.Current.Rejected, rejected => Assert.Contains($"It is {what} ", rejected.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Should_pass_over_a_socket()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(_models.Folder.Path, "s.onnx")));
        _models.Folder.Copy(RuntimeFolder.Fixed);

        _models.Open();

        Assert.Contains("It is a socket ", Assert.Single(_models.Current.Rejected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_take_a_link_to_a_model()
    {
        File.CreateSymbolicLink(Path.Combine(_models.Folder.Path, "linked.onnx"), RuntimeFolder.Fixed);

        _models.Open();

        Assert.Equal(["linked"], _models.Names);
    }

    [Fact]
    public void Should_not_take_memory_for_a_file_that_is_a_hole()
    {
        using (var file = File.Create(Path.Combine(_models.Folder.Path, "hole.onnx")))
            file.SetLength(Array.MaxLength - 1L);
        _models.Folder.Copy(RuntimeFolder.Fixed);
        var before = GC.GetTotalAllocatedBytes();

        _models.Open();

        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 1 << 30);
        Assert.Contains("begins with zeros", Assert.Single(_models.Current.Rejected).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_give_up_a_load_that_takes_too_long_and_free_what_comes_of_it()
    {
        using var models = new FakeInventory("good", loadSeconds: 0.2);
        using var held = new ManualResetEventSlim();
        models.Write("good");
        models.Write("slow");
        models.Holds["slow"] = held;

        models.Open();

        Assert.Equal(["good"], models.Names);
        Assert.Contains("more than 0.2 s (Inference:LoadSeconds)", Assert.Single(models.Current.Rejected).Reason, StringComparison.Ordinal);
        held.Set();
        Assert.True(SpinWait.SpinUntil(() => models.Backends.TryGetValue("slow", out var late) && late.Disposals == 1, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void Should_not_keep_whoever_stops_the_start()
    {
        using var models = new FakeInventory();
        using var held = new ManualResetEventSlim();
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        models.Write("slow");
        models.Holds["slow"] = held;

        var begun = Stopwatch.GetTimestamp();
        Assert.ThrowsAny<OperationCanceledException>(() => models.Open(stop.Token));

        Assert.InRange(Stopwatch.GetElapsedTime(begun).TotalSeconds, 0, 20);
        held.Set();
    }

    [Fact]
    public void Should_free_what_is_loaded_when_all_is_over()
    {
        var generations = new Generations();
        generations.Dispose();
        var backend = new FakeBackend();

        Assert.Throws<ObjectDisposedException>(() => generations.Add(
            new Detector(FakeModels.Named("late"), backend, rectangular: true, TimeProvider.System), default));

        Assert.Equal(1, backend.Disposals);
    }

    public void Dispose() => _models.Dispose();

    private void Pipe(string name)
    {
        using var made = Process.Start("mkfifo", Path.Combine(_models.Folder.Path, name));
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
    }
}
