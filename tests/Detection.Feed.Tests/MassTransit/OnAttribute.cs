using System.Reflection;
using Detection.Testing;
using MassTransit;
using Xunit.Sdk;

namespace Detection.Feed.Tests.MassTransit;

/// <summary>Runs a theory on a database in a concurrency mode; skips visibly where the database is not installed.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnAttribute : DataAttribute
{
    public OnAttribute(TallyStore store, ConcurrencyMode mode)
    {
        Store = store;
        Mode = mode;
        Skip = store == TallyStore.Postgres ? PostgresServer.SkipReason : null;
    }

    public TallyStore Store { get; }

    public ConcurrencyMode Mode { get; }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[Store, Mode]];
}
