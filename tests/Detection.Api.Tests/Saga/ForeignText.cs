using Detection.Api.Detections;
using Detection.Api.Tests.Support;
using Detection.Contracts;
using Xunit;

namespace Detection.Api.Tests.Saga;

/// <summary>Messages from strangers on the bus, who need not keep to any length or alphabet.</summary>
internal static class ForeignText
{
    private const string Nul = "a\0b";

    public static async Task CheckAsync(TestApi api)
    {
        var tooLong = Guid.NewGuid();
        await api.PublishAsync(Messages.Command(tooLong) with { Options = new DetectionOptions { Reference = new string('x', 10_000) } });
        await api.PublishAsync(Messages.Completed(tooLong));

        var withNul = Guid.NewGuid();
        await api.PublishAsync(Messages.Started(withNul) with { Worker = Nul, Origin = new DetectionOrigin { Reference = Nul, ImageBlob = "NUL \0" } });
        await api.PublishAsync(Messages.Failed(withNul) with { Code = new string('c', 500), Message = Nul, Worker = Nul });

        var result = Guid.NewGuid();
        await api.PublishAsync(Messages.Completed(result, label: Nul) with { Worker = Nul, Model = Nul, Provider = Nul, AnnotatedBlob = Nul });

        Assert.Empty(api.Journal.SagaFaults);
        Assert.Equal(DetectionStates.Completed, (await api.FindAsync(tooLong))?.CurrentState);
        Assert.Equal(new string('x', OptionRanges.MaxReferenceLength), (await api.FindAsync(tooLong))!.Reference);
        var failed = await api.FindAsync(withNul);
        Assert.Equal(DetectionStates.Failed, failed?.CurrentState);
        Assert.Equal("ab", failed!.Reference);
        Assert.Equal("ab", failed.ErrorMessage);
        var completed = await api.FindAsync(result);
        Assert.Equal(DetectionStates.Completed, completed?.CurrentState);
        Assert.Equal("ab", completed!.Model);
    }
}
