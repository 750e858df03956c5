using MassTransit;

namespace Detection.Feed.Tests.MassTransit;

internal sealed class TallyStateMachine : MassTransitStateMachine<Tally>
{
    public TallyStateMachine(Rendezvous rendezvous)
    {
        InstanceState(tally => tally.CurrentState);
        Event(() => Started, e => e.CorrelateById(context => context.Message.TallyId));
        Event(() => Opened, e =>
        {
            e.CorrelateById(context => context.Message.TallyId);
            e.InsertOnInitial = true;
            e.SetSagaFactory(context => new Tally { CorrelationId = context.Message.TallyId });
        });
        Event(() => Added, e =>
        {
            e.CorrelateById(context => context.Message.TallyId);
            e.OnMissingInstance(missing => missing.Discard());
        });
        Event(() => AddedByName, e => e.CorrelateBy((tally, context) => tally.Name == context.Message.Name));
        Event(() => Broken, e =>
        {
            e.CorrelateById(context => context.Message.TallyId);
            e.OnMissingInstance(missing => missing.Fault());
        });
        Event(() => Finished, e => e.CorrelateById(context => context.Message.TallyId));

        Initially(
            When(Started)
                .Then(context => (context.Saga.Starts, context.Saga.Name) = (1, context.Message.Name))
                .ThenAsync(context => context.Message.Meet ? rendezvous.MeetAsync() : Task.CompletedTask)
                .TransitionTo(Open),
            When(Opened).Then(context => context.Saga.Starts = 1).TransitionTo(Open),
            When(Finished).Finalize());
        During(Open,
            When(Started).Then(context => context.Saga.Starts++),
            When(Opened).Then(context => context.Saga.Starts++),
            When(Added)
                .Then(context => (context.Saga.Count, context.Saga.NotesSeen) = (context.Saga.Count + 1, context.Saga.Notes.Count))
                .ThenAsync(context => context.Message.Meet ? rendezvous.MeetAsync() : Task.CompletedTask),
            When(AddedByName).Then(context => context.Saga.Count++),
            When(Broken).Activity(activity => activity.OfType<BreakActivity>()),
            When(Finished).Finalize());
        SetCompletedWhenFinalized();
    }

    public State Open { get; private set; } = null!;

    public Event<StartTally> Started { get; private set; } = null!;

    public Event<OpenTally> Opened { get; private set; } = null!;

    public Event<AddToTally> Added { get; private set; } = null!;

    public Event<AddToNamedTallies> AddedByName { get; private set; } = null!;

    public Event<BreakTally> Broken { get; private set; } = null!;

    public Event<FinishTally> Finished { get; private set; } = null!;
}
