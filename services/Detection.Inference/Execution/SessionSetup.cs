using System.Globalization;
using Detection.Inference.Models;
using Detection.Inference.Options;

namespace Detection.Inference.Execution;

/// <summary>A session's settings, by ONNX Runtime's keys.</summary>
/// <param name="Provider">The provider that runs it.</param>
/// <param name="Cpu">Threads and graph.</param>
/// <param name="Entries">Entries of the session's configuration.</param>
/// <param name="Cuda">The CUDA provider's options; empty where it is not in the session.</param>
/// <param name="TensorRt">The TensorRT provider's options; empty where it is not in the session.</param>
internal sealed record SessionSetup(
    ExecutionProvider Provider,
    CpuOptions Cpu,
    IReadOnlyDictionary<string, string> Entries,
    IReadOnlyDictionary<string, string> Cuda,
    IReadOnlyDictionary<string, string> TensorRt)
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>A session on the CPU.</summary>
    public static SessionSetup OnCpu(InferenceOptions options) =>
        new(ExecutionProvider.Cpu, options.Cpu, EntriesOf(options, options.Cpu), None, None);

    /// <summary>A session on the GPU. TensorRT has CUDA behind it, for what it cannot run.</summary>
    /// <param name="options">Valid ones.</param>
    /// <param name="provider">Not the CPU.</param>
    /// <param name="model">Its name, for its memory limit.</param>
    /// <param name="profile">The inputs to build TensorRT's engine for; null where the model has one shape.</param>
    /// <param name="engines">Absolute path of this model's engines; null: TensorRT keeps none.</param>
    public static SessionSetup OnGpu(
        InferenceOptions options, ExecutionProvider provider, string model, InputProfile? profile, string? engines)
    {
        var cpu = new CpuOptions();
        return new SessionSetup(
            provider, cpu, EntriesOf(options, cpu), CudaOf(options, model),
            provider == ExecutionProvider.TensorRt ? TensorRtOf(options, model, profile, engines) : None);
    }

    private static Dictionary<string, string> EntriesOf(InferenceOptions options, CpuOptions cpu) => With(
        options, IsEntry, new Dictionary<string, string> { ["session.intra_op.allow_spinning"] = Flag(cpu.Spinning) });

    private static Dictionary<string, string> CudaOf(InferenceOptions options, string model)
    {
        var settings = new Dictionary<string, string>
        {
            ["device_id"] = Text(options.DeviceId),
            ["arena_extend_strategy"] = options.Cuda.ExactArenaExtendStrategy,
            ["cudnn_conv_algo_search"] = options.Cuda.ExactConvAlgoSearch,
            ["prefer_nhwc"] = Flag(options.Cuda.PreferNhwc),
            ["fuse_conv_bias"] = Flag(options.Cuda.FuseConvBias),
            ["use_tf32"] = Flag(options.Cuda.UseTf32),
        };
        if (options.GpuMemoryOf(model) is { } bytes)
            settings["gpu_mem_limit"] = Text(bytes);
        return With(options, key => !IsEntry(key) && !IsTensorRt(key), settings);
    }

    private static Dictionary<string, string> TensorRtOf(InferenceOptions options, string model, InputProfile? profile, string? engines)
    {
        var settings = new Dictionary<string, string>
        {
            ["device_id"] = Text(options.DeviceId),
            ["trt_fp16_enable"] = Flag(options.TensorRt.Fp16),
        };
        if ((options.TensorRt.WorkspaceMiB > 0 ? (long)options.TensorRt.WorkspaceMiB << 20 : options.GpuMemoryOf(model)) is { } bytes)
            settings["trt_max_workspace_size"] = Text(bytes);
        if (profile is not null)
        {
            settings["trt_profile_min_shapes"] = profile.Min;
            settings["trt_profile_opt_shapes"] = profile.Opt;
            settings["trt_profile_max_shapes"] = profile.Max;
        }

        if (engines is not null)
        {
            settings["trt_engine_cache_enable"] = Flag(true);
            settings["trt_engine_cache_path"] = engines;
            settings["trt_timing_cache_enable"] = Flag(true);
            // Layers are timed, whichever model they are of.
            settings["trt_timing_cache_path"] = Path.GetDirectoryName(engines)!;
        }

        return With(options, IsTensorRt, settings);
    }

    private static Dictionary<string, string> With(InferenceOptions options, Func<string, bool> belongs, Dictionary<string, string> settings)
    {
        foreach (var (key, value) in options.ProviderOptions.Where(option => belongs(option.Key)))
            settings[key] = value;
        return settings;
    }

    private static bool IsEntry(string key) => key.Contains('.', StringComparison.Ordinal);

    private static bool IsTensorRt(string key) => key.StartsWith("trt_", StringComparison.Ordinal);

    private static string Flag(bool value) => value ? "1" : "0";

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
