namespace Detection.Hosting.Bus;

/// <summary>How long the bodies of a queue's messages may be, and how many of them may be fetched ahead.</summary>
/// <param name="MostBytes">A longer body is refused before it is parsed.</param>
public sealed record BodyLimit(long MostBytes)
{
    /// <summary>Memory that a queue's fetched bodies may take together, in bytes: 256 MiB.</summary>
    private const long FetchedBytes = 256L << 20;

    // Ids, options, a result of the most objects, the envelope and its headers.
    private const long RoomAroundPicture = 1L << 20;

    /// <summary>For messages that may hold a picture: twice the largest, so that one too large is answered with an error of its own.</summary>
    /// <param name="inlineBytes">The largest picture, in bytes before Base64.</param>
    public static BodyLimit ForPictures(int inlineBytes) => new((2L * ((inlineBytes + 2) / 3 * 4)) + RoomAroundPicture);

    /// <summary>How many messages to fetch ahead: what is wanted, as far as the memory goes if all are as long as allowed.</summary>
    public int Prefetch(int wanted) => (int)Math.Clamp(FetchedBytes / MostBytes, 1, wanted);
}
