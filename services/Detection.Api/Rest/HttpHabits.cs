namespace Detection.Api.Rest;

/// <summary>What HTTP clients expect of every route: HEAD wherever GET is, an answer to OPTIONS, and a complete Allow.</summary>
internal static class HttpHabits
{
    /// <summary>To be added before routing, so that no route has to think of it.</summary>
    public static void UseHttpHabits(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var (request, response) = (context.Request, context.Response);
        var isHead = HttpMethods.IsHead(request.Method);
        // Routed as GET. The server knows that it was HEAD and sends no body.
        if (isHead)
            request.Method = HttpMethods.Get;
        try
        {
            await next(context);
        }
        finally
        {
            if (isHead)
                request.Method = HttpMethods.Head;
        }

        if (response.StatusCode != StatusCodes.Status405MethodNotAllowed || response.HasStarted)
            return;
        response.Headers.Allow = Allow(response.Headers.Allow.ToString());
        if (HttpMethods.IsOptions(request.Method))
            response.StatusCode = StatusCodes.Status204NoContent;
    });

    private static string Allow(string methods)
    {
        var all = methods.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string[] more = all.Contains(HttpMethods.Get) ? [HttpMethods.Head, HttpMethods.Options] : [HttpMethods.Options];
        return string.Join(", ", all.Union(more));
    }
}
