using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Detection.Api.Persistence;

/// <summary>Tells a fault of the database from any other.</summary>
internal static class DatabaseFault
{
    /// <summary>Whether an exception comes from the database.</summary>
    /// <remarks>Looks at its causes too: where Npgsql cannot connect, EF Core throws an <see cref="InvalidOperationException"/> around the cause.</remarks>
    public static bool Is(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is DbException or DbUpdateException)
                return true;
        }

        return false;
    }
}
