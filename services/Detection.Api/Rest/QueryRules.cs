using Detection.Api.Checks;

namespace Detection.Api.Rest;

/// <summary>What holds for the query of every GET: each parameter once, and no control characters.</summary>
internal static class QueryRules
{
    public static TBuilder WithQueryRules<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.AddEndpointFilter(async (context, next) =>
    {
        var faults = Faults(context.HttpContext.Request.Query).ToArray();
        return faults.Length == 0
            ? await next(context)
            : throw new RequestRefusedException(StatusCodes.Status400BadRequest, Problem.RequestInvalid, string.Join(" ", faults));
    });

    private static IEnumerable<string> Faults(IQueryCollection query)
    {
        foreach (var (name, values) in query)
        {
            if (values.Count > 1)
                yield return $"{InputText.Shown(name)} is given more than once.";
            if (values.Select(value => InputText.ControlCharacterIn(value ?? "")).FirstOrDefault(found => found is not null) is { } character)
                yield return $"{InputText.Shown(name)} has the control character {character}.";
        }
    }
}
