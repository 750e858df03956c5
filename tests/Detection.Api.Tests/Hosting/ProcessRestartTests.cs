using Detection.Hosting.Starting;
using Detection.Testing;
using Xunit;

namespace Detection.Api.Tests.Hosting;

/// <summary>A process that asks to be started again ends with the code that says so, whatever its native libraries are doing.</summary>
public sealed class ProcessRestartTests
{
    [Fact]
    public async Task Should_end_at_once_with_75_and_its_whole_log()
    {
        await using var program = ServiceProcess.StartCommand(
            "exit", ["dotnet", typeof(ProcessRestartTests).Assembly.Location], new Dictionary<string, string>(), restart: false);

        Assert.Equal(ProcessRestart.ExitCode, await program.ExitAsync());
        Assert.True(program.Said("line 500 of the log"), program.Output);
        Assert.True(program.Said("The connection is dead; ending with 75 to be started again."), program.Output);
        Assert.False(program.Said("the process was put in order"), program.Output);
    }
}
