using Detection.Contracts;

namespace Detection.Api.Checks;

/// <summary>What a worker's report must keep to: every POST reads its models, and /v1/models and /health/ready show them.</summary>
internal static class ReportRules
{
    private const int MostModels = 1000;
    private const int MostLabels = 100_000;

    public static void Check(MessageFaults faults, WorkerReported report)
    {
        faults.Given("worker", string.IsNullOrWhiteSpace(report.Worker) ? null : report.Worker).Text("worker", report.Worker)
            .Given("models", report.Models).Count("models", report.Models?.Count ?? 0, MostModels)
            .Given("rejected", report.Rejected).Count("rejected", report.Rejected?.Count ?? 0, MostModels)
            .Count("inWork", report.InWork?.Count ?? 0, WorkerReported.MaxInWork);
        for (var i = 0; i < report.Models?.Count && !faults.AreEnough; i++)
            CheckModel(faults, $"models[{i}]", report.Models[i]);
        for (var i = 0; i < report.Rejected?.Count && !faults.AreEnough; i++)
            CheckRejected(faults, $"rejected[{i}]", report.Rejected[i]);
    }

    private static void CheckModel(MessageFaults faults, string name, ModelReport? model)
    {
        faults.Given(name, model);
        if (model is null)
            return;
        faults.Given($"{name}.name", model.Name).Text($"{name}.name", model.Name)
            .Given($"{name}.task", model.Task).Text($"{name}.task", model.Task)
            .Given($"{name}.provider", model.Provider).Text($"{name}.provider", model.Provider)
            .Text($"{name}.layout", model.Layout).Text($"{name}.providerNote", model.ProviderNote)
            .Number($"{name}.selfTestMilliseconds", model.SelfTestMilliseconds)
            .Given($"{name}.labels", model.Labels).Count($"{name}.labels", model.Labels?.Count ?? 0, MostLabels);
        for (var i = 0; i < model.Labels?.Count && !faults.AreEnough; i++)
            faults.Given($"{name}.labels[{i}]", model.Labels[i]).Text($"{name}.labels[{i}]", model.Labels[i]);
    }

    private static void CheckRejected(MessageFaults faults, string name, RejectedModelReport? rejected)
    {
        faults.Given(name, rejected);
        if (rejected is not null)
            faults.Given($"{name}.name", rejected.Name).Text($"{name}.name", rejected.Name).Given($"{name}.reason", rejected.Reason).Text($"{name}.reason", rejected.Reason);
    }
}
