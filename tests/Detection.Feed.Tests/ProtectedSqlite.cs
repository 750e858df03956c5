using System.Reflection;
using System.Runtime.CompilerServices;
using Detection.Api.Persistence;

namespace Detection.Feed.Tests;

/// <summary>Loads SQLite as the product does, before any test uses it: this process has OpenCV too.</summary>
internal static class ProtectedSqlite
{
    [ModuleInitializer]
    internal static void Load()
    {
        // The tests' child process decides for itself: see EmguCv/SqliteCalls.cs.
        if (Assembly.GetEntryAssembly() != typeof(ProtectedSqlite).Assembly && SqliteLibrary.Load() is { } reason)
            throw new InvalidOperationException(reason);
    }
}
