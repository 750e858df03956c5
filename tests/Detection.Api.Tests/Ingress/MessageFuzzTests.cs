using System.Text;
using System.Text.Json;
using Detection.Api.Checks;
using Detection.Api.Ingress;
using Detection.Api.Tests.Support;
using Detection.Contracts;
using Detection.Testing;
using Xunit;

namespace Detection.Api.Tests.Ingress;

/// <summary>Messages with random damage: each is read or refused with a sentence, and nothing else happens.</summary>
[Trait("Category", Fuzz.Category)]
public sealed class MessageFuzzTests
{
    private const int Mutations = 500;
    private const int Seed = 20260102;

    private static readonly string[] Pieces =
    [
        "null", "{}", "[]", "[[[", "\"\"", "1e999", "-1", "true", "\\ud800", "\\u001b", "\u001b", "\u2028", "\ufeff", ",", ":", "}", "\"", "data:,", "\"detectionId\":",
        "\"options\":", "99999999999999999999", "0.1e-400", "/*", "//",
    ];

    private static readonly string Command = """
        { "detectionId": "0190f5e2-7c1a-7b3e-9d52-6c1f0a4b8e77", "image": { "content": "data:image/png;base64,+/8=" }, "submittedAt": "2026-01-02T03:04:05.678Z",
          "options": { "confidence": "0.25", "iou": 0.7, "classes": ["person", 5], "maxDetections": 300, "model": "yolov8n", "annotate": true, "reference": "camera 7" } }
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [Fact]
    public void Should_read_or_refuse_any_plain_JSON()
    {
        var (read, faulty, refused) = (0, 0, 0);
        foreach (var body in Mutated(Encoding.UTF8.GetBytes(Command)))
        {
            try
            {
                var command = PlainCommandReader.Read(body);
                read++;
                faulty += command.Faults.Count > 0 ? 1 : 0;
                Assert.All(command.Faults, fault => AssertSentence(fault.Message));
            }
            catch (PlainJsonException e)
            {
                refused++;
                AssertSentence(e.Message);
            }
        }

        Assert.True(read > 50 && faulty > 20 && refused > 50, $"{read} read, {faulty} of them faulty, {refused} refused: the damage does not vary enough.");
    }

    [Fact]
    public void Should_check_any_event_that_can_be_parsed()
    {
        var (passed, refused) = (0, 0);
        Check(Messages.Completed(Guid.NewGuid()));
        Check(Messages.Failed(Guid.NewGuid()));
        Check(new WorkerReported { Worker = "w", Models = [new ModelReport { Name = "m", Labels = ["a", "b"] }], Rejected = [new RejectedModelReport()] });
        Assert.True(passed > 50 && refused >= 5, $"{passed} passed, {refused} refused: the damage does not vary enough.");

        void Check<T>(T message)
            where T : class
        {
            foreach (var body in Mutated(JsonSerializer.SerializeToUtf8Bytes(message, Json)))
            {
                if (Parse<T>(body) is not { } parsed)
                    continue;
                var faults = MessageRules.Explain(parsed);
                Assert.All(faults, AssertSentence);
                passed += faults.Count == 0 ? 1 : 0;
                refused += faults.Count > 0 ? 1 : 0;
                // What passed the door can be stored and shown.
                if (faults.Count == 0)
                    JsonSerializer.SerializeToUtf8Bytes(parsed, Json);
            }
        }
    }

    private static void AssertSentence(string text)
    {
        Assert.NotEmpty(text);
        Assert.DoesNotContain(text, char.IsControl);
        Assert.DoesNotContain("System.", text, StringComparison.Ordinal);
    }

    private static T? Parse<T>(byte[] body)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<byte[]> Mutated(byte[] original)
    {
        var random = new Random(Seed + Fuzz.From);
        for (var i = 0; i < Fuzz.Rounds(Mutations); i++)
        {
            var body = original.ToList();
            for (var times = random.Next(1, 4); times > 0; times--)
                Mutate(body, random);
            yield return [.. body];
        }
    }

    private static void Mutate(List<byte> body, Random random)
    {
        var at = random.Next(body.Count);
        var length = Math.Min(random.Next(1, 12), body.Count - at);
        switch (random.Next(5))
        {
            case 0:
                body[at] = (byte)random.Next(256);
                break;
            case 1:
                body.RemoveRange(at, length);
                break;
            case 2:
                body.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                break;
            case 3:
                body.InsertRange(at, body.GetRange(random.Next(body.Count - length), length));
                break;
            default:
                ReplaceValue(body, random);
                break;
        }

        if (body.Count == 0)
            body.Add((byte)'{');
    }

    // From a colon to the next comma: mostly leaves JSON, with another kind of value.
    private static void ReplaceValue(List<byte> body, Random random)
    {
        var colon = body.IndexOf((byte)':', random.Next(body.Count));
        var comma = colon < 0 ? -1 : body.IndexOf((byte)',', colon);
        if (comma < 0)
            return;
        body.RemoveRange(colon + 1, comma - colon - 1);
        body.InsertRange(colon + 1, Encoding.UTF8.GetBytes(Pieces[random.Next(9)]));
    }
}
