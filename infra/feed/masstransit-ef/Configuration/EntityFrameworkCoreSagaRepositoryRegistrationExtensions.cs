using MassTransit.Configuration;

namespace MassTransit;

/// <summary>Keeps sagas in a relational database through Entity Framework Core.</summary>
public static class EntityFrameworkCoreSagaRepositoryRegistrationExtensions
{
    /// <summary>Keeps the instances of the saga in a database.</summary>
    /// <param name="configurator">The saga's registration.</param>
    /// <param name="configure">Chooses the DbContext, the concurrency mode and the row lock.</param>
    /// <typeparam name="TSaga">The saga.</typeparam>
    /// <returns>The registration, to go on with.</returns>
    /// <exception cref="ConfigurationException">No DbContext was chosen.</exception>
    public static ISagaRegistrationConfigurator<TSaga> EntityFrameworkRepository<TSaga>(
        this ISagaRegistrationConfigurator<TSaga> configurator,
        Action<IEntityFrameworkSagaRepositoryConfigurator<TSaga>> configure)
        where TSaga : class, ISaga
    {
        ArgumentNullException.ThrowIfNull(configurator);
        ArgumentNullException.ThrowIfNull(configure);
        var repository = new EntityFrameworkSagaRepositoryConfigurator<TSaga>();
        configure(repository);
        return configurator.Repository(repository.Register);
    }
}
