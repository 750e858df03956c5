using Detection.Feed.Tests.EmguCv;

// The tests' own child process: makes one call that may end it. A fatal call that returns is the failure the parent looks for.
var calls = FatalCalls.All.Concat(SqliteCalls.All).ToDictionary();
if (args is not [var name] || !calls.TryGetValue(name, out var call))
{
    Console.Error.WriteLine($"usage: Detection.Feed.Tests {string.Join('|', calls.Keys)}");
    return 2;
}
call();
return 0;
