using System.Net;
using Detection.Api.Tests.Support;
using Detection.Contracts;
using Xunit;

namespace Detection.Api.Tests.Rest;

/// <summary>Options of a submission as people and programs write them: alike in the query and in a form.</summary>
public sealed class OptionTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private TestApi Api => shared.Api;

    [Theory]
    [InlineData("person,5", "person|5")]
    [InlineData(" person , 5 ,", "person|5")]
    [InlineData("\"cat, black\",dog", "cat, black|dog")]
    [InlineData("dog, \" cat, \"\"black\"\" \"", "dog|cat, \"black\"")]
    [InlineData("12\" pipe", "12\" pipe")]
    public async Task Should_choose_labels_with_commas_and_spaces(string classes, string names)
    {
        foreach (var options in await SubmitBothWaysAsync(("classes", classes)))
            Assert.Equal(names.Split('|'), options!.Classes!);
    }

    [Fact]
    public async Task Should_join_a_list_that_is_given_more_than_once()
    {
        foreach (var options in await SubmitBothWaysAsync(("classes", "person"), ("classes", "bus,car")))
            Assert.Equal(["person", "bus", "car"], options!.Classes!);
    }

    [Theory]
    [InlineData("confidence", "0.4", "confidence is given more than once.")]
    [InlineData("reference", "a", "reference is given more than once.")]
    [InlineData("Annotate", "true", "annotate is given more than once.")]
    public async Task Should_refuse_a_single_value_that_is_given_twice(string name, string value, string fault)
    {
        foreach (var detail in await RefuseBothWaysAsync((name, value), (name.ToLowerInvariant(), value)))
            Assert.Equal(fault, detail);
    }

    [Theory]
    [InlineData("classes", ",", "classes has commas and no name between them; leave it out for all classes.")]
    [InlineData("classes", "\"person", "classes has a double quote that is not closed.")]
    [InlineData("classes", "a\u001b[31mb", "classes has the control character U+001B.")]
    [InlineData("reference", "a\u001b[31mb", "reference has the control character U+001B.")]
    [InlineData("reference", "a\u2028b", "reference has the control character U+2028.")]
    [InlineData("model", "a\u0007b", "model has the control character U+0007.")]
    [InlineData("maxDetections", "-1", "maxDetections must be a whole number from 1 to 1000.")]
    [InlineData("maxDetections", "2.5", "maxDetections must be a whole number from 1 to 1000, not '2.5'.")]
    [InlineData("maxDetections", "9e99", "maxDetections must be a whole number from 1 to 1000, not '9e99'.")]
    [InlineData("confidence", "much", "confidence must be a number from 0 to 1, not 'much'.")]
    [InlineData("tres\u001bhold", "1", "There is no option 'tres\\u001bhold'; the options are confidence, iou, classes, maxDetections, model, annotate, reference.")]
    public async Task Should_say_what_is_wrong_and_what_is_allowed(string name, string value, string fault)
    {
        foreach (var detail in await RefuseBothWaysAsync((name, value)))
            Assert.Equal(fault, detail);
    }

    [Fact]
    public async Task Should_tell_every_fault_at_once()
    {
        foreach (var detail in await RefuseBothWaysAsync(("colour", "red"), ("iou", "2"), ("iou", "3"), ("classes", ","), ("annotate", "maybe")))
        {
            Assert.All(
                ["no option 'colour'", "iou is given more than once", "classes has commas", "annotate must be true or false", "iou must be a number"],
                fault => Assert.Contains(fault, detail, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Should_tell_what_is_wrong_with_the_picture_and_with_the_fields_behind_it()
    {
        using var response = await Api.PostFormAsync(("file", Pictures.Gif()), ("confidence", "7"), ("size", "large"));

        var detail = await response.AssertProblemAsync(415, ErrorCodes.ImageUnsupported);
        Assert.All(["GIF", "confidence", "size"], fault => Assert.Contains(fault, detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_tell_what_is_wrong_with_the_fields_where_the_picture_is_missing()
    {
        using var response = await Api.PostFormAsync(("confidence", "7"));

        Assert.Contains("confidence must be", await response.AssertProblemAsync(400, ErrorCodes.ImageMissing), StringComparison.Ordinal);
    }

    private async Task<DetectionOptions?[]> SubmitBothWaysAsync(params (string Name, string Value)[] options)
    {
        var submitted = new List<DetectionOptions?>();
        foreach (var response in await PostBothWaysAsync(options))
        {
            using (response)
            {
                Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
                var id = (await response.JsonAsync()).GetProperty("id").GetGuid();
                submitted.Add((await Api.Worker.ReceivedAsync(id)).Options);
            }
        }

        return [.. submitted];
    }

    private async Task<string[]> RefuseBothWaysAsync(params (string Name, string Value)[] options)
    {
        var details = new List<string>();
        foreach (var response in await PostBothWaysAsync(options))
        {
            using (response)
                details.Add(await response.AssertProblemAsync(400, ErrorCodes.OptionsInvalid));
        }

        return [.. details];
    }

    private async Task<HttpResponseMessage[]> PostBothWaysAsync((string Name, string Value)[] options)
    {
        var query = string.Join('&', options.Select(option => $"{Uri.EscapeDataString(option.Name)}={Uri.EscapeDataString(option.Value)}"));
        var fields = options.Where(option => !option.Name.Any(char.IsControl)).Select(option => (option.Name, (object)option.Value)).ToArray();
        var raw = await Api.PostRawAsync(Pictures.Png(), $"?{query}");
        return fields.Length < options.Length ? [raw] : [raw, await Api.PostFormAsync([.. fields, ("file", Pictures.Png())])];
    }
}
