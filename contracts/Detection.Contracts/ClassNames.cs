using System.Globalization;

namespace Detection.Contracts;

/// <summary>What <see cref="DetectionOptions.Classes"/> means for a model; whoever knows the model's labels uses it.</summary>
public static class ClassNames
{
    /// <summary>The class ids that the names stand for.</summary>
    /// <remarks>
    /// A name is a label in any case, without its outer spaces, and means every class of that label. A name that is no label but
    /// a number is a class id: a model may have classes that are called by numbers.
    /// </remarks>
    /// <param name="names">Labels and ids.</param>
    /// <param name="labels">The model's labels by class id.</param>
    /// <param name="unknown">The names that the model has no class for, in their order.</param>
    public static IReadOnlySet<int> Find(IEnumerable<string> names, IReadOnlyList<string> labels, out IReadOnlyList<string> unknown)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(labels);
        var byLabel = Enumerable.Range(0, labels.Count).ToLookup(id => labels[id].Trim(), StringComparer.OrdinalIgnoreCase);
        var ids = new HashSet<int>();
        var missing = new List<string>();
        foreach (var name in names.Select(name => name.Trim()))
        {
            if (byLabel.Contains(name))
                ids.UnionWith(byLabel[name]);
            else if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id < labels.Count)
                ids.Add(id);
            else
                missing.Add(name);
        }

        unknown = missing;
        return ids;
    }

    /// <summary>Says which classes a model lacks, in words for the one who asked for them.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="unknown">As <see cref="Find"/> returned them; at least one.</param>
    public static string Explain(string model, IEnumerable<string> unknown) =>
        $"The model {model} has no class {string.Join(", ", unknown.Select(name => $"'{name}'"))}; GET /v1/models lists its classes.";
}
