using System.Collections.Concurrent;
using Detection.Inference.Detecting;
using Detection.Inference.Files;
using Detection.Inference.Options;
using Detection.Inference.Serving;
using Detection.Inference.Tests.Support;

namespace Detection.Inference.Tests.Serving;

/// <summary>An inventory over files of which nobody reads more than the name: what loading them comes to, the test says.</summary>
internal sealed class FakeInventory : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Generations _generations = new();
    private readonly ModelInventory _inventory;
    private Catalogue? _current;

    public FakeInventory(string? @default = null, double loadSeconds = 900) => _inventory = new ModelInventory(
        new InferenceOptions { ModelFolders = [_folder.Path], DefaultModel = @default, LoadSeconds = loadSeconds }, Load, _generations, Log);

    public RecordingLogger Log { get; } = new();

    /// <summary>What ran a model last, by the model's name.</summary>
    public ConcurrentDictionary<string, FakeBackend> Backends { get; } = [];

    /// <summary>Thrown instead of loading the model of that name.</summary>
    public Dictionary<string, Exception> Faults { get; } = [];

    /// <summary>Thrown by filling what is loaded of that name.</summary>
    public Dictionary<string, Exception> FillFaults { get; } = [];

    /// <summary>Names of the models that a GPU runs.</summary>
    public HashSet<string> OnGpu { get; } = [];

    /// <summary>Models that are not freed.</summary>
    public int Loaded => _generations.Count;

    public ModelSnapshot Current => _current!.Snapshot;

    public IEnumerable<string> Names => Current.Models.Select(model => model.Name);

    public void Write(string name, string content = "a model") => _folder.Write($"{name}.onnx", System.Text.Encoding.UTF8.GetBytes(content));

    /// <summary>What loading the model of that name waits for.</summary>
    public Dictionary<string, ManualResetEventSlim> Holds { get; } = [];

    public void Open(CancellationToken ct = default) => _current = _inventory.Open(ct);

    /// <summary>Looks twice: a change that is whole is taken up.</summary>
    public void Settle()
    {
        for (var look = 0; look < 2; look++)
        {
            _current = _inventory.Update(_current!, CancellationToken.None);
            _inventory.Retire(_current);
        }
    }

    public void Dispose()
    {
        _generations.Dispose();
        _folder.Dispose();
    }

    private Detector Load(ModelFile file)
    {
        var name = ModelFolders.NameOf(file.Path);
        Holds.GetValueOrDefault(name)?.Wait();
        if (Faults.GetValueOrDefault(name) is { } fault)
            throw fault;
        var backend = Backends[name] = new FakeBackend { FillFault = FillFaults.GetValueOrDefault(name) };
        var model = FakeModels.Named(name) with { File = file.Path, Provider = OnGpu.Contains(name) ? "CUDA" : "CPU", Layout = backend.Description };
        return new Detector(model, backend, rectangular: true, TimeProvider.System);
    }
}
