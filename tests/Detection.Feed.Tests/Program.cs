using Detection.Feed.Tests.EmguCv;

// The tests' own child process: makes one call that must end it. Coming back here is the failure the parent looks for.
if (args is not [var name] || !FatalCalls.All.TryGetValue(name, out var call))
{
    Console.Error.WriteLine($"usage: Detection.Feed.Tests {string.Join('|', FatalCalls.All.Keys)}");
    return 2;
}
call();
return 0;
