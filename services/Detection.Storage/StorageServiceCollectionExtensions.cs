using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Detection.Storage;

/// <summary>Registers the blob store.</summary>
public static class StorageServiceCollectionExtensions
{
    /// <summary>Adds <see cref="IBlobStore"/> as <see cref="StorageOptions"/> describes it. Adding it twice is adding it once.</summary>
    public static IServiceCollection AddDetectionStorage(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, StorageOptionRules>());
        services.AddOptions<StorageOptions>().BindConfiguration("Storage").ValidateOnStart();
        services.TryAddSingleton<IBlobStore>(provider =>
            new FileSystemBlobStore(provider.GetRequiredService<IOptions<StorageOptions>>().Value));
        services.AddHostedService<IncomingSweep>();
        return services;
    }
}
