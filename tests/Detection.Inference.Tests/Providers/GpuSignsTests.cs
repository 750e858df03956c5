using Detection.Inference.Providers;
using Detection.Inference.Tests.Support;
using Xunit;

namespace Detection.Inference.Tests.Providers;

public sealed class GpuSignsTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    [Fact]
    public void Should_find_none_on_a_machine_without()
    {
        Card("0000:00:02.0", "0x8086", "0x030000"); // another maker's display
        Card("0000:00:03.0", "0x10de", "0x0c0330"); // NVIDIA's, but no display
        Directory.CreateDirectory(Path.Combine(_root.Path, "dev"));

        Assert.Empty(GpuSigns.Find(_root.Path));
    }

    [Fact]
    public void Should_find_none_where_there_is_nothing_to_look_at() => Assert.Empty(GpuSigns.Find(_root.Path));

    [Fact]
    public void Should_find_every_sign()
    {
        Directory.CreateDirectory(Path.Combine(_root.Path, "proc", "driver", "nvidia"));
        Directory.CreateDirectory(Path.Combine(_root.Path, "dev"));
        File.WriteAllText(Path.Combine(_root.Path, "dev", "nvidia0"), "");
        File.WriteAllText(Path.Combine(_root.Path, "dev", "nvidiactl"), "");
        Card("0000:01:00.0", "0x10de", "0x030200");

        Assert.Equal(
            ["/proc/driver/nvidia is there", "/dev/nvidia0 is there", "an NVIDIA card is on the PCI bus at 0000:01:00.0"],
            GpuSigns.Find(_root.Path));
    }

    public void Dispose() => _root.Dispose();

    private void Card(string slot, string vendor, string deviceClass)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root.Path, "sys", "bus", "pci", "devices", slot)).FullName;
        File.WriteAllText(Path.Combine(folder, "vendor"), $"{vendor}\n");
        File.WriteAllText(Path.Combine(folder, "class"), $"{deviceClass}\n");
    }
}
