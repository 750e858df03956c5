using System.Runtime.CompilerServices;
using Detection.Api.Persistence;

namespace Detection.Integration.Tests.Support;

/// <summary>Loads SQLite as the product does, before any test uses it: this process has OpenCV too.</summary>
internal static class ProtectedSqlite
{
    [ModuleInitializer]
    internal static void Load()
    {
        if (SqliteLibrary.Load() is { } reason)
            throw new InvalidOperationException(reason);
    }
}
