using Xunit;

// Each test starts processes that want the whole machine: side by side they would only wait for one another.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
