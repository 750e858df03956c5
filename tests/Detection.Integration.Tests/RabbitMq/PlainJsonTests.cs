using System.Text.Json;
using Detection.Integration.Tests.Support;
using Detection.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Detection.Integration.Tests.RabbitMq;

/// <summary>Bare JSON from strangers: pasted into the management UI, or sent by a client that is not .NET.</summary>
[Collection(RabbitMqCollection.Name)]
public sealed class PlainJsonTests(RabbitMqMode mode, ITestOutputHelper output) : SharedDeploymentTests(mode, output)
{
    private const string Queue = "detect-image-json";
    private const string ErrorQueue = "detect-image-json_error";

    private static readonly DrawnPicture Picture = new(31);

    private static string Base64 => Convert.ToBase64String(Picture.ToPng());

    [RabbitMqFact]
    public async Task Should_detect_what_is_pasted_into_the_management_ui()
    {
        var id = Guid.NewGuid();
        await Deployment.Host.PublishAsync(Queue, Json(id, "blocks"));

        Picture.AssertFound(await Client.CompletedAsync(id));
    }

    [RabbitMqFact]
    public async Task Should_detect_with_no_more_than_an_id_and_a_picture()
    {
        var id = Guid.NewGuid();
        await Deployment.Host.PublishAsync(Queue, $$$"""{"detectionId": "{{{id}}}", "image": {"content": "{{{Base64}}}"}}""");

        var detection = await Client.CompletedAsync(id);
        Assert.Equal(Picture.ToPng(), await Client.BytesAsync(detection.Links.Image));
    }

    [AmqplibFact]
    public async Task Should_detect_what_another_client_sends()
    {
        var id = Guid.NewGuid();
        await AmqplibClient.PublishAsync(Deployment.Host.AmqpUri, Queue, Json(id, "blocks"), "application/json");

        Picture.AssertFound(await Client.CompletedAsync(id));
    }

    [AmqplibFact]
    public async Task Should_make_an_id_where_there_is_none_and_be_found_by_the_reference()
    {
        var reference = $"stranger-{Guid.NewGuid():n}";
        await AmqplibClient.PublishAsync(
            Deployment.Host.AmqpUri,
            Queue,
            $$$"""{"image": {"content": "{{{Base64}}}"}, "options": {"model": "blocks", "reference": "{{{reference}}}"}}""");

        var detection = await Eventually.GetAsync("the detection is listed", async () => (await Client.ListAsync(reference)).SingleOrDefault());
        Picture.AssertFound(await Client.CompletedAsync(detection.Id));
        await Eventually.TrueAsync(
            "the made id is logged", () => Task.FromResult(Deployment.Output.Contains($"{detection.Id}", StringComparison.Ordinal)));
    }

    [AmqplibFact]
    public async Task Should_not_care_about_the_content_type()
    {
        var id = Guid.NewGuid();
        await AmqplibClient.PublishAsync(Deployment.Host.AmqpUri, Queue, Json(id, "blocks"), "text/plain");

        Picture.AssertFound(await Client.CompletedAsync(id));
    }

    [RabbitMqFact]
    public async Task Should_ignore_what_it_does_not_know_and_read_names_in_any_case()
    {
        var id = Guid.NewGuid();
        await Deployment.Host.PublishAsync(
            Queue,
            $$$"""
            {
              "DetectionId": "{{{id}}}",
              "priority": 7,
              "IMAGE": {"content": "{{{Base64}}}", "camera": {"x": [1]}},
              "options": {"MODEL": "blocks"}
            }
            """);

        Picture.AssertFound(await Client.CompletedAsync(id));
    }

    [RabbitMqTheory]
    [InlineData("hello", "The message is not JSON: 'h' is")]
    [InlineData("", "The message is not JSON: ")]
    [InlineData("{\"detectionId\": \"", "The message is not JSON: ")]
    [InlineData("[1, 2]", "The message must be a JSON object such as ")]
    [InlineData("null", "The message must be a JSON object such as ")]
    [InlineData("{\"detectionId\": \"seven\", \"image\": {\"content\": \"\"}}", "options_invalid: detectionId must be a UUID, not 'seven'. image.content is empty.")]
    [InlineData("{\"image\": {\"content\": \"%%%\"}}", "options_invalid: image.content must be ")]
    [InlineData("{\"image\": \"picture.jpg\"}", "options_invalid: image must be an object ")]
    [InlineData("{\"image\": {\"content\": \"\"}}", "image_empty: ")]
    [InlineData("{\"image\": {\"content\": \"aGVsbG8gdGhlcmUsIHdvcmxk\"}}", "image_unsupported: ")]
    [InlineData("{\"image\": {\"content\": \"aGVsbG8=\", \"blob\": \"one\"}}", "options_invalid: image has both content and blob")]
    [InlineData("{\"image\": {\"blob\": \"../detection.db\"}}", "image_missing: ")]
    [InlineData("{\"image\": {\"content\": \"aGVsbG8=\"}, \"options\": {\"confidence\": 7}}", "options_invalid: confidence must be")]
    [InlineData("{}", "image_missing: No image: give ")]
    public async Task Should_move_what_is_no_command_to_the_error_queue_with_a_readable_reason(string payload, string reason)
    {
        await Deployment.Host.PublishAsync(Queue, payload);

        var moved = await Deployment.Host.TakeAsync(ErrorQueue);
        Assert.Equal(payload, moved.Payload);
        Assert.Equal("fault", moved.Header("MT-Reason"));
        Assert.StartsWith(reason, moved.Header("MT-Fault-Message"), StringComparison.Ordinal);
    }

    [RabbitMqFact]
    public async Task Should_also_fail_the_detection_that_was_named()
    {
        var id = Guid.NewGuid();
        await Deployment.Host.PublishAsync(
            Queue, $$$"""{"detectionId": "{{{id}}}", "image": {"content": "R0lGODlhAQABAA=="}, "options": {"reference": "a-gif"}}""");

        var detection = await Client.FailedAsync(id, "image_unsupported");
        Assert.Equal("a-gif", detection.Reference);
        Assert.Contains("GIF", (await Deployment.Host.TakeAsync(ErrorQueue)).Header("MT-Fault-Message"), StringComparison.Ordinal);
    }

    [RabbitMqFact]
    public async Task Should_fail_the_named_detection_for_an_option_that_does_not_exist_and_push_the_failure()
    {
        await using var listener = await OtherService.StartAsync(Deployment.Host.AmqpUri);
        var id = Guid.NewGuid();
        await Deployment.Host.PublishAsync(
            Queue, $$$"""{"detectionId": "{{{id:n}}}", "image": {"content": "{{{Base64}}}"}, "options": {"confidense": 0.9, "classes": { "a": 1 } } }""");

        var detection = await Client.FailedAsync(id, "options_invalid");
        Assert.StartsWith("There is no option 'confidense'; the options are ", detection.Error!.Message, StringComparison.Ordinal);
        Assert.EndsWith("classes must be a list of names and numbers, not an object.", detection.Error.Message, StringComparison.Ordinal);
        Assert.True(detection.QueuedAt <= detection.FinishedAt, $"queued at {detection.QueuedAt:o}, finished at {detection.FinishedAt:o}");
        await Eventually.TrueAsync("the failure is pushed", () => Task.FromResult(listener.CountFailed(id) == 1));
        await Deployment.Host.TakeAsync(ErrorQueue);
    }

    [RabbitMqFact]
    public async Task Should_leave_a_detection_that_exists_as_it_is()
    {
        var id = Guid.NewGuid();
        await Deployment.Host.PublishAsync(Queue, Json(id, "blocks"));
        await Client.CompletedAsync(id);

        await Deployment.Host.PublishAsync(Queue, $$$"""{"detectionId": "{{{id}}}", "image": {"content": "{{{Base64}}}"}, "options": {"size": 1}}""");

        await Deployment.Host.TakeAsync(ErrorQueue);
        Picture.AssertFound(await Client.CompletedAsync(id));
    }

    [RabbitMqFact]
    public async Task Should_detect_what_programs_of_other_languages_write()
    {
        var (number, text, url) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var unpadded = Base64.TrimEnd('=').Replace('+', '-').Replace('/', '_');
        await Deployment.Host.PublishAsync(
            Queue, $$$"""{"detectionId": "{{{number}}}", "image": {"content": "{{{Base64}}}"}, "submittedAt": 1735689600, "options": {"classes": [0, 1, 2.0], "model": "blocks"}}""");
        await Deployment.Host.PublishAsync(
            Queue, $$$"""{"detectionId": "{{{text:b}}}", "image": {"content": "{{{unpadded}}}"}, "options": {"confidence": "0.25", "model": "blocks"}}""");
        await Deployment.Host.PublishAsync(
            Queue, $$$"""{"detectionId": "urn:uuid:{{{url}}}", "image": {"content": "data:image/png;base64,{{{Base64}}}"}, "options": {"model": "blocks"}}""");

        foreach (var id in new[] { number, text, url })
            Picture.AssertFound(await Client.CompletedAsync(id));
    }

    private static string Json(Guid id, string model) => JsonSerializer.Serialize(
        new { detectionId = id, image = new { content = Base64 }, options = new { model } });
}
