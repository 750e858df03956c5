using Detection.Inference.Options;
using Detection.Inference.Serving;
using Detection.Inference.Tests.Support;
using Detection.Testing;

namespace Detection.Inference.Tests.Serving;

/// <summary>A registry over a folder that changes, looked at when the test says so.</summary>
internal sealed class RuntimeFolder : IDisposable
{
    private ModelRegistry? _registry;

    public static string Dynamic => TestModels.BlocksPath;

    public static string Fixed => TestModels.FixedBlocksPath;

    public static string Bad { get; } = Path.Combine(TestModels.RefusedFolder, "pose.onnx");

    public TemporaryFolder Folder { get; } = new();

    public RecordingLogger Log { get; } = new();

    public ModelRegistry Registry => _registry ?? throw new InvalidOperationException("Not opened.");

    public ModelSnapshot Current => Registry.Current;

    /// <summary>Names of the models on offer.</summary>
    public IEnumerable<string> Names => Current.Models.Select(model => model.Name);

    public void Open(Func<InferenceOptions, InferenceOptions>? change = null)
    {
        var options = new InferenceOptions { ModelFolders = [Folder.Path], Provider = "cpu", Sessions = 1 };
        _registry = ModelRegistry.Load(change?.Invoke(options) ?? options, Log);
    }

    public void Look() => Registry.Look(default);

    /// <summary>Looks twice: a change that is whole is taken up.</summary>
    public void Settle()
    {
        Look();
        Look();
    }

    /// <summary>Waits until so many loaded models are left. Freed they are in the background.</summary>
    public bool Leaves(int loaded) => SpinWait.SpinUntil(() => Registry.Loaded == loaded, TimeSpan.FromSeconds(60));

    public void Dispose()
    {
        _registry?.Dispose();
        Folder.Dispose();
    }
}
