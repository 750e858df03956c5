using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Xunit;

namespace Detection.Api.Tests.Support;

/// <summary>Requests and answers as a client of the REST interface sees them.</summary>
internal static class Http
{
    public const string Submissions = "/v1/detections";

    /// <summary>Posts a picture as the body.</summary>
    public static Task<HttpResponseMessage> PostRawAsync(this TestApi api, byte[] picture, string query = "", string type = "image/png")
    {
        var content = new ByteArrayContent(picture);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return api.Client.PostAsync($"{Submissions}{query}", content);
    }

    /// <summary>Posts a form; a part is either a field's text or a file's bytes, in this order.</summary>
    public static Task<HttpResponseMessage> PostFormAsync(this TestApi api, params (string Name, object Value)[] parts) =>
        api.Client.PostAsync(Submissions, Form(parts));

    public static MultipartFormDataContent Form(params (string Name, object Value)[] parts)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in parts)
        {
            if (value is byte[] bytes)
                form.Add(new ByteArrayContent(bytes), name, "picture.bin");
            else
                form.Add(new StringContent((string)value), name);
        }

        return form;
    }

    /// <summary>Submits a picture and returns its id.</summary>
    public static async Task<Guid> SubmitAsync(this TestApi api, string query = "")
    {
        using var response = await api.PostRawAsync(Pictures.Png(), query);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return (await response.JsonAsync()).GetProperty("id").GetGuid();
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response) =>
        JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync()); // May be read again.

    public static async Task<JsonElement> GetJsonAsync(this TestApi api, string path)
    {
        using var response = await api.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.JsonAsync();
    }

    /// <summary>Demands problem details (RFC 9457) with a status and a stable code.</summary>
    public static async Task<string> AssertProblemAsync(this HttpResponseMessage response, int status, string code)
    {
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        var problem = await response.JsonAsync();
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        if (status >= 503)
            Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter?.Delta);
        return problem.TryGetProperty("detail", out var detail) ? detail.GetString()! : "";
    }
}
