using System.Net;
using System.Net.Http.Json;
using Detection.Contracts;
using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>The pictures' folder is away, as an unmounted volume is.</summary>
[Collection(RabbitMqCollection.Name)]
public sealed class StorageOutageTests(RabbitMqMode mode, ITestOutputHelper output) : OwnDeploymentTests(mode, output)
{
    private static readonly DrawnPicture Picture = new(77);

    [RabbitMqFact]
    public async Task Should_try_again_until_it_is_back()
    {
        var (deployment, id) = await SubmittedAsync(("Worker__Retries", "6"));
        var away = TakeAway(deployment);
        await deployment.StartWorkerAsync("worker", waitForReport: false);
        await Eventually.TrueAsync("the worker tries again", () => Task.FromResult(deployment.WorkerSaid("worker", "R-RETRY")));

        // Nothing new is accepted meanwhile, and the client is told when to come again.
        await deployment.Client.HealthAsync("unavailable");
        using (var refused = await deployment.Client.PostAsync(Picture.ToPng()))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
            Assert.Equal("storage_unavailable", (await refused.Content.ReadFromJsonAsync<ProblemDocument>())!.Code);
        }

        PutBack(deployment, away);
        Picture.AssertFound(await deployment.Client.FinishedAsync(id));
    }

    [RabbitMqFact]
    public async Task Should_give_up_in_the_end_and_keep_the_command_for_the_operator()
    {
        var (deployment, id) = await SubmittedAsync(("Worker__Retries", "1"));
        var away = TakeAway(deployment);
        await deployment.StartWorkerAsync("worker", waitForReport: false);

        var failed = await deployment.Client.FailedAsync(id, ErrorCodes.InferenceFailed);
        Assert.True(failed.Error!.Retryable);
        Assert.Contains("blob store", failed.Error.Message, StringComparison.Ordinal);
        var kept = await deployment.Host.TakeAsync("detect-image_error");
        Assert.Contains($"{id}", kept.Payload, StringComparison.Ordinal);
        Assert.Contains("blob store", kept.Header("MT-Fault-Message"), StringComparison.Ordinal);

        PutBack(deployment, away);
        Picture.AssertFound(await deployment.Client.FinishedAsync((await deployment.Client.SubmitAsync(Picture.ToPng())).Id));
    }

    private async Task<(RabbitMqDeployment Deployment, Guid Id)> SubmittedAsync(params (string Name, string Value)[] settings)
    {
        var deployment = await DeployAsync(settings);
        await deployment.StartApiAsync();
        return (deployment, (await deployment.Client.SubmitAsync(Picture.ToPng())).Id);
    }

    private static string TakeAway(RabbitMqDeployment deployment)
    {
        var away = $"{deployment.Data.Blobs}-away";
        Directory.Move(deployment.Data.Blobs, away);
        return away;
    }

    private static void PutBack(RabbitMqDeployment deployment, string away) => Directory.Move(away, deployment.Data.Blobs);
}
