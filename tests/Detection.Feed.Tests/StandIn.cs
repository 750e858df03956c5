using System.Reflection;
using Emgu.CV;
using MassTransit.EntityFrameworkCoreIntegration;

namespace Detection.Feed.Tests;

/// <summary>Which packages are stand-ins. Each half of the tests runs only against its own stand-in.</summary>
internal static class StandIn
{
    /// <summary>Null if Emgu CV is stood in for, else why its tests skip.</summary>
    public static string? NoEmguCv { get; } = SkipReason("Emgu.CV", typeof(Mat).Assembly);

    /// <summary>Null if MassTransit.EntityFrameworkCore is stood in for, else why its tests skip.</summary>
    public static string? NoSagaRepository { get; } = SkipReason("MassTransit.EntityFrameworkCore", typeof(SagaDbContext).Assembly);

    /// <summary>Null if the assembly is a stand-in's, else a reason to skip.</summary>
    public static string? SkipReason(string package, Assembly assembly)
    {
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return version?.Contains("-standin", StringComparison.Ordinal) == true ? null : $"the real package is in use: {package} {version}";
    }
}
