using System.Globalization;
using Detection.Hosting.Files;
using Detection.Hosting.Listening;
using Detection.Hosting.Logging;
using Detection.Hosting.Starting;
using Detection.Hosting.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Detection.Hosting;

/// <summary>What all processes of the product have in common before their own services.</summary>
public static class HostDefaults
{

    /// <summary>The arguments that a program makes its builder from, and a default before them.</summary>
    /// <remarks>
    /// Settings are checked at the start and stay. Watching their files would watch every folder below, blobs included:
    /// each picture would cost half a millisecond of processor time for nothing.
    /// </remarks>
    public static string[] WithDetectionDefaults(this string[] arguments) => ["--hostBuilder:reloadConfigOnChange=false", .. arguments];

    /// <summary>
    /// Defaults, the short environment variables, the console log, telemetry and <see cref="TimeProvider"/>.
    /// PORT is HTTP on 127.0.0.1, DATA the folder of database, blobs, the journal of what is in work and TensorRT's
    /// engines, MODELS the models' folders (separated by ':'), RABBITMQ_URL the broker. A full key (Storage__Folder and the like) wins over its shortcut.
    /// </summary>
    public static IHostApplicationBuilder UseDetectionDefaults(this IHostApplicationBuilder builder)
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = [.. ConsoleLogging.Defaults, .. Shortcuts()] });
        builder.AddDetectionConsole();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<LateRefusal>();
        builder.Services.AddSingleton<IStartCheck, PrivateData>(); // The first: the others make files.
        if (builder is WebApplicationBuilder)
            builder.Services.AddSingleton<IStartCheck, ListenCheck>();
        return builder.AddDetectionTelemetry();
    }

    // The lowest layer of configuration, so that every full key given anywhere wins.
    private static Dictionary<string, string?> Shortcuts()
    {
        var data = Variable("DATA") ?? "data";
        return new()
        {
            ["Urls"] = $"http://127.0.0.1:{Port()}",
            ["Storage:Folder"] = Path.Combine(data, "blobs"),
            ["Database:SqliteFile"] = Path.Combine(data, "detection.db"),
            ["Inference:ModelFolders"] = Variable("MODELS"),
            ["Inference:TensorRt:CacheFolder"] = Path.Combine(data, "tensorrt"),
            ["Bus:JournalFile"] = Path.Combine(data, "in-work"),
            ["Bus:RabbitMqUrl"] = Variable("RABBITMQ_URL"),
        };
    }

    private static string Port()
    {
        var text = Variable("PORT") ?? ListenAddresses.DefaultPort;
        return ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? text
            : throw new StartRefusedException($"PORT is '{text}'; allowed are 0 to 65535 (0: any free one).");
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
