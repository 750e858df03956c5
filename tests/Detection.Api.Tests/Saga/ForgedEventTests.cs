using System.Net;
using Detection.Api.Detections;
using Detection.Api.Tests.Support;
using Detection.Contracts;
using Xunit;

namespace Detection.Api.Tests.Saga;

/// <summary>Events and reports on the bus that no worker of ours would publish: refused whole, and nothing else suffers.</summary>
public sealed class ForgedEventTests : IAsyncLifetime
{
    private static readonly DetectedObject Found = Messages.Completed(Guid.Empty).Detections[0];
    private static readonly ModelReport Model = new() { Name = "small", Task = "detect", IsDefault = true, Labels = ["person"], Provider = "CPU" };

    private TestApi _api = null!;

    public static TheoryData<string, Func<DetectionCompleted, DetectionCompleted>> Results { get; } = new()
    {
        { "detections[0] is null.", m => m with { Detections = [null!] } },
        { "detections[1].box is null.", m => m with { Detections = [Found, Found with { Box = null! }] } },
        { "detections[0].label is null.", m => m with { Detections = [Found with { Label = null! }] } },
        { "detections[0].confidence is 3.", m => m with { Detections = [Found with { Confidence = 3 }] } },
        { "detections[0].classId is -1.", m => m with { Detections = [Found with { ClassId = -1 }] } },
        { "detections[0].box.width is -5.", m => m with { Detections = [Found with { Box = Found.Box with { Width = -5 } }] } },
        { "detections has 1001 entries; at most 1000 are allowed.", m => m with { Detections = [.. Enumerable.Repeat(Found, 1001)] } },
        { "image.width is -1.", m => m with { Image = new ImageSize { Width = -1 } } },
        { "model is longer than 65536 characters.", m => m with { Model = new string('m', 70_000) } },
    };

    public static TheoryData<string, WorkerReported> Reports { get; } = new()
    {
        { "models null", new WorkerReported { Worker = "forged", Models = null! } },
        { "model null", new WorkerReported { Worker = "forged", Models = [null!] } },
        { "name null", new WorkerReported { Worker = "forged", Models = [Model with { Name = null! }] } },
        { "labels null", new WorkerReported { Worker = "forged", Models = [Model with { Labels = null! }] } },
        { "label null", new WorkerReported { Worker = "forged", Models = [Model with { Labels = [null!] }] } },
        { "rejected null", new WorkerReported { Worker = "forged", Rejected = null! } },
        { "too many in work", new WorkerReported { Worker = "forged", InWork = new Guid[1025] } },
        { "no name", new WorkerReported { Worker = " ", Models = [Model] } },
    };

    public async Task InitializeAsync() => _api = await TestApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Theory]
    [MemberData(nameof(Results))]
    public async Task Should_refuse_a_result_that_cannot_be(string fault, Func<DetectionCompleted, DetectionCompleted> forge)
    {
        var id = await _api.SubmitAsync();

        await _api.PublishAsync(forge(Messages.Completed(id)));

        Assert.Contains(fault, Assert.Single(_api.Journal.SagaRefusals), StringComparison.Ordinal);
        Assert.Equal(DetectionStates.Queued, (await _api.FindAsync(id))!.CurrentState);
        await _api.PublishAsync(Messages.Completed(id));
        Assert.Equal("Completed", (await _api.GetJsonAsync($"/v1/detections/{id}")).GetProperty("status").GetString());
        Assert.Equal("completed", (await _api.GetJsonAsync($"/result/{id}")).GetProperty("status").GetString());
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public async Task Should_refuse_a_report_that_cannot_be(string what, WorkerReported report)
    {
        Assert.NotEmpty(what);
        await _api.Bus.Publish(report);
        await _api.ReportAsync(new WorkerReported { Worker = "true", Models = [Model] });

        Assert.Equal("small", Assert.Single((await _api.GetJsonAsync("/v1/models")).GetProperty("items").EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal("true", Assert.Single((await _api.GetJsonAsync("/health/ready")).GetProperty("workers").EnumerateArray()).GetProperty("worker").GetString());
        using var response = await _api.PostRawAsync(Pictures.Png(), "?model=small&classes=person");
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    [Fact]
    public async Task Should_bound_the_texts_of_every_event()
    {
        var text = new string('x', 70_000);
        await _api.PublishAsync(Messages.Started(Guid.NewGuid()) with { Worker = text });
        await _api.PublishAsync(Messages.Failed(Guid.NewGuid()) with { Message = text });
        await _api.PublishAsync(Messages.Completed(Guid.NewGuid()) with { Origin = new DetectionOrigin { Reference = text } });
        await _api.PublishAsync(Messages.Command(Guid.NewGuid()) with { Options = new DetectionOptions { Model = text } });
        await _api.PublishAsync(new WorkerFault { Message = Messages.Command(Guid.NewGuid()) with { Image = new ImageSource { Blob = text } } }.AsFault());

        await _api.PublishAsync(new WorkerFault { Message = Messages.Command(Guid.NewGuid()), Exceptions = [null!] }.AsFault());

        Assert.Equal(6, _api.Journal.SagaRefusals.Count);
        Assert.Equal(0, await _api.CountAsync());
    }
}
