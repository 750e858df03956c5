using System.Security.Cryptography;
using Detection.Evaluation.Accuracy;
using Detection.Imaging;
using Detection.Inference;
using Detection.Inference.Detecting;
using Detection.Inference.Models;
using Detection.Inference.Options;
using Microsoft.Extensions.Logging.Abstractions;

namespace Detection.Evaluation.Pictures;

/// <summary>One model file behind the product's pipeline: header check, limits, decode, letterbox, network, suppression.</summary>
public sealed class EvaluatedModel : IDisposable
{
    /// <summary>As COCO's figures are usually taken: nearly everything, at most 300 boxes.</summary>
    private static readonly DetectParameters Everything = new(Confidence: 0.001f, IoU: 0.7f, MaxDetections: 300);

    private readonly ModelRegistry _registry;
    private readonly ImageDecoder _decoder = new(new ImageLimits());

    private EvaluatedModel(ModelRegistry registry, string sha256) => (_registry, Sha256) = (registry, sha256);

    /// <summary>Of the model file, in lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>By class id.</summary>
    public IReadOnlyList<string> Labels => _registry.Current.Default.Labels;

    /// <summary>Loads a model the way the worker does.</summary>
    /// <exception cref="EvaluationException">There is no such file.</exception>
    /// <exception cref="ModelLoadException">The product refuses it.</exception>
    public static EvaluatedModel Load(string file)
    {
        if (!File.Exists(file))
            throw new EvaluationException($"There is no model {file}.");

        // The registry offers folders of models: a folder with a link to this one alone.
        var folder = Directory.CreateTempSubdirectory("detection-evaluation-");
        try
        {
            File.CreateSymbolicLink(Path.Combine(folder.FullName, Path.GetFileName(file)), Path.GetFullPath(file));
            var options = new InferenceOptions { ModelFolders = [folder.FullName], Provider = "cpu" };
            var registry = ModelRegistry.Load(options, NullLogger.Instance);
            using var stream = File.OpenRead(file);
            return new EvaluatedModel(registry, Convert.ToHexStringLower(SHA256.HashData(stream)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Finds everything in pictures whose content is known, several at a time.</summary>
    /// <returns>In the order of the pictures.</returns>
    /// <exception cref="EvaluationException">A picture cannot be read, or its labels.</exception>
    public async Task<IReadOnlyList<JudgedPicture>> JudgeAsync(IReadOnlyList<LabelledPicture> pictures)
    {
        var judged = new JudgedPicture[pictures.Count];
        await Parallel.ForAsync(0, pictures.Count, async (i, ct) =>
        {
            using var image = Decode(pictures[i].Name, pictures[i].Encoded());
            judged[i] = new JudgedPicture(pictures[i].Name, pictures[i].Truths(image.Width, image.Height), await FindAsync(image, Everything, ct));
        });
        return judged;
    }

    /// <summary>Finds what a user would see in picture files, several at a time.</summary>
    /// <param name="files">Paths.</param>
    /// <param name="confidence">0 to 1; only what is above it is found.</param>
    /// <returns>In the order of the files; no picture has truths.</returns>
    /// <exception cref="EvaluationException">A picture cannot be read.</exception>
    public async Task<IReadOnlyList<JudgedPicture>> FindAsync(IReadOnlyList<string> files, double confidence)
    {
        var judged = new JudgedPicture[files.Count];
        await Parallel.ForAsync(0, files.Count, async (i, ct) =>
        {
            using var image = Decode(files[i], await File.ReadAllBytesAsync(files[i], ct));
            judged[i] = new JudgedPicture(Path.GetFileName(files[i]), [], await FindAsync(image, Everything with { Confidence = (float)confidence }, ct));
        });
        return judged;
    }

    public void Dispose() => _registry.Dispose();

    private DecodedImage Decode(string name, byte[] encoded)
    {
        try
        {
            return _decoder.Decode(encoded);
        }
        catch (ImageRejectedException e)
        {
            throw new EvaluationException($"{name}: {e.Message}");
        }
    }

    private async Task<IReadOnlyList<Found>> FindAsync(DecodedImage image, DetectParameters parameters, CancellationToken ct)
    {
        using var lease = _registry.TryRent(null, out var rented) ? rented : throw new EvaluationException("The model is gone.");
        var result = await lease.Detector.DetectAsync(image, parameters, ct);
        return [.. result.Objects.Select(o => new Found(o.ClassId, o.Confidence, new Box(o.X, o.Y, o.X + o.Width, o.Y + o.Height)))];
    }
}
