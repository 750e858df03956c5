using Detection.Contracts;
using Detection.Storage;
using Detection.Testing;
using Detection.Worker.Pipeline;
using Detection.Worker.Settings;
using Detection.Worker.Tests.Support;
using Microsoft.Extensions.Options;
using Xunit;

namespace Detection.Worker.Tests.Pipeline;

public sealed class PictureSourceTests : IDisposable
{
    private const string Key = "cameras/one";
    private static readonly Guid Id = new("3f2504e0-4f89-11d3-9a0c-0305e82c3301");

    private readonly ScratchFolder _folder = new();
    private readonly FaultyStore _store;
    private readonly PictureSource _source;

    public PictureSourceTests()
    {
        _store = new FaultyStore(_folder.Path);
        _source = new PictureSource(_store, Options.Create(new WorkerOptions { MaxImageBytes = 1024, InlineMaxBytes = 100 }));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(1024)]
    public async Task Should_read_a_blob(int length)
    {
        var content = await WriteAsync(length);
        var job = Job(new ImageSource { Blob = Key });

        using var bytes = await _source.FetchAsync(job, default);

        Assert.Equal(content, bytes.Memory.ToArray());
        Assert.Equal(Key, job.Origin.ImageBlob);
    }

    /// <summary>Whether it is a picture at all is the decoder's to say.</summary>
    [Fact]
    public async Task Should_read_an_empty_blob()
    {
        await WriteAsync(0);

        using var bytes = await _source.FetchAsync(Job(new ImageSource { Blob = Key }), default);

        Assert.True(bytes.Memory.IsEmpty);
    }

    [Fact]
    public async Task Should_store_an_inline_picture_like_any_other()
    {
        var job = Job(new ImageSource { Content = [1, 2, 3] });
        Assert.Equal((null, "039058c6f2c0cb492c533b0a4d14ef77"), (job.Origin.ImageBlob, job.Origin.ImageHash));

        using var bytes = await _source.FetchAsync(job, default);

        Assert.Equal([1, 2, 3], bytes.Memory.ToArray());
        Assert.Equal((BlobName.Image(Id).KeyOf([1, 2, 3]), null), (job.Origin.ImageBlob, job.Origin.ImageHash));
        Assert.Equal([job.ImageBlob!], _folder.Files());
    }

    public static TheoryData<string, ImageSource?> Refused => new()
    {
        { ErrorCodes.ImageMissing, null },
        { ErrorCodes.ImageMissing, new ImageSource() },
        { ErrorCodes.ImageMissing, new ImageSource { Blob = "images/aa/absent" } },
        { ErrorCodes.ImageMissing, new ImageSource { Blob = "images" } },
        { ErrorCodes.ImageMissing, new ImageSource { Blob = "" } },
        { ErrorCodes.ImageMissing, new ImageSource { Blob = "../../etc/passwd" } },
        { ErrorCodes.ImageMissing, new ImageSource { Blob = "/etc/passwd" } },
        { ErrorCodes.OptionsInvalid, new ImageSource { Blob = Key, Content = [1] } },
        { ErrorCodes.ImageEmpty, new ImageSource { Content = [] } },
        { ErrorCodes.ImageTooLarge, new ImageSource { Content = new byte[101] } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Should_refuse(string code, ImageSource? image)
    {
        await WriteAsync(10);

        var e = await Assert.ThrowsAsync<DetectionRejectedException>(() => _source.FetchAsync(Job(image), default));

        Assert.Equal(code, e.Code);
        Assert.Equal([Key], _folder.Files());
    }

    /// <summary>A refused picture has no blob; its hash still tells it from another picture with the same id.</summary>
    [Fact]
    public async Task Should_tell_the_hash_of_an_inline_picture_that_it_refuses()
    {
        var job = Job(new ImageSource { Content = new byte[101] });

        await Assert.ThrowsAsync<DetectionRejectedException>(() => _source.FetchAsync(job, default));

        Assert.Equal((null, BlobHash.Of(new byte[101])), (job.Origin.ImageBlob, job.Origin.ImageHash));
    }

    [Fact]
    public async Task Should_refuse_a_blob_that_is_too_large()
    {
        await WriteAsync(1025);

        var e = await Assert.ThrowsAsync<DetectionRejectedException>(() => _source.FetchAsync(Job(new ImageSource { Blob = Key }), default));

        Assert.Equal((ErrorCodes.ImageTooLarge, "The picture is 1025 bytes; at most 1024 are allowed here."), (e.Code, e.Message));
    }

    /// <summary>The store's fault is nobody's picture's: it is thrown, for the endpoint to try again.</summary>
    [Fact]
    public async Task Should_leave_faults_of_the_store_to_the_retry()
    {
        await WriteAsync(10);
        _store.ReadFaults = 1;
        _store.WriteFaults = 1;

        await Assert.ThrowsAsync<StorageUnavailableException>(() => _source.FetchAsync(Job(new ImageSource { Blob = Key }), default));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _source.FetchAsync(Job(new ImageSource { Content = [1] }), default));
    }

    private static DetectionJob Job(ImageSource? image) =>
        new(new DetectImage { DetectionId = Id, Image = image }, DateTimeOffset.UnixEpoch);

    private async Task<byte[]> WriteAsync(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        Directory.CreateDirectory(_folder.Of("cameras"));
        await File.WriteAllBytesAsync(_folder.Of("cameras", "one"), content);
        return content;
    }
}
