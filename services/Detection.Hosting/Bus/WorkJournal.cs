using Detection.Hosting.Starting;

namespace Detection.Hosting.Bus;

/// <summary>
/// The messages in work, in a file that outlives the process. A bus in memory counts no deliveries; from this the next
/// process learns under which messages the last one ended, and none gets to end one for ever.
/// </summary>
/// <remarks>Safe for use by many threads at once. An entry costs a few stores into memory, no call and no allocation.</remarks>
public sealed class WorkJournal : IDisposable
{
    /// <summary>Entries at once, as many as a worker may have in work; what is begun beyond that is not noted.</summary>
    public const int Slots = 1024;

    private readonly Lock _turn = new();
    private readonly WorkJournalFile? _file;
    private readonly int[] _free = [];
    private int _freeCount;
    private bool _closed;

    private WorkJournal()
    {
    }

    private WorkJournal(WorkJournalFile file)
    {
        _file = file;
        _free = [.. Enumerable.Range(0, Slots)];
        _freeCount = Slots;
        LeftBehind = file.LeftBehind;
    }

    /// <summary>One that notes nothing, where the broker counts deliveries.</summary>
    public static WorkJournal None { get; } = new();

    /// <summary>What was in work when the last process ended that had the file open; empty after a clean stop.</summary>
    public IReadOnlySet<Guid> LeftBehind { get; } = new HashSet<Guid>();

    /// <summary>Opens a journal, takes over what the last process left behind, and clears the file.</summary>
    /// <param name="path">The file; made with its folder if absent, and made anew if it is a journal of a wrong length.</param>
    /// <exception cref="StartRefusedException">It cannot be opened or written, another process has it open, or it is no journal.</exception>
    public static WorkJournal Open(string path) => new(WorkJournalFile.Open(path));

    /// <summary>Notes that work on something begins; it has ended when the entry is disposed.</summary>
    /// <param name="id">Not empty.</param>
    public Entry Begin(Guid id)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(id, Guid.Empty);
        lock (_turn)
        {
            if (_freeCount == 0)
                return default;
            var slot = _free[--_freeCount];
            _file![slot] = id;
            return new Entry(this, slot, id);
        }
    }

    /// <summary>Closes the file. What is in work now stays in it, as left behind.</summary>
    public void Dispose()
    {
        lock (_turn)
        {
            (_closed, _freeCount) = (true, 0);
            _file?.Dispose();
        }
    }

    private void End(int slot, Guid id)
    {
        lock (_turn)
        {
            // An entry that is disposed twice must not free what somebody else has put there since.
            if (_closed || _file![slot] != id)
                return;
            _file[slot] = Guid.Empty;
            _free[_freeCount++] = slot;
        }
    }

    /// <summary>Something in work; the default value is one that was not noted.</summary>
    public readonly struct Entry : IDisposable
    {
        private readonly WorkJournal? _journal;
        private readonly int _slot;
        private readonly Guid _id;

        internal Entry(WorkJournal journal, int slot, Guid id) => (_journal, _slot, _id) = (journal, slot, id);

        public void Dispose() => _journal?.End(_slot, _id);
    }
}
