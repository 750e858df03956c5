using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Memory;

namespace Detection.Hosting.Listening;

/// <summary>Finds the addresses that Kestrel will listen on, each with the setting that a person would change.</summary>
internal static class ListenAddresses
{
    /// <summary>The port where nothing sets one.</summary>
    internal const string DefaultPort = "8080";

    private const string Endpoints = "Kestrel:Endpoints";

    /// <summary>The addresses of a configuration. Kestrel's endpoints replace Urls, as Kestrel has it, unless told otherwise.</summary>
    public static IReadOnlyList<ListenAddress> Of(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection(Endpoints).GetChildren()
            .Where(endpoint => !string.IsNullOrEmpty(endpoint["Url"]))
            .Select(endpoint => new ListenAddress($"{endpoint.Path}:Url", endpoint["Url"]!, endpoint["Url"]!))
            .ToArray();
        return endpoints.Length > 0 && !PrefersUrls(configuration) ? endpoints : OfUrls(configuration);
    }

    // Read as Kestrel does.
    private static bool PrefersUrls(IConfiguration configuration) =>
        configuration[WebHostDefaults.PreferHostingUrlsKey] is { } text && (text == "1" || string.Equals(text, "true", StringComparison.OrdinalIgnoreCase));

    private static ListenAddress[] OfUrls(IConfiguration configuration)
    {
        if (configuration[WebHostDefaults.ServerUrlsKey] is not { Length: > 0 } urls)
            return [];
        var (setting, value) = SettingOf(configuration, urls);
        return [.. urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(url => new ListenAddress(setting, value, url))];
    }

    // The last source that has the key wins; its kind says what a person has written where.
    private static (string Setting, string Value) SettingOf(IConfiguration configuration, string urls)
    {
        var source = (configuration as IConfigurationRoot)?.Providers.LastOrDefault(provider => provider.TryGet(WebHostDefaults.ServerUrlsKey, out _));
        return source switch
        {
            CommandLineConfigurationProvider => ("--urls", urls),
            EnvironmentVariablesConfigurationProvider => (VariableOf(urls), urls),
            FileConfigurationProvider file => ($"Urls in {file.Source.Path}", urls),
            MemoryConfigurationProvider when Environment.GetEnvironmentVariable("PORT") is { Length: > 0 } port => ("PORT", port),
            MemoryConfigurationProvider => ("PORT (not set)", DefaultPort),
            _ => ("Urls", urls),
        };
    }

    private static string VariableOf(string urls) =>
        Array.Find(["URLS", "Urls", "ASPNETCORE_URLS", "DOTNET_URLS"], name => Environment.GetEnvironmentVariable(name) == urls) ?? "ASPNETCORE_URLS";
}
