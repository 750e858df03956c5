using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Generated;

/// <summary>What a program does with the generated client: submits, waits, fetches, lists, and makes a mistake.</summary>
public static class Submission
{
    public static async Task<object[]> RunAsync(HttpClient http, byte[] picture, CancellationToken cancellation)
    {
        var client = new DetectionClient(http);
        var submitted = await client.SubmitDetectionAsync(0.3, null, new[] { "0", "1", "2" }, 10, null, true, "csharp", Picture(), cancellation);
        Guid id = submitted.Id;

        Detection detection = await client.GetDetectionAsync(id, 60, cancellation);
        if (detection.Status != DetectionStatus.Completed)
            throw new InvalidOperationException($"{detection.Status}: {detection.Error?.Code}");
        if (typeof(Detection).GetProperty(nameof(Detection.Stages))!.PropertyType != typeof(StageTimes))
            throw new InvalidOperationException("'stages' has a type of its own, not StageTimes.");
        // Numbers without a conversion, and boxes that are always there.
        double area = detection.Detections!.Sum(found => found.Box.Width * found.Box.Height);

        using var annotated = await client.GetAnnotatedImageAsync(id, cancellation);
        using var bytes = new MemoryStream();
        await annotated.Stream.CopyToAsync(bytes, cancellation);
        var page = await client.ListDetectionsAsync(null, "csharp", null, 5, cancellation);
        var code = "";
        try
        {
            await client.SubmitDetectionAsync(7, null, null, null, null, null, null, Picture(), cancellation);
        }
        catch (ApiException<ProblemDetails> e)
        {
            code = e.Result.Code;
        }

        SubmittedTask task = await client.PredictAsync(null, null, null, null, null, null, null, Picture(), cancellation);
        TaskResult result;
        do
            result = await client.GetResultAsync($"{task.Task_id}", cancellation);
        while (result.Status is TaskResultStatus.Pending or TaskResultStatus.Processing);
        return new object[] { id, detection.Detections!.Count, area, bytes.Length, page.Items.First().Id, code, result.Detections!.Count };

        FileParameter Picture() => new(new MemoryStream(picture), "picture.png", "image/png");
    }
}
