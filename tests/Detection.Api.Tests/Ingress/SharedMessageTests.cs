using System.Text;
using Detection.Api.Checks;
using Detection.Api.Ingress;
using Detection.Contracts;
using Detection.Testing;
using Xunit;

namespace Detection.Api.Tests.Ingress;

/// <summary>Messages of programs that exist: all are read, but for the two that ask for something that there is not.</summary>
public sealed class SharedMessageTests
{
    private static readonly Dictionary<int, string> Refused = new()
    {
        [20] = "There is no option 'confidense'",
        [21] = "classes must be a list of names and numbers, not an object.",
    };

    [SharedFact]
    public void Should_read_messages_as_other_programs_write_them()
    {
        var lines = File.ReadAllLines(SharedFolder.Of("cases", "messages", "detect-image-json.jsonl"));
        Assert.NotEmpty(lines);

        foreach (var line in lines)
        {
            var read = PlainCommandReader.Read(Encoding.UTF8.GetBytes(line));
            var number = int.Parse(read.Command.DetectionId.ToString("n")[^12..], System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal([0xFF, 0xD8, 0xFF], read.Command.Image!.Content![..3]);
            Assert.Equal(Refused.ContainsKey(number) ? [ErrorCodes.OptionsInvalid] : [], read.Faults.Select(fault => fault.Code));
            Assert.StartsWith(Refused.GetValueOrDefault(number, ""), InputFault.Tell(read.Faults), StringComparison.Ordinal);
        }
    }
}
