using System.Text;
using Detection.Api.Ingress;
using Detection.Contracts;
using Xunit;

namespace Detection.Api.Tests.Ingress;

/// <summary>Plain JSON as other people's programs write it.</summary>
public sealed class PlainCommandReaderTests
{
    private const string Image = "\"image\": {\"content\": \"+/8=\"}";
    private static readonly Guid Id = new("0190f5e2-7c1a-7b3e-9d52-6c1f0a4b8e77");

    [Theory]
    [InlineData("\"0190f5e2-7c1a-7b3e-9d52-6c1f0a4b8e77\"")]
    [InlineData("\"0190F5E27C1A7B3E9D526C1F0A4B8E77\"")]
    [InlineData("\"{0190f5e2-7c1a-7b3e-9d52-6c1f0a4b8e77}\"")]
    [InlineData("\" urn:uuid:0190f5e2-7c1a-7b3e-9d52-6c1f0a4b8e77 \"")]
    public void Should_read_any_notation_of_an_id(string id) => Assert.Equal(Id, Accepted($"{{\"detectionId\": {id}, {Image}}}").DetectionId);

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"00000000-0000-0000-0000-000000000000\"")]
    public void Should_take_an_empty_id_for_none(string id) => Assert.Equal(Guid.Empty, Accepted($"{{\"detectionId\": {id}, {Image}}}").DetectionId);

    [Theory]
    [InlineData("1735689600")]
    [InlineData("1735689600.0")]
    [InlineData("\"1735689600\"")]
    [InlineData("1735689600000")]
    [InlineData("\"2025-01-01T00:00:00Z\"")]
    [InlineData("\"2025-01-01T01:00:00+01:00\"")]
    [InlineData("\"2025-01-01T00:00:00.000000000Z\"")]
    [InlineData("\"2025-01-01 00:00:00\"")]
    [InlineData("\"2025-01-01\"")]
    [InlineData("\"20250101T000000Z\"")]
    [InlineData("\"Wed, 01 Jan 2025 00:00:00 GMT\"")]
    public void Should_read_times_as_they_are_written(string time) =>
        Assert.Equal(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), Accepted($"{{\"submittedAt\": {time}, {Image}}}").SubmittedAt);

    [Theory]
    [InlineData("+/8=")]
    [InlineData("-_8=")]
    [InlineData("-_8")]
    [InlineData("+\\/8=")]
    [InlineData("+/\\r\\n8=\\n")]
    [InlineData("data:image/jpeg;base64,+/8=")]
    [InlineData("data:;base64,-_8")]
    public void Should_read_every_alphabet_of_Base64(string content) =>
        Assert.Equal([0xFB, 0xFF], Accepted($"{{\"image\": {{\"content\": \"{content}\"}}}}").Image!.Content!);

    [Fact]
    public void Should_read_options_as_they_are_written()
    {
        var options = Accepted($$"""
            { "options": { "Confidence": "0.4", "iou": 1, "classes": [0, "person ", 5.0], "maxDetections": 7.0, "annotate": 0, "model": null, "reference": 17 }, {{Image}} }
            """).Options!;

        Assert.Equal((0.4, 1.0, 7, false), (options.Confidence!.Value, options.IoU!.Value, options.MaxDetections!.Value, options.Annotate!.Value));
        Assert.Equal(["0", "person", "5"], options.Classes!);
        Assert.Equal((null, "17"), (options.Model, options.Reference));
    }

    [Fact]
    public void Should_ignore_other_properties_read_names_in_any_case_and_pass_over_comments_and_commas() => Assert.Equal(
        [0xFB, 0xFF], Accepted("""{ "priority": 7, "IMAGE": { "Content": "+/8=", "camera": [1], }, /* mine */ "options": {} }""").Image!.Content!);

    [Theory]
    [InlineData("{ \"options\": {\"confidense\": 0.9}, @ }", "There is no option 'confidense'; the options are confidence, iou, classes, maxDetections, model, annotate, reference.")]
    [InlineData("{ \"options\": {\"classes\": {\"a\": 1}}, @ }", "classes must be a list of names and numbers, not an object.")]
    [InlineData("{ \"options\": {\"classes\": [[1]]}, @ }", "classes must be a list of names and numbers, and has another kind of entry.")]
    [InlineData("{ \"options\": {\"classes\": [\"\"]}, @ }", "classes must be names or ids of 1 to 128 characters, none of them a control character.")]
    [InlineData("{ \"options\": {\"confidence\": [0.4]}, @ }", "confidence must be one value, not a list.")]
    [InlineData("{ \"options\": {\"confidence\": true}, @ }", "confidence must be a number from 0 to 1, not 'true'.")]
    [InlineData("{ \"options\": {\"confidence\": 1e999}, @ }", "confidence must be a number from 0 to 1.")]
    [InlineData("{ \"options\": {\"confidence\": 0.4, \"CONFIDENCE\": 0.5}, @ }", "confidence is given more than once.")]
    [InlineData("{ \"options\": {\"reference\": \"a\\u001bb\"}, @ }", "reference has the control character U+001B.")]
    [InlineData("{ \"options\": {\"reference\": \"\\ud800\"}, @ }", "reference must be one value, not a text that is no Unicode.")]
    [InlineData("{ \"options\": {\"\\ud800\": 1}, @ }", "There is no option '\ufffd'; the options are confidence, iou, classes, maxDetections, model, annotate, reference.")]
    [InlineData("{ \"options\": [], @ }", "options must be an object such as {\"confidence\": 0.4}, not a list.")]
    [InlineData("{ \"submittedAt\": \"yester\\u001bday\", @ }", "submittedAt must be a time such as 2026-01-02T03:04:05Z, or seconds since 1970, not 'yester\\u001bday'.")]
    [InlineData("{ \"submittedAt\": 1e300, @ }", "submittedAt must be a time such as 2026-01-02T03:04:05Z, or seconds since 1970, not '1e300'.")]
    [InlineData("{ \"detectionId\": 5, @ }", "detectionId must be a UUID, not '5'.")]
    [InlineData("{ \"detectionId\": {}, @ }", "detectionId must be a UUID, not an object.")]
    [InlineData("{ \"image\": \"picture.jpg\" }", "image must be an object such as {\"content\": \"<Base64>\"}, not a text.")]
    [InlineData("{ \"image\": {\"content\": 7} }", "image.content must be the picture in Base64, or a data URL of it.")]
    [InlineData("{ \"image\": {\"content\": \"%%%\"} }", "image.content must be the picture in Base64, or a data URL of it.")]
    [InlineData("{ \"image\": {\"content\": \"data:image/png,abcd\"} }", "image.content must be the picture in Base64, or a data URL of it.")]
    public void Should_say_what_is_wrong_in_words_of_JSON(string json, string fault) =>
        Assert.Equal(fault, Assert.Single(Read(json.Replace("@", Image, StringComparison.Ordinal)).Faults).Message);

    [Fact]
    public void Should_tell_every_fault_and_keep_the_id()
    {
        var read = Read($$"""{ "detectionId": "{{Id}}", "options": { "iou": 2, "size": 1 }, "submittedAt": "soon", "image": {} }""");

        Assert.Equal(Id, read.Command.DetectionId);
        Assert.Equal(
            [ErrorCodes.ImageMissing, ErrorCodes.OptionsInvalid, ErrorCodes.OptionsInvalid, ErrorCodes.OptionsInvalid], read.Faults.Select(fault => fault.Code));
    }

    [Fact]
    public void Should_pass_over_a_byte_order_mark() =>
        Assert.Empty(PlainCommandReader.Read(new byte[] { 0xEF, 0xBB, 0xBF }.Concat(Encoding.UTF8.GetBytes($"{{{Image}}}")).ToArray()).Faults);

    [Fact]
    public void Should_not_choose_between_two_ids()
    {
        var read = Read($$"""{ "detectionId": "{{Id}}", "DetectionId": "{{Guid.NewGuid()}}", {{Image}} }""");

        Assert.Equal(Guid.Empty, read.Command.DetectionId);
        Assert.Equal("detectionId is given more than once.", Assert.Single(read.Faults).Message);
    }

    private static DetectImage Accepted(string json)
    {
        var read = Read(json);
        Assert.Empty(read.Faults);
        return read.Command;
    }

    private static PlainCommand Read(string json) => PlainCommandReader.Read(Encoding.UTF8.GetBytes(json));
}
