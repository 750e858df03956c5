using Detection.Api.Detections;
using Detection.Contracts;
using MassTransit;

namespace Detection.Api.Saga;

/// <summary>The verbs of <see cref="DetectionStateMachine"/>: what each event writes down.</summary>
internal static class DetectionActivities
{
    /// <summary>A new instance: when it was first heard of, and its place in the list. It came over the bus, so the broker had its command.</summary>
    /// <param name="binder">The event that begins it.</param>
    /// <param name="time">Now.</param>
    /// <param name="since">When an API process first heard of it, if that was before; no worker's time, since clocks differ.</param>
    public static EventActivityBinder<DetectionState, T> Begin<T>(
        this EventActivityBinder<DetectionState, T> binder, TimeProvider time, Func<T, DateTimeOffset?>? since = null)
        where T : class => binder.Then(context =>
        {
            var now = time.GetUtcNow();
            context.Saga.BeginAt(since?.Invoke(context.Message) is { } earlier && earlier > DateTimeOffset.UnixEpoch && earlier < now ? earlier : now);
            context.Saga.ConfirmedAt = now;
        });

    /// <summary>Whatever the bus says of a detection shows that the broker had its command: nobody needs to send it any more.</summary>
    public static EventActivityBinder<DetectionState, T> Confirm<T>(this EventActivityBinder<DetectionState, T> binder, TimeProvider time)
        where T : class => binder.Then(context =>
        {
            context.Saga.ConfirmedAt ??= time.GetUtcNow();
            context.Saga.LeaseUntil = null;
        });

    /// <summary>What the command asked for.</summary>
    public static EventActivityBinder<DetectionState, DetectImage> Describe(this EventActivityBinder<DetectionState, DetectImage> binder) =>
        binder.Then(context => context.Saga.Describe(context.Message));

    public static EventActivityBinder<DetectionState, DetectionStarted> RecordStart(
        this EventActivityBinder<DetectionState, DetectionStarted> binder) => binder.Then(context =>
        {
            var (detection, message) = (context.Saga, context.Message);
            detection.Know(message.Origin);
            detection.StartedAt = message.StartedAt;
            detection.Worker = message.Worker;
        });

    public static EventActivityBinder<DetectionState, DetectionCompleted> RecordResult(
        this EventActivityBinder<DetectionState, DetectionCompleted> binder) => binder.Then(context =>
        {
            var (detection, message) = (context.Saga, context.Message);
            detection.Know(message.Origin);
            detection.StartedAt = message.StartedAt;
            detection.FinishedAt = message.CompletedAt;
            detection.Worker = message.Worker;
            detection.Model = message.Model;
            detection.Provider = message.Provider;
            detection.ImageWidth = message.Image?.Width;
            detection.ImageHeight = message.Image?.Height;
            detection.Detections = message.Detections ?? [];
            detection.Stages = message.Stages;
            detection.AnnotatedBlob = message.AnnotatedBlob;
        });

    public static EventActivityBinder<DetectionState, DetectionFailed> RecordFailure(
        this EventActivityBinder<DetectionState, DetectionFailed> binder) => binder.Then(context =>
        {
            var (detection, message) = (context.Saga, context.Message);
            detection.Know(message.Origin);
            detection.StartedAt ??= message.StartedAt;
            detection.Worker = message.Worker ?? detection.Worker;
            detection.Fail(message.FailedAt, message.Code, message.Message, message.Retryable);
        });

    /// <summary>No worker has it any more.</summary>
    public static EventActivityBinder<DetectionState, DetectionRequeued> GiveUpAttempt(
        this EventActivityBinder<DetectionState, DetectionRequeued> binder) => binder.Then(context => context.Saga.StartedAt = null);

    public static EventActivityBinder<DetectionState, Fault<DetectImage>> RecordFault(
        this EventActivityBinder<DetectionState, Fault<DetectImage>> binder) => binder.Then(context =>
        {
            var (detection, fault) = (context.Saga, context.Message);
            detection.Describe(fault.Message);
            var cause = fault.Exceptions is { Length: > 0 } exceptions ? exceptions[0].Message : "no reason given";
            detection.Fail(fault.Timestamp, ErrorCodes.InferenceFailed, $"The worker gave up after its retries: {cause}", retryable: true);
        });
}
