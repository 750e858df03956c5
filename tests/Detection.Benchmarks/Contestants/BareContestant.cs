using Detection.Benchmarks.Bare;
using Detection.Benchmarks.Measuring;
using Detection.Benchmarks.Pictures;
using Detection.Inference.Onnx;

namespace Detection.Benchmarks.Contestants;

/// <summary>
/// ONNX Runtime alone, in the best layout of this machine: the limit of who runs the model as it is. The same on the graph
/// without its end, as the product runs it; and on squares, as a plain script does.
/// </summary>
internal sealed class BareContestant(Workload workload, BenchPlan plan) : IContestant
{
    private readonly List<BareSessions> _layouts = [];
    private PreparedPictures? _pictures;
    private BareSessions? _forRectangles;
    private BareSessions? _forSquares;
    private BareSessions? _cut;

    public string Name => Figure.Bare;

    /// <summary>Prepared by <see cref="PrepareAsync"/>.</summary>
    private PreparedPictures Pictures => _pictures ?? throw new InvalidOperationException("Not prepared yet.");

    public async Task PrepareAsync(Results results, CancellationToken cancellationToken)
    {
        var model = await File.ReadAllBytesAsync(workload.ModelFile, cancellationToken);
        foreach (var layout in SessionLayout.All)
            _layouts.Add(new BareSessions(model, layout));
        _pictures = PreparedPictures.Of(workload.Pictures, _layouts[0].Model);
        results.Notes.Add($"Mean input: {_pictures.MeanArea:0.00} of the square's area.");
        _forRectangles = await BestAsync(_pictures.Rectangles, "the pipeline's shapes", results, cancellationToken);
        _forSquares = await BestAsync(_pictures.Squares, "squares", results, cancellationToken);
        if (HeadRewriter.Rewrite(model, "output0", _layouts[0].Model.Classes, out var problem) is not { } cut)
        {
            results.Notes.Add($"The graph has its end in the product as well, because {problem}.");
            return;
        }

        _cut = new BareSessions(cut, _forRectangles.Layout);
        await RunAsync(_cut, _pictures.Rectangles, _pictures.Rectangles.Count / 2, cancellationToken);
    }

    public async Task MeasureAsync(Results results, CancellationToken cancellationToken)
    {
        results.Add(Figure.Bare, await RunAsync(_forRectangles!, Pictures.Rectangles, plan.Pictures, cancellationToken));
        if (_cut is not null)
            results.Add(Figure.BareCut, await RunAsync(_cut, Pictures.Rectangles, plan.Pictures, cancellationToken));
        results.Add(Figure.Square, await RunAsync(_forSquares!, Pictures.Squares, plan.Pictures, cancellationToken));
    }

    /// <summary>What a picture takes when it is alone, on one session with one thread, as the product runs it: in milliseconds.</summary>
    /// <param name="picture">Its number.</param>
    public double AloneMilliseconds(int picture)
    {
        var sessions = _layouts.Find(layout => layout.Layout.Threads == 1)!;
        var tensor = Pictures.Rectangles[picture % Pictures.Rectangles.Count];
        return Enumerable.Range(0, 3).Min(_ =>
        {
            var begin = System.Diagnostics.Stopwatch.GetTimestamp();
            sessions.Run(0, tensor);
            return System.Diagnostics.Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        });
    }

    public ValueTask DisposeAsync()
    {
        foreach (var sessions in _layouts)
            sessions.Dispose();
        _cut?.Dispose();
        _pictures?.Dispose();
        return ValueTask.CompletedTask;
    }

    // Also the warm-up. The better of two turns each, the layouts in turn: the choice is not to hang on one moment.
    private async Task<BareSessions> BestAsync(IReadOnlyList<PreparedTensor> tensors, string what, Results results, CancellationToken cancellationToken)
    {
        var rates = _layouts.ToDictionary(layout => layout, _ => 0.0);
        for (var turn = 0; turn < 2; turn++)
        {
            foreach (var layout in _layouts)
                rates[layout] = Math.Max(rates[layout], (await RunAsync(layout, tensors, tensors.Count / 2, cancellationToken)).PerSecond);
        }

        var best = rates.MaxBy(layout => layout.Value).Key;
        results.Notes.Add(
            $"Sessions x threads for {what}: {string.Join(", ", rates.Select(rate => $"{rate.Key.Layout}: {rate.Value:0.0}/s"))}; {best.Layout} is taken.");
        return best;
    }

    private static Task<LoopResult> RunAsync(
        BareSessions sessions, IReadOnlyList<PreparedTensor> tensors, int count, CancellationToken cancellationToken)
    {
        var loop = new ClosedLoop(sessions.Layout.Sessions, lead: 2 * sessions.Layout.Sessions, count, WatchedProcess.LoadGenerator);
        return loop.RunAsync((lane, picture) =>
        {
            sessions.Run(lane, tensors[picture % tensors.Count]);
            return Task.CompletedTask;
        }, cancellationToken);
    }
}
