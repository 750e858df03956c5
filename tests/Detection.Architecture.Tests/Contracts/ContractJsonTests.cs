using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Detection.Contracts;
using Detection.Testing;
using MassTransit.Serialization;
using Xunit;

namespace Detection.Architecture.Tests.Contracts;

/// <summary>The messages as they travel: by the bus library's own serialiser.</summary>
public sealed class ContractJsonTests
{
    private static readonly JsonSerializerOptions Wire = SystemTextJsonMessageSerializer.Options;
    private static readonly Type[] Records = [.. typeof(DetectImage).Assembly.GetExportedTypes().Where(type => !type.IsAbstract)];

    public static TheoryData<string> Names => [.. Examples.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Should_travel_as_approved(string name) => Approval.Verify($"{name}.json", Write(Examples.All[name]));

    [Theory]
    [MemberData(nameof(Names))]
    public void Should_read_back_what_was_written(string name) =>
        Assert.Equivalent(Examples.All[name], Read(Write(Examples.All[name]), Examples.All[name].GetType()), strict: true);

    /// <summary>A newer sender's additions disturb no older reader.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Should_ignore_unknown_fields(string name)
    {
        var json = JsonNode.Parse(Write(Examples.All[name]))!;
        AddUnknown(json);

        Assert.Contains("addedLater", json.ToJsonString(), StringComparison.Ordinal);
        Assert.Equivalent(Examples.All[name], Read(json.ToJsonString(), Examples.All[name].GetType()), strict: true);
    }

    /// <summary>An older sender's omissions leave defaults, and null only where null is allowed.</summary>
    [Fact]
    public void Should_read_messages_that_leave_everything_out()
    {
        var nullability = new NullabilityInfoContext();

        foreach (var type in Records)
        {
            var message = Read("{}", type);
            Assert.All(
                type.GetProperties().Where(property => nullability.Create(property).ReadState == NullabilityState.NotNull),
                property => Assert.True(property.GetValue(message) is not null, $"{type.Name}.{property.Name} is null."));
        }
    }

    [Fact]
    public void Should_read_the_least_that_a_stranger_sends()
    {
        const string json = """{"detectionId": "0190f5e2-7c1a-7b3e-9d52-6c1f0a4b8e77", "image": {"content": "/9j/"}}""";

        var command = Assert.IsType<DetectImage>(Read(json, typeof(DetectImage)));

        Assert.Equal(new Guid("0190f5e2-7c1a-7b3e-9d52-6c1f0a4b8e77"), command.DetectionId);
        Assert.Equal([0xFF, 0xD8, 0xFF], command.Image?.Content);
        Assert.Null(command.Options);
    }

    /// <summary>Strangers write property names as they please.</summary>
    [Theory]
    [InlineData("iou")]
    [InlineData("IoU")]
    [InlineData("IOU")]
    public void Should_read_names_in_any_case(string name) =>
        Assert.Equal(0.5, Assert.IsType<DetectionOptions>(Read($$"""{"{{name}}": 0.5}""", typeof(DetectionOptions))).IoU);

    /// <summary>Messages are the records that are no part of another; each has an example.</summary>
    [Fact]
    public void Should_have_an_example_of_every_message()
    {
        var parts = Records.SelectMany(type => type.GetProperties()).SelectMany(property => PartsOf(property.PropertyType)).ToHashSet();

        Assert.Equal(
            Records.Where(type => !parts.Contains(type)).Select(type => type.Name).Order(StringComparer.Ordinal),
            Examples.All.Values.Select(example => example.GetType().Name).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Should_set_every_property_in_some_example()
    {
        var set = new HashSet<PropertyInfo>();
        foreach (var example in Examples.All.Values)
            Visit(example, set);

        Assert.Empty(Records
            .SelectMany(type => type.GetProperties())
            .Where(property => !set.Contains(property))
            .Select(property => $"No example sets {property.DeclaringType!.Name}.{property.Name}."));
    }

    private static string Write(object message) => JsonSerializer.Serialize(message, message.GetType(), Wire);

    private static object? Read(string json, Type type) => JsonSerializer.Deserialize(json, type, Wire);

    private static void AddUnknown(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                AddUnknown(item);
        }
        else if (node is JsonObject fields)
        {
            foreach (var (_, value) in fields.ToArray())
                AddUnknown(value);
            fields["addedLater"] = new JsonObject { ["nested"] = new JsonArray(1, "two", null) };
        }
    }

    private static Type[] PartsOf(Type type) => type.IsGenericType ? [type, .. type.GetGenericArguments().SelectMany(PartsOf)] : [type];

    private static void Visit(object message, HashSet<PropertyInfo> set)
    {
        foreach (var property in message.GetType().GetProperties())
        {
            var value = property.GetValue(message);
            if (value is null || (value.GetType().IsValueType && value.Equals(Activator.CreateInstance(value.GetType()))))
                continue;
            set.Add(property);
            var parts = value is System.Collections.IEnumerable many and not string ? many.Cast<object>() : [value];
            foreach (var part in parts.Where(part => Records.Contains(part.GetType())))
                Visit(part, set);
        }
    }
}
