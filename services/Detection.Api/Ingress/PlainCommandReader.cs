using System.Text;
using System.Text.Json;
using Detection.Api.Checks;
using Detection.Contracts;

namespace Detection.Api.Ingress;

/// <summary>
/// Reads a command as strangers write it: lenient with forms (numbers as text, data URLs, any notation of a UUID or a time),
/// strict with options that do not exist, and with all faults at once. Properties outside of the options that are not known are ignored.
/// </summary>
internal sealed class PlainCommandReader
{
    private const string Example = "{\"image\": {\"content\": \"<Base64 of a JPEG, PNG or WebP>\"}}";
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
    private static readonly string[] Properties = ["detectionId", "image", "options", "submittedAt"];
    private static readonly string[] ImageProperties = ["content", "blob"];

    private readonly List<InputFault> _faults = [];

    private PlainCommandReader()
    {
    }

    /// <summary>Reads a message's body: UTF-8, with or without a byte order mark.</summary>
    /// <exception cref="PlainJsonException">It is not a JSON object.</exception>
    public static PlainCommand Read(ReadOnlyMemory<byte> body)
    {
        if (body.Span.StartsWith(Encoding.UTF8.Preamble))
            body = body[Encoding.UTF8.Preamble.Length..];
        try
        {
            using var document = JsonDocument.Parse(body, Lenient);
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new PlainJsonException($"The message is not JSON: {InputText.Safe(e.Message)}"); // It repeats bytes of the message.
        }
    }

    private static PlainCommand Read(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object)
            throw new PlainJsonException($"The message must be a JSON object such as {Example}, not {JsonText.Kind(message)}.");
        var reader = new PlainCommandReader();
        return new PlainCommand(reader.ReadCommand(message), reader._faults);
    }

    private DetectImage ReadCommand(JsonElement message)
    {
        var properties = Known(message, Properties, "");
        return new DetectImage
        {
            DetectionId = Value(properties, "detectionId", "a UUID", PlainValues.Id) ?? Guid.Empty,
            Image = Image(properties.GetValueOrDefault("image")),
            Options = Options(properties.GetValueOrDefault("options")),
            SubmittedAt = Value(properties, "submittedAt", "a time such as 2026-01-02T03:04:05Z, or seconds since 1970", PlainValues.Time),
        };
    }

    private ImageSource? Image(JsonElement? image)
    {
        if (image is not { } given)
        {
            Refuse(ErrorCodes.ImageMissing, $"No image: give {Example}.");
            return null;
        }

        if (given.ValueKind != JsonValueKind.Object)
        {
            Refuse(ErrorCodes.OptionsInvalid, $"image must be an object such as {{\"content\": \"<Base64>\"}}, not {JsonText.Kind(given)}.");
            return null;
        }

        var properties = Known(given, ImageProperties, "image.");
        var (content, blob) = (properties.GetValueOrDefault("content"), properties.GetValueOrDefault("blob"));
        if (content is null && blob is null)
            Refuse(ErrorCodes.ImageMissing, $"No image: give {Example}.");
        if (content is not null && blob is not null)
            Refuse(ErrorCodes.OptionsInvalid, "image has both content and blob; give one.");
        return new ImageSource { Content = Content(content), Blob = Blob(blob) };
    }

    private byte[]? Content(JsonElement? content)
    {
        if (content is not { } given)
            return null;
        var bytes = given.ValueKind == JsonValueKind.String ? PlainValues.Bytes(JsonText.Scalar(given)) : null;
        if (bytes is null)
            Refuse(ErrorCodes.OptionsInvalid, "image.content must be the picture in Base64, or a data URL of it.");
        else if (bytes.Length == 0)
            Refuse(ErrorCodes.ImageEmpty, "image.content is empty.");
        return bytes;
    }

    private string? Blob(JsonElement? blob)
    {
        if (blob is not { } given)
            return null;
        if (given.ValueKind == JsonValueKind.String && JsonText.Scalar(given) is { } key && Storage.BlobKey.IsValid(key))
            return key;
        Refuse(ErrorCodes.ImageMissing, "image.blob is not a key of the blob store.");
        return null;
    }

    private DetectionOptions? Options(JsonElement? options)
    {
        if (options is not { } given)
            return null;
        if (given.ValueKind != JsonValueKind.Object)
        {
            Refuse(ErrorCodes.OptionsInvalid, $"options must be an object such as {{\"confidence\": 0.4}}, not {JsonText.Kind(given)}.");
            return null;
        }

        var reader = new OptionReader();
        foreach (var property in given.EnumerateObject())
            reader.Add(property);
        return reader.Build(_faults);
    }

    // A name in any case; null is as good as left out.
    private Dictionary<string, JsonElement?> Known(JsonElement parent, string[] names, string path)
    {
        var found = new Dictionary<string, JsonElement?>(StringComparer.Ordinal);
        foreach (var property in parent.EnumerateObject())
        {
            var name = Array.Find(names, name => string.Equals(name, JsonText.Name(property), StringComparison.OrdinalIgnoreCase));
            if (name is null || property.Value.ValueKind == JsonValueKind.Null)
                continue;
            if (found.TryAdd(name, property.Value))
                continue;
            Refuse(ErrorCodes.OptionsInvalid, $"{path}{name} is given more than once.");
            // Which of them is meant, nobody knows: an id that is not certain ends no detection.
            found[name] = found[name] is { } first && JsonElement.DeepEquals(first, property.Value) ? first : null;
        }

        return found;
    }

    private T? Value<T>(Dictionary<string, JsonElement?> properties, string name, string what, Func<string, T?> read)
        where T : struct
    {
        if (properties.GetValueOrDefault(name) is not { } given)
            return null;
        var text = JsonText.Scalar(given)?.Trim();
        var value = text is { Length: > 0 } ? read(text) : null;
        if (value is null && text is not { Length: 0 })
            Refuse(ErrorCodes.OptionsInvalid, $"{name} must be {what}, not {(text is null ? JsonText.Kind(given) : $"'{InputText.Shown(text)}'")}.");
        return value;
    }

    private void Refuse(string code, string message) => _faults.Add(new InputFault(code, message));
}
