using System.Collections.Concurrent;
using Detection.Contracts;
using Detection.Testing;

namespace Detection.Api.Tests.Support;

/// <summary>The commands that reached the worker's side. What is answered, and when, is the test's business.</summary>
internal sealed class WorkerInbox
{
    private readonly ConcurrentQueue<DetectImage> _commands = new();

    public IReadOnlyList<DetectImage> Commands => [.. _commands];

    public void Add(DetectImage command) => _commands.Enqueue(command);

    /// <summary>Waits for the command of a detection.</summary>
    public async Task<DetectImage> ReceivedAsync(Guid detectionId)
    {
        await Eventually.TrueAsync($"the worker got {detectionId}", () => _commands.Any(command => command.DetectionId == detectionId));
        return _commands.First(command => command.DetectionId == detectionId);
    }
}
