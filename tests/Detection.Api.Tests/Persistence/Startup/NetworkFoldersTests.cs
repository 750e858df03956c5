using Detection.Api.Persistence.Startup;
using Detection.Hosting.Starting;
using Detection.Testing;
using Xunit;

namespace Detection.Api.Tests.Persistence.Startup;

/// <summary>SQLite files on network shares. No share can be mounted here, so a test answers for the kernel.</summary>
public sealed class NetworkFoldersTests
{
    [Theory]
    [InlineData("nfs")]
    [InlineData("nfs4")]
    [InlineData("cifs")]
    [InlineData("smb3")]
    public void Should_refuse_network_shares(string kind)
    {
        var refused = Assert.Throws<StartRefusedException>(() => NetworkFolders.Refuse("/mnt/share", "/mnt/share/detection.db", _ => kind));

        Assert.StartsWith($"Database:SqliteFile is /mnt/share/detection.db, which is on a network file system ({kind})", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ext4")]
    [InlineData("xfs")]
    [InlineData("btrfs")]
    [InlineData("overlay")]
    [InlineData("tmpfs")]
    public void Should_take_local_disks(string kind) => NetworkFolders.Refuse("/data", "/data/detection.db", _ => kind);

    [Fact]
    public void Should_ask_the_kernel()
    {
        using var folder = new ScratchFolder();
        NetworkFolders.Refuse(folder.Path, folder.Of("detection.db"));
    }
}
