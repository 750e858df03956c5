using Detection.Hosting.Bus;
using Detection.Hosting.Starting;
using Detection.Testing;
using Xunit;

namespace Detection.Api.Tests.Hosting;

/// <summary>What was in work when a process ended, the next one knows. An end is played by closing the journal over its entries.</summary>
public sealed class WorkJournalTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    // In a folder that is not there yet.
    private string File => _folder.Of("data", "in-work");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Should_find_nothing_at_the_first_start() => Assert.Empty(LeftBehind());

    [Fact]
    public void Should_find_what_was_in_work_when_the_last_process_ended()
    {
        var (first, second, done) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        using (var journal = WorkJournal.Open(File))
        {
            journal.Begin(first);
            using (journal.Begin(done))
                journal.Begin(second);
        }

        Assert.Equal(new[] { first, second }.Order(), LeftBehind().Order());
        Assert.Empty(LeftBehind());
    }

    [Fact]
    public void Should_free_the_slots_of_what_has_ended()
    {
        var last = Guid.NewGuid();
        using (var journal = WorkJournal.Open(File))
        {
            for (var i = 0; i < 3 * WorkJournal.Slots; i++)
                journal.Begin(Guid.NewGuid()).Dispose();
            journal.Begin(last);
        }

        Assert.Equal([last], LeftBehind());
    }

    [Fact]
    public void Should_note_no_more_than_it_has_room_for()
    {
        var ids = Ids(WorkJournal.Slots);
        var (late, next) = (Guid.NewGuid(), Guid.NewGuid());
        using (var journal = WorkJournal.Open(File))
        {
            var entries = ids.Select(journal.Begin).ToArray();
            journal.Begin(late).Dispose();
            journal.Begin(late);
            entries[0].Dispose();
            journal.Begin(next);
        }

        Assert.Equal(ids.Skip(1).Append(next).Order(), LeftBehind().Order());
    }

    [Fact]
    public void Should_free_a_slot_only_once()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        using (var journal = WorkJournal.Open(File))
        {
            var entry = journal.Begin(Guid.NewGuid());
            entry.Dispose();
            journal.Begin(first);
            entry.Dispose();
            journal.Begin(second);
        }

        Assert.Equal(new[] { first, second }.Order(), LeftBehind().Order());
    }

    [Fact]
    public void Should_leave_behind_what_ends_after_it_was_closed()
    {
        var id = Guid.NewGuid();
        var journal = WorkJournal.Open(File);
        var entry = journal.Begin(id);

        journal.Dispose();
        entry.Dispose();
        journal.Begin(Guid.NewGuid()).Dispose();

        Assert.Equal([id], LeftBehind());
    }

    [Fact]
    public void Should_lose_nothing_to_threads_at_once()
    {
        var kept = Ids(64);
        using (var journal = WorkJournal.Open(File))
        {
            Parallel.ForEach(kept, new ParallelOptions { MaxDegreeOfParallelism = 8 }, id =>
            {
                for (var i = 0; i < 500; i++)
                {
                    using var entry = journal.Begin(Guid.NewGuid());
                    using var duplicate = journal.Begin(id);
                }

                journal.Begin(id);
            });
        }

        Assert.Equal(kept.Order(), LeftBehind().Order());
    }

    [Fact]
    public void Should_allocate_nothing_for_an_entry()
    {
        using var journal = WorkJournal.Open(File);
        var id = Guid.NewGuid();
        journal.Begin(id).Dispose();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            journal.Begin(id).Dispose();

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Should_refuse_an_empty_id()
    {
        using var journal = WorkJournal.Open(File);

        Assert.Throws<ArgumentOutOfRangeException>(() => journal.Begin(Guid.Empty));
    }

    [Fact]
    public void Should_note_nothing_without_a_file()
    {
        WorkJournal.None.Begin(Guid.NewGuid()).Dispose();
        WorkJournal.None.Begin(Guid.NewGuid());

        Assert.Empty(WorkJournal.None.LeftBehind);
    }

    /// <summary>Cut off, or lengthened by whatever; also what a power cut leaves of a new one.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(7, 0)]
    [InlineData(16, 0)]
    [InlineData(40, 1)]
    [InlineData(100_000, 2)]
    public void Should_make_one_of_a_wrong_length_anew(int length, int left)
    {
        Guid[] ids = [Guid.NewGuid(), Guid.NewGuid()];
        using (var journal = WorkJournal.Open(File))
        {
            foreach (var id in ids)
                journal.Begin(id);
        }

        var whole = System.IO.File.ReadAllBytes(File);
        // Slots are given out from the last: those of the two ids are moved to the front.
        var bytes = (byte[])[.. whole[..16], .. whole[^32..].Reverse().Chunk(16).SelectMany(slot => slot.Reverse()), .. whole[16..^32]];
        System.IO.File.WriteAllBytes(File, [.. bytes.Take(length), .. new byte[Math.Max(0, length - bytes.Length)]]);

        Assert.Equal(ids.Take(left).Order(), LeftBehind().Order());
        Assert.Equal(whole.Length, new FileInfo(File).Length);
    }

    [Fact]
    public void Should_make_one_of_zeros_anew()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllBytes(File, new byte[5000]);

        Assert.Empty(LeftBehind());
    }

    [Theory]
    [InlineData("SQLite format 3")]
    [InlineData("x")]
    public void Should_refuse_what_is_no_journal_and_leave_it_alone(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, content);

        Assert.Contains("holds something else", Refusal(File), StringComparison.Ordinal);
        Assert.Equal(content, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Should_refuse_one_that_another_process_has_open()
    {
        var id = Guid.NewGuid();
        using (var owner = WorkJournal.Open(File))
        {
            owner.Begin(id);

            Assert.Contains("used by another process", Refusal(File), StringComparison.Ordinal);
        }

        Assert.Equal([id], LeftBehind());
    }

    [Fact]
    public void Should_refuse_one_that_cannot_be_made()
    {
        Directory.CreateDirectory(File);
        Assert.Contains("denied", Refusal(File), StringComparison.Ordinal);

        var below = _folder.Of("file");
        System.IO.File.WriteAllText(below, "");
        Refusal(Path.Combine(below, "in-work"));
        Refusal("/proc/no-such-folder/in-work");
        Refusal("/dev/null");
    }

    private static Guid[] Ids(int count) => [.. Enumerable.Range(0, count).Select(_ => Guid.NewGuid())];

    private static string Refusal(string file)
    {
        var refusal = Assert.Throws<StartRefusedException>(() => WorkJournal.Open(file)).Message;
        Assert.StartsWith($"Bus:JournalFile is {file}, which cannot be used: ", refusal, StringComparison.Ordinal);
        return refusal;
    }

    private IReadOnlySet<Guid> LeftBehind()
    {
        using var next = WorkJournal.Open(File);
        return next.LeftBehind;
    }
}
