using Detection.Contracts;
using MassTransit;

namespace Detection.Api.Workers;

/// <summary>Keeps <see cref="WorkerDirectory"/> up to date.</summary>
internal sealed class WorkerReportedConsumer(WorkerDirectory directory) : IConsumer<WorkerReported>
{
    public Task Consume(ConsumeContext<WorkerReported> context)
    {
        directory.Report(context.Message);
        return Task.CompletedTask;
    }
}
