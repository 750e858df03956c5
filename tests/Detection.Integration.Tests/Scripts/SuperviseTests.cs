using Detection.Testing;
using Xunit;

namespace Detection.Integration.Tests.Scripts;

/// <summary>What make run-rabbitmq does when a program ends, tried with programs that end as they are told: API and worker alike.</summary>
public sealed class SuperviseTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("api")]
    [InlineData("worker")]
    public async Task Should_start_a_program_again_whatever_it_ended_with(string name)
    {
        await using var supervisor = Start((name, "75 139 0 -"), ("other", "-"));

        await Eventually.TrueAsync("it runs the fourth time", () => supervisor.Said("run 4"));
        Assert.Equal(0, await supervisor.StopAsync());
        foreach (var code in new[] { 75, 139, 0 })
            Assert.True(supervisor.Said($"run: the {name} ended (exit status {code}) and is started again"), supervisor.Output);
        Assert.Matches("other +[|] run 1", supervisor.Output);
    }

    [Theory]
    [InlineData("api")]
    [InlineData("worker")]
    public async Task Should_give_up_after_five_quick_ends_and_stop_the_other(string name)
    {
        await using var supervisor = Start((name, "75 75 75 75 75"), ("other", "-"));

        Assert.Equal(1, await supervisor.ExitAsync());
        Assert.True(supervisor.Said($"run: the {name} ended 5 times in a row within seconds (last exit status 75); giving up"), supervisor.Output);
        Assert.True(supervisor.Said("| stopped"), supervisor.Output);
    }

    [Fact]
    public async Task Should_not_start_a_program_again_that_refused_its_settings()
    {
        await using var supervisor = Start(("api", "2"), ("worker", "-"));

        // Ends once all have: the worker runs until it is told to stop.
        Assert.Equal(2, await supervisor.ExitAsync());
        Assert.False(supervisor.Said("again"), supervisor.Output);
    }

    private ServiceProcess Start(params (string Name, string Codes)[] programs)
    {
        var script = _folder.Of("program.sh");
        File.WriteAllText(script, """
            # program.sh FILE CODE...: its nth run ends with the nth code; '-' runs until it is told to stop.
            count="$1"; shift
            run=$(($(cat "$count" 2>/dev/null || echo 0) + 1))
            echo $run >"$count"
            trap 'echo stopped; exit 0' TERM
            echo "run $run"
            code="${!run}"
            [[ $code == - ]] || exit "$code"
            while true; do sleep 0.1; done
            """);
        var arguments = programs.SelectMany(program =>
            new[] { program.Name, $"bash {script} {_folder.Of(program.Name)} {program.Codes}" });
        return ServiceProcess.StartCommand(
            "supervise.sh", ["bash", Repository.Of("infra", "scripts", "supervise.sh"), .. arguments], new Dictionary<string, string>());
    }
}
