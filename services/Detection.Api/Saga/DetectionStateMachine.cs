using Detection.Contracts;
using MassTransit;

namespace Detection.Api.Saga;

/// <summary>
/// The life of a detection. Messages are delivered at least once and in any order, so every event alone can begin an
/// instance, and none moves one that has ended.
/// </summary>
/// <remarks>
/// REST inserts its rows as <see cref="Submitted"/> and makes them <see cref="Queued"/> once the broker has confirmed the
/// command (<see cref="Submission.ConfirmedCommands"/>); their commands go to the workers alone. A command that came over
/// the bus begins as Queued.
/// </remarks>
public sealed class DetectionStateMachine : MassTransitStateMachine<DetectionState>
{
    public DetectionStateMachine(TimeProvider time)
    {
        InstanceState(instance => instance.CurrentState);

        Event(() => Commanded, e => e.CorrelateById(m => m.Message.DetectionId));
        Event(() => Started, e => e.CorrelateById(m => m.Message.DetectionId));
        Event(() => Completing, e => e.CorrelateById(m => m.Message.DetectionId));
        Event(() => Failing, e => e.CorrelateById(m => m.Message.DetectionId));
        Event(() => Faulted, e => e.CorrelateById(m => m.Message.Message.DetectionId));

        Initially(
            When(Commanded).Begin(time).Describe().TransitionTo(Queued),
            When(Started).Begin(time).RecordStart().TransitionTo(Processing),
            When(Completing).Begin(time).RecordResult().TransitionTo(Completed),
            When(Failing).Begin(time).RecordFailure().TransitionTo(Failed),
            When(Faulted).Begin(time).RecordFault().TransitionTo(Failed));

        During(Submitted, Queued,
            Ignore(Commanded),
            When(Started).RecordStart().TransitionTo(Processing),
            When(Completing).RecordResult().TransitionTo(Completed),
            When(Failing).RecordFailure().TransitionTo(Failed),
            When(Faulted).RecordFault().TransitionTo(Failed));

        // Begun before its command was heard of: only the command says what was asked for.
        // Started again: the first worker was lost, or the command was delivered twice.
        During(Processing,
            When(Commanded).Describe(),
            When(Started).RecordStart(),
            When(Completing).RecordResult().TransitionTo(Completed),
            When(Failing).RecordFailure().TransitionTo(Failed),
            When(Faulted).RecordFault().TransitionTo(Failed));

        During(Completed, Failed,
            Ignore(Commanded),
            Ignore(Started),
            Ignore(Completing),
            Ignore(Failing),
            Ignore(Faulted));
    }

    /// <summary>In the database, but the broker has not yet confirmed the command.</summary>
    public State Submitted { get; } = null!;

    /// <summary>On the bus.</summary>
    public State Queued { get; } = null!;

    /// <summary>A worker has it.</summary>
    public State Processing { get; } = null!;

    /// <summary>Ended with a result.</summary>
    public State Completed { get; } = null!;

    /// <summary>Ended with an error.</summary>
    public State Failed { get; } = null!;

    /// <summary>The command itself, as the bus delivers it.</summary>
    public Event<DetectImage> Commanded { get; } = null!;

    public Event<DetectionStarted> Started { get; } = null!;

    public Event<DetectionCompleted> Completing { get; } = null!;

    public Event<DetectionFailed> Failing { get; } = null!;

    /// <summary>The worker gave up after its retries.</summary>
    public Event<Fault<DetectImage>> Faulted { get; } = null!;
}
