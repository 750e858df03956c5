namespace Detection.Inference.Serving;

/// <summary>The models on offer at one moment, with their detectors. Immutable: a change makes another catalogue.</summary>
internal sealed class Catalogue
{
    private readonly Dictionary<string, ModelGeneration> _offered;

    /// <param name="offered">By name.</param>
    /// <param name="default">One of them.</param>
    /// <param name="rejected">In the order of the search.</param>
    public Catalogue(IReadOnlyDictionary<string, ModelGeneration> offered, ModelGeneration @default, IReadOnlyList<RejectedModel> rejected)
    {
        _offered = new Dictionary<string, ModelGeneration>(offered, StringComparer.Ordinal);
        Default = @default;
        Snapshot = new ModelSnapshot(
            [.. offered.Values.Select(generation => generation.Model).OrderBy(model => model.Name, StringComparer.Ordinal)],
            @default.Model.Name,
            rejected);
    }

    public ModelGeneration Default { get; }

    public ModelSnapshot Snapshot { get; }

    public IReadOnlyCollection<ModelGeneration> Offered => _offered.Values;

    /// <summary>By exact name; the default for null.</summary>
    public ModelGeneration? Find(string? name) => name is null ? Default : _offered.GetValueOrDefault(name);

    /// <summary>Whether the other offers the same and rejects the same.</summary>
    public bool IsLike(Catalogue other) =>
        Default == other.Default
        && _offered.Count == other._offered.Count
        && _offered.Values.All(other._offered.ContainsValue)
        && Snapshot.Rejected.SequenceEqual(other.Snapshot.Rejected);
}
