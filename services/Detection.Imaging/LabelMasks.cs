using System.Collections.Concurrent;

namespace Detection.Imaging;

/// <summary>
/// The words drawn lately: a stream of pictures shows the same few names and percentages again and again, and drawing one
/// costs more than the box around it. Safe for concurrent use.
/// </summary>
internal sealed class LabelMasks
{
    /// <summary>A word of a 640 x 480 picture takes about one kilobyte.</summary>
    public const int MaxBytes = 4 << 20;

    private readonly ConcurrentDictionary<(string Word, LabelFont Font), LabelMask> _masks = new();
    private int _bytes;

    /// <summary>The mask of a word.</summary>
    /// <param name="word">Printable ASCII, not empty.</param>
    /// <param name="font">Its size.</param>
    public LabelMask Of(string word, LabelFont font)
    {
        if (_masks.TryGetValue((word, font), out var known))
            return known;

        var mask = font.Draw(word);
        if (Interlocked.Add(ref _bytes, mask.Length) > MaxBytes)
        {
            // Starting afresh is rare, and simpler than keeping count of what was used last.
            _masks.Clear();
            Interlocked.Exchange(ref _bytes, mask.Length);
        }

        _masks[(word, font)] = mask;
        return mask;
    }
}
