namespace Detection.Evaluation.Scenes;

/// <summary>Seeded chance. The same seed gives the same throws, on every machine: .NET keeps the algorithm of seeded generators.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Evenly from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public double Between(double from, double to) => from + ((to - from) * _random.NextDouble());

    /// <summary>As <see cref="Between"/>, each doubling equally likely; both ends above 0.</summary>
    public double BetweenLog(double from, double to) => Math.Exp(Between(Math.Log(from), Math.Log(to)));

    /// <summary>A whole number, both ends included.</summary>
    public int Whole(int from, int to) => _random.Next(from, to + 1);

    public bool Chance(double probability) => _random.NextDouble() < probability;

    public double Angle() => Between(0, Math.Tau);

    public T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];
}
