using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Detection.Hosting.Options;

/// <summary>Registers options that are validated at start.</summary>
public static class OptionsServiceCollectionExtensions
{
    /// <summary>Binds <typeparamref name="T"/> to its rules' section and checks it before anything starts.</summary>
    public static IServiceCollection AddCheckedOptions<T, TRules>(this IServiceCollection services)
        where T : class
        where TRules : OptionRules<T>, new()
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<T>, TRules>());
        services.AddOptions<T>().BindConfiguration(new TRules().Section).ValidateOnStart();
        return services;
    }
}
