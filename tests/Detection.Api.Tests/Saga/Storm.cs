using Detection.Api.Detections;
using Detection.Api.Tests.Support;
using Xunit;

namespace Detection.Api.Tests.Saga;

/// <summary>Many messages at once, twice each and in no order.</summary>
internal static class Storm
{
    public static async Task OfManyDetectionsAsync(TestApi api)
    {
        var ids = Enumerable.Range(0, 30).Select(_ => Guid.NewGuid()).ToArray();
        var messages = ids.SelectMany(id => new Func<Task>[]
        {
            () => api.PublishAsync(Messages.Command(id)),
            () => api.PublishAsync(Messages.Started(id)),
            () => api.PublishAsync(Messages.Completed(id, $"label of {id}")),
        }).ToArray();
        var twice = messages.Concat(messages).ToArray();
        new Random(30).Shuffle(twice);

        await Task.WhenAll(twice.Select(send => send()));

        Assert.Empty(api.Journal.SagaFaults);
        foreach (var id in ids)
        {
            var detection = await api.FindAsync(id);
            Assert.Equal(DetectionStates.Completed, detection?.CurrentState);
            Assert.Equal($"label of {id}", Assert.Single(detection!.Detections!).Label);
            Assert.Equal(Messages.AnnotatedOf(id), detection.AnnotatedBlob);
            Assert.Equal(Messages.ReferenceOf(id), detection.Reference);
        }
    }

    /// <summary>Each of these messages changes the row, so the version counts them: one that is lost is missed.</summary>
    public static async Task OfOneDetectionAsync(TestApi api)
    {
        const int starts = 12;
        var id = Guid.NewGuid();

        await Task.WhenAll(Enumerable.Range(0, starts).Select(n => api.PublishAsync(Messages.Started(id) with { Worker = $"worker {n}" })));

        Assert.Empty(api.Journal.SagaFaults);
        var detection = await api.FindAsync(id);
        Assert.Equal(DetectionStates.Processing, detection?.CurrentState);
        Assert.Equal(starts - 1, detection!.Version);
    }
}
