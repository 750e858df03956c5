using Detection.Api.Detections;
using Detection.Contracts;
using MassTransit;
using static Detection.Api.Detections.DetectionPicture;

namespace Detection.Api.Saga;

/// <summary>
/// The life of a detection, and the only writer of its state. Messages are delivered at least once and in any order, so every event
/// alone can begin an instance, and none moves one that has ended or one of another picture.
/// </summary>
/// <remarks>
/// REST inserts its rows as <see cref="Queued"/> and sends their commands to the workers alone. A command that came over the bus
/// begins its row here. Whether the broker has the command is no state but a column, <see cref="DetectionState.ConfirmedAt"/>.
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
        Event(() => Requeued, e =>
        {
            e.CorrelateById(m => m.Message.DetectionId);
            e.OnMissingInstance(missing => missing.Discard());
        });

        Initially(
            When(Commanded).Begin(time).Describe().TransitionTo(Queued),
            When(Started).Begin(time).RecordStart().TransitionTo(Processing),
            When(Completing).Begin(time).RecordResult().TransitionTo(Completed),
            When(Failing).Begin(time, since: m => m.Worker is null ? m.FailedAt : null).RecordFailure().TransitionTo(Failed),
            When(Faulted).Begin(time).RecordFault().TransitionTo(Failed));

        During(Queued,
            When(Commanded, IsItsPicture).Confirm(time),
            When(Started, IsItsPicture).Confirm(time).RecordStart().TransitionTo(Processing),
            When(Completing, IsItsPicture).Confirm(time).RecordResult().TransitionTo(Completed),
            When(Failing, IsItsPicture).Confirm(time).RecordFailure().TransitionTo(Failed),
            When(Faulted, IsItsPicture).Confirm(time).RecordFault().TransitionTo(Failed),
            Ignore(Requeued));

        // Commanded: the row was begun by an event, and only the command says what was asked for.
        // Started: the first worker was lost, or the command was delivered twice.
        During(Processing,
            When(Commanded, IsItsPicture).Confirm(time).Describe(),
            When(Started, IsItsPicture).Confirm(time).RecordStart(),
            When(Completing, IsItsPicture).Confirm(time).RecordResult().TransitionTo(Completed),
            When(Failing, IsItsPicture).Confirm(time).RecordFailure().TransitionTo(Failed),
            When(Faulted, IsItsPicture).Confirm(time).RecordFault().TransitionTo(Failed),
            When(Requeued, IsItsAttempt).GiveUpAttempt().TransitionTo(Queued));

        During(Completed, Failed,
            Ignore(Commanded),
            Ignore(Started),
            Ignore(Completing),
            Ignore(Failing),
            Ignore(Faulted),
            Ignore(Requeued));
    }

    /// <summary>Stored, or on the bus; no worker has it.</summary>
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

    /// <summary>An attempt was given up, and the command is sent again.</summary>
    public Event<DetectionRequeued> Requeued { get; } = null!;

    private static bool IsItsAttempt(BehaviorContext<DetectionState, DetectionRequeued> context) =>
        context.Saga.StartedAt == context.Message.StartedAt;
}
