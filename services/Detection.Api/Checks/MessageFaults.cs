using System.Globalization;

namespace Detection.Api.Checks;

/// <summary>Collects what is wrong with a message; the first few say enough.</summary>
internal sealed class MessageFaults
{
    private const int Most = 5;
    private readonly List<string> _all = [];

    public IReadOnlyList<string> All => _all;

    /// <summary>Whether looking on is of no use.</summary>
    public bool AreEnough => _all.Count >= Most;

    /// <summary>A text may be left out, and not be endless.</summary>
    public MessageFaults Text(string name, string? text) =>
        Require(text is null || text.Length <= MessageRules.LongestText, $"{name} is longer than {MessageRules.LongestText} characters.");

    /// <summary>Something that must be there.</summary>
    public MessageFaults Given(string name, object? value) => Require(value is not null, $"{name} is null.");

    /// <summary>A number that JSON can hold, which infinity is not.</summary>
    public MessageFaults Number(string name, double value, double least = double.MinValue, double most = double.MaxValue) => Require(
        double.IsFinite(value) && value >= least && value <= most,
        string.Create(CultureInfo.InvariantCulture, $"{name} is {value}."));

    /// <summary>A length of a list.</summary>
    public MessageFaults Count(string name, int count, int most) => Require(count <= most, $"{name} has {count} entries; at most {most} are allowed.");

    private MessageFaults Require(bool holds, string otherwise)
    {
        if (!holds && !AreEnough)
            _all.Add(otherwise);
        return this;
    }
}
