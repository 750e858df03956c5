using Detection.Inference.Models;
using Microsoft.Win32.SafeHandles;

namespace Detection.Inference.Files;

/// <summary>
/// A model's file as it was when it was read: every session of one loaded model opens the same bytes, whatever becomes of
/// the file meanwhile.
/// </summary>
/// <param name="Path">Absolute.</param>
/// <param name="Bytes">All of it, not to be changed.</param>
/// <param name="Stamp">Of the content that was read.</param>
internal sealed record ModelFile(string Path, byte[] Bytes, FileStamp Stamp)
{
    /// <summary>Reads the whole file.</summary>
    /// <exception cref="ModelLoadException">It cannot be read, is empty or larger than 2 GiB (as is ONNX's limit), or changed meanwhile.</exception>
    public static ModelFile Read(string path)
    {
        try
        {
            using var handle = RegularFile.Open(path);
            var stamp = FileStamp.Of(handle);
            if (stamp.Length == 0)
                throw new ModelLoadException(path, "the file is empty. Copy it again.");
            if (stamp.Length > Array.MaxLength)
                throw new ModelLoadException(path, $"the file has {stamp.Length} bytes; {Array.MaxLength} are the most.");
            // A file that is a hole, or the beginning of a copy that only has its length so far: no memory for that.
            Span<byte> first = [0];
            if (RandomAccess.Read(handle, first, 0) == 1 && first[0] == 0)
                throw new ModelLoadException(path, "it begins with zeros, as no ONNX model does. Copy it again.");
            var bytes = GC.AllocateUninitializedArray<byte>((int)stamp.Length);
            return Fill(bytes, handle) && FileStamp.Of(handle) == stamp
                ? new ModelFile(path, bytes, stamp)
                : throw new ModelLoadException(path, "the file changed while it was read.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelLoadException(path, $"the file cannot be read: {e.Message}", e);
        }
    }

    private static bool Fill(byte[] bytes, SafeFileHandle handle)
    {
        var filled = 0;
        while (filled < bytes.Length && RandomAccess.Read(handle, bytes.AsSpan(filled), filled) is > 0 and var read)
            filled += read;
        return filled == bytes.Length;
    }
}
