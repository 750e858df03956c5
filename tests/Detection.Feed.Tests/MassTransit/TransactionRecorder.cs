using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Detection.Feed.Tests.MassTransit;

/// <summary>Keeps the isolation level that each transaction was asked for.</summary>
internal sealed class TransactionRecorder : DbTransactionInterceptor
{
    public ConcurrentQueue<IsolationLevel> Requested { get; } = [];

    public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection,
        TransactionStartingEventData eventData,
        InterceptionResult<DbTransaction> result,
        CancellationToken cancellationToken = default)
    {
        Requested.Enqueue(eventData.IsolationLevel);
        return ValueTask.FromResult(result);
    }
}
