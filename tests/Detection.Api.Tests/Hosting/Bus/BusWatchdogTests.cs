using Detection.Hosting.Bus;
using Detection.Hosting.Starting;
using Detection.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace Detection.Api.Tests.Hosting.Bus;

/// <summary>When the process ends to be started again: only where another process could do more.</summary>
public sealed class BusWatchdogTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ManualTime _time = new();
    private readonly BrokerMonitor _broker = new();
    private readonly List<int> _exits = [];
    private readonly BusWatchdog _watchdog;
    private int _asked;
    private int _checks;
    private bool _answers = true;
    private bool _confirmsAfresh = true;

    public BusWatchdogTests() => _watchdog = new BusWatchdog(
        [new WatchedConnection("publishing", () => Task.CompletedTask, _time), new WatchedConnection("consuming", AskAsync, _time)],
        _broker,
        _ =>
        {
            _checks++;
            return Task.FromResult(_confirmsAfresh);
        },
        Options.Create(new BusOptions { StuckSeconds = 20 }),
        new ProcessRestart(_exits.Add),
        _time,
        NullLogger<BusWatchdog>.Instance);

    public void Dispose() => _watchdog.Dispose();

    [Fact]
    public async Task Should_end_the_process_when_one_connection_is_dead_and_a_fresh_one_is_confirmed()
    {
        _broker.Report(BrokerState.Ready, "");
        await LookAsync(times: 10);
        _answers = false;
        await LookAsync(times: 3); // 17 s since its last answer
        Assert.Empty(_exits);

        await LookAsync();

        Assert.Equal([75], _exits);
    }

    [Fact]
    public async Task Should_go_on_when_a_connection_answers_again_in_time()
    {
        _broker.Report(BrokerState.Ready, "");
        for (var outage = 0; outage < 3; outage++)
        {
            _answers = false;
            await LookAsync(times: 3);
            _answers = true;
            await LookAsync();
        }

        Assert.Empty(_exits);
        Assert.Equal(0, _checks);
    }

    [Theory]
    [InlineData(BrokerState.Away)]
    [InlineData(BrokerState.Blocked)]
    public async Task Should_wait_as_long_as_it_takes_while_the_broker_takes_no_messages(BrokerState state)
    {
        _answers = false;
        _broker.Report(state, "");
        await LookAsync(times: 300);

        Assert.Empty(_exits);
        Assert.Equal((0, 0), (_asked, _checks));
    }

    /// <summary>It could not answer before, so that does not count against it.</summary>
    [Fact]
    public async Task Should_begin_to_count_when_the_broker_is_back()
    {
        _answers = false;
        _broker.Report(BrokerState.Blocked, "");
        await LookAsync(times: 30);
        _broker.Report(BrokerState.Ready, "");
        await LookAsync(times: 3);

        Assert.Empty(_exits);
    }

    /// <summary>The alarm came after the question was asked.</summary>
    [Fact]
    public async Task Should_not_count_a_question_that_the_broker_stopped_reading()
    {
        _broker.Report(BrokerState.Ready, "");
        _answers = false;
        await LookAsync(times: 3);
        var look = _watchdog.LookAsync(CancellationToken.None);
        await _time.TimerAsync(Patience);
        _broker.Report(BrokerState.Blocked, "");
        _time.Advance(Patience);
        await look;

        Assert.Empty(_exits);
        Assert.Equal(0, _checks);
    }

    /// <summary>The broker refuses more connections, say: the next process would not get one either.</summary>
    [Fact]
    public async Task Should_wait_while_a_fresh_connection_is_not_confirmed()
    {
        _broker.Report(BrokerState.Ready, "");
        (_answers, _confirmsAfresh) = (false, false);
        await LookAsync(times: 30);

        Assert.Empty(_exits);
        Assert.Equal(26, _checks);
    }

    private Task AskAsync()
    {
        _asked++;
        return _answers ? Task.CompletedTask : new TaskCompletionSource().Task;
    }

    private async Task LookAsync(int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            var look = _watchdog.LookAsync(CancellationToken.None);
            if (!_answers && _broker.State == BrokerState.Ready)
            {
                await _time.TimerAsync(Patience);
                _time.Advance(Patience);
            }
            else
            {
                _time.Advance(TimeSpan.FromSeconds(2));
            }

            await look;
        }
    }
}
