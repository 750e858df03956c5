using Detection.Api.Checks;
using Detection.Contracts;

namespace Detection.Api.Workers;

/// <summary>Compares what is asked for with the models of the workers alive.</summary>
internal sealed class KnownModels(WorkerDirectory workers)
{
    /// <summary>What the options name that no worker has; nothing while no worker is known, since the one that comes may have it.</summary>
    public IEnumerable<InputFault> Missing(DetectionOptions? options)
    {
        var models = workers.Alive().SelectMany(worker => worker.Models).ToArray();
        if (options is null || models.Length == 0)
            return [];

        var meant = models.Where(model => options.Model is null ? model.IsDefault : model.Name == options.Model).ToArray();
        if (meant.Length > 0)
            return options.Classes is { Count: > 0 } classes && UnknownIn(meant, classes) is { } fault ? [fault] : [];
        if (options.Model is null)
            return [];
        var known = string.Join(", ", models.Select(model => model.Name).Distinct(StringComparer.Ordinal));
        return [new InputFault(ErrorCodes.ModelUnknown, $"No worker has a model '{options.Model}'; there is {known}.")];
    }

    // Workers may hold different files of one name: one that has all the classes is enough.
    private static InputFault? UnknownIn(ModelReport[] models, IReadOnlyList<string> classes)
    {
        IReadOnlyList<string> unknown = [];
        foreach (var labels in models.Select(model => model.Labels))
        {
            ClassNames.Find(classes, labels, out unknown);
            if (unknown.Count == 0)
                return null;
        }

        return new InputFault(ErrorCodes.OptionsInvalid, ClassNames.Explain(models[0].Name, unknown));
    }
}
