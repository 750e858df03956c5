using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>Tests that end and start processes: each has a deployment of its own, with the tiny model.</summary>
public abstract class OwnDeploymentTests(RabbitMqMode mode, ITestOutputHelper output) : ServiceTests(output)
{
    protected RabbitMqServer Broker => mode.Broker;

    /// <summary>A deployment with nothing started in it; it goes after the test.</summary>
    /// <param name="settings">Configuration keys as environment variables.</param>
    protected async Task<RabbitMqDeployment> DeployAsync(params (string Name, string Value)[] settings)
    {
        var deployment = await mode.DeployAsync(ModelFolders.Blocks, settings);
        Afterwards(() => deployment.DisposeAsync().AsTask());
        Watch(() => deployment.Output);
        return deployment;
    }

    /// <summary>Submits numbered pictures under one reference.</summary>
    internal static async Task<Dictionary<Guid, DrawnPicture>> SubmitAsync(RabbitMqDeployment deployment, int count, string reference, int scale = 1)
    {
        var work = await Task.WhenAll(Enumerable.Range(0, count).Select(async number =>
        {
            var picture = new DrawnPicture(number, scale);
            return (Picture: picture, (await deployment.Client.SubmitAsync(picture.ToPng(), $"reference={reference}")).Id);
        }));
        return work.ToDictionary(one => one.Id, one => one.Picture);
    }

    /// <summary>Waits for each result, which must be its picture's own, and finds each detection once in the list.</summary>
    internal static async Task AssertAllDoneOnceAsync(RabbitMqDeployment deployment, Dictionary<Guid, DrawnPicture> work, string reference)
    {
        foreach (var (id, picture) in work)
            picture.AssertFound(await deployment.Client.FinishedAsync(id));
        Assert.Equal(work.Keys.Order(), (await deployment.Client.ListAsync(reference)).Select(detection => detection.Id).Order());
        Assert.Equal((work.Count, work.Count), (deployment.Data.CountImages(), deployment.Data.CountAnnotated()));
    }

    /// <summary>Waits until some of a reference's detections have ended, and says how many.</summary>
    internal static async Task<int> SomeFinishedAsync(RabbitMqDeployment deployment, string reference)
    {
        var finished = 0;
        await Eventually.TrueAsync("some have ended", async () =>
        {
            finished = (await deployment.Client.ListAsync(reference)).Count(detection => detection.IsFinished);
            return finished > 0;
        });
        return finished;
    }
}
