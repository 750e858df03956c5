using System.Text.Json;
using System.Text.Json.Serialization;
using Detection.Api.Health;
using Detection.Api.Page;
using Detection.Api.Persistence;
using Detection.Api.Rest;
using Detection.Api.Rest.Description;
using Detection.Api.Settings;
using Detection.Api.Submission;
using Detection.Api.Waiting;
using Detection.Api.Workers;
using Detection.Hosting.Options;
using Detection.Storage;
using Microsoft.AspNetCore.Server.Kestrel.Core;

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
        services.AddDetectionWaiting();
        services.AddDetectionRest();
        services.AddDetectionHealth();
        services.AddSingleton<WorkerDirectory>();
        services.AddSingleton<KnownModels>();
        return services;
    }

    /// <summary>Maps the API's routes and the page.</summary>
    public static void MapDetectionApi(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            // When the answer starts: the exception handler takes back every header that was set before it.
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.XContentTypeOptions = "nosniff";
                return Task.CompletedTask;
            });
            return next(context);
        });
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseHttpHabits();
        app.UseRouting();
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
        services.AddSingleton<Submitter>();
        services.AddSingleton<SentCommands>();
        services.AddHostedService(provider => provider.GetRequiredService<SentCommands>());
        services.AddSingleton<VanishedCommands>();
        services.AddSingleton<IDatabaseStep, EmbeddedRestart>();
        services.AddHostedService<CommandSweep>();
        services.AddHostedService<OrphanSweep>();
    }

    private static void AddDetectionWaiting(this IServiceCollection services)
    {
        services.AddSingleton<DetectionWaiters>();
        services.AddSingleton<FinishAnnouncer>();
        services.AddHostedService<FinishListener>();
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
            // Answers only: no endpoint reads JSON. Without it the description calls each number a number or a string.
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
    }
}
