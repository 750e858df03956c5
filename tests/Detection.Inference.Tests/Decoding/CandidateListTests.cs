using Detection.Inference.Decoding;
using Xunit;

namespace Detection.Inference.Tests.Decoding;

public class CandidateListTests
{
    [Fact]
    public void Should_hold_what_was_added_however_much()
    {
        using var list = new CandidateList();
        var expected = Enumerable.Range(0, 10_000).Select(i => new Candidate(i, i, i + 1, i + 2, 0.5f, i % 80)).ToList();
        foreach (var candidate in expected)
            list.Add(candidate);

        Assert.Equal(expected, list.Items.ToArray());
        Assert.Equal(expected.Count, list.Count);
    }

    [Fact]
    public void Should_be_empty_after_disposal_however_often()
    {
        var list = new CandidateList();
        list.Add(default);
        list.Dispose();
        list.Dispose();

        Assert.Equal(0, list.Count);
        Assert.True(list.Items.IsEmpty);
    }
}
