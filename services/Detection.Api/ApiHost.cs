using System.Text.Json;
using System.Text.Json.Serialization;
using Detection.Api.Health;
using Detection.Api.Page;
using Detection.Api.Persistence;
using Detection.Api.Rest;
using Detection.Api.Submission;
using Detection.Api.Workers;
using Detection.Hosting.Options;
using Detection.Storage;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Detection.Api;

/// <summary>The API without its bus: what it needs, and what it answers to.</summary>
public static class ApiHost
{
    /// <summary>Adds the API's services.</summary>
    public static IServiceCollection AddDetectionApi(this IServiceCollection services)
    {
        services.AddCheckedOptions<ApiOptions, ApiOptionRules>();
        services.AddDetectionStorage();
        services.AddDetectionPersistence();
        services.AddDetectionSubmission();
        services.AddDetectionRest();
        services.AddDetectionHealth();
        services.AddSingleton<WorkerDirectory>();
        return services;
    }

    /// <summary>Maps the API's routes and the page.</summary>
    public static void MapDetectionApi(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.Use((context, next) =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return next(context);
        });
        app.MapSubmissions();
        app.MapDetections();
        app.MapModels();
        app.MapPredict();
        app.MapHealth();
        app.MapDocs();
        app.MapPage();
    }

    private static void AddDetectionSubmission(this IServiceCollection services)
    {
        services.AddSingleton<PictureIntake>();
        services.AddSingleton<CommandPublisher>();
        services.AddSingleton<DetectionWaiters>();
        services.AddSingleton<Submitter>();
        services.AddSingleton<ConfirmedCommands>();
        services.AddHostedService(provider => provider.GetRequiredService<ConfirmedCommands>());
        services.AddHostedService<Recovery>();
    }

    private static void AddDetectionRest(this IServiceCollection services)
    {
        services.AddSingleton<DetectionReader>();
        services.AddSingleton<SubmissionReader>();
        services.AddSingleton<Submissions>();
        services.AddDetectionDocs();
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = context =>
            context.ProblemDetails.Extensions.TryAdd("code", context.ProblemDetails.Status == 404 ? Problem.NotFound : Problem.RequestInvalid));
        services.AddExceptionHandler<ProblemExceptionHandler>();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        });
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<ApiOptions>>((kestrel, api) =>
        {
            // The exact limit is the intake's, which answers with a code; this one only bounds what is around the picture.
            kestrel.Limits.MaxRequestBodySize = api.Value.MaxImageBytes + (1 << 20);
            kestrel.AddServerHeader = false;
        });
    }
}
