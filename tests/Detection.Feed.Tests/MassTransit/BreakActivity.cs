using MassTransit;

namespace Detection.Feed.Tests.MassTransit;

/// <summary>Writes through the saga's own DbContext, then throws.</summary>
internal sealed class BreakActivity(TallyDbContext dbContext, BreakCounter counter) : IStateMachineActivity<Tally, BreakTally>
{
    public void Probe(ProbeContext context) => context.CreateScope("break");

    public void Accept(StateMachineVisitor visitor) => visitor.Visit(this);

    public async Task Execute(BehaviorContext<Tally, BreakTally> context, IBehavior<Tally, BreakTally> next)
    {
        context.Saga.Count++;
        dbContext.Notes.Add(new TallyNote { TallyId = context.Saga.CorrelationId });
        await dbContext.SaveChangesAsync(context.CancellationToken);
        if (counter.Next() <= context.Message.Times)
            throw new TimeoutException("broken on purpose");
        await next.Execute(context);
    }

    public Task Faulted<TException>(
        BehaviorExceptionContext<Tally, BreakTally, TException> context, IBehavior<Tally, BreakTally> next)
        where TException : Exception => next.Faulted(context);
}
