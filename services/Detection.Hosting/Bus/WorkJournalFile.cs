using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Detection.Hosting.Starting;

namespace Detection.Hosting.Bus;

/// <summary>The journal's file: a signature of 16 bytes, then a slot of 16 bytes for each id; zero where it is free.</summary>
/// <remarks>
/// Mapped into memory, shared: what is stored there is the kernel's at once and outlives the process, with neither a call
/// nor a flush. A process that ends in the middle of a store leaves half an id, which is nobody's. A power cut may take
/// the last stores or leave old ones; for a power cut no picture is to blame.
/// </remarks>
internal sealed class WorkJournalFile : IDisposable
{
    private const int SlotBytes = 16;
    private const int Length = SlotBytes * (1 + WorkJournal.Slots);

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private WorkJournalFile(FileStream stream)
    {
        LeftBehind = Read(stream);
        Clear(stream);
        _file = MemoryMappedFile.CreateFromFile(stream, null, Length, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, Length);
    }

    private static ReadOnlySpan<byte> Signature => "detection-inwork"u8;

    /// <summary>The ids in the slots as the last process left them.</summary>
    public IReadOnlySet<Guid> LeftBehind { get; }

    /// <summary>The id in a slot, 0 to <see cref="WorkJournal.Slots"/> - 1; empty where it is free.</summary>
    public Guid this[int slot]
    {
        get
        {
            _view.Read(PositionOf(slot), out Guid id);
            return id;
        }
        set => _view.Write(PositionOf(slot), ref value);
    }

    /// <summary>Opens or makes a file, for this process alone, and frees all of its slots.</summary>
    /// <exception cref="StartRefusedException">It cannot be opened or made, another process has it open, or it is no journal.</exception>
    public static WorkJournalFile Open(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full) ?? full);
            var stream = new FileStream(full, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            try
            {
                return new WorkJournalFile(stream);
            }
            catch
            {
                stream.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new StartRefusedException(
                $"Bus:JournalFile is {full}, which cannot be used: {e.Message} Each process needs one of its own, which it may write to; DATA sets it, too.", e);
        }
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }

    // Whatever its length: a file cut short, or of another number of slots, still tells what it holds.
    private static HashSet<Guid> Read(FileStream stream)
    {
        var bytes = new byte[Length];
        var content = bytes.AsSpan(0, stream.ReadAtLeast(bytes, Length, throwOnEndOfStream: false));
        // Zeros, or half a signature: one whose making was cut short. All else is somebody's, and not to be written over for a
        // wrong setting.
        if (!content.StartsWith(Signature[..Math.Min(Signature.Length, content.Length)]) && content.ContainsAnyExcept((byte)0))
            throw new InvalidDataException("It holds something else.");
        return [.. MemoryMarshal.Cast<byte, Guid>(content)[Math.Min(1, content.Length / SlotBytes)..].ToArray().Where(id => id != Guid.Empty)];
    }

    // Written, not merely lengthened: a store into a mapped page that the disk has no room for would end the process.
    private static void Clear(FileStream stream)
    {
        var bytes = new byte[Length];
        Signature.CopyTo(bytes);
        stream.Position = 0;
        stream.Write(bytes);
        stream.SetLength(Length);
    }

    private static long PositionOf(int slot) => SlotBytes * (1L + slot);
}
