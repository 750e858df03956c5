namespace Detection.Benchmarks;

/// <summary>How much is measured.</summary>
/// <param name="Repetitions">Of everything, one after the other: A B C A B C.</param>
/// <param name="Pictures">Measured in each repetition of bare, pipeline and peer.</param>
/// <param name="WarmUpPictures">Sent to a service before its first repetition: its code is compiled well only after many.</param>
/// <param name="ServicePictures">Measured in each repetition of embedded.</param>
/// <param name="RabbitMqPictures">Measured in each repetition over RabbitMQ.</param>
/// <param name="LatencyPictures">Submitted at a tenth of capacity in each repetition.</param>
/// <param name="Commands">Measured in each repetition of the control plane.</param>
internal sealed record BenchPlan(int Repetitions, int Pictures, int WarmUpPictures, int ServicePictures, int RabbitMqPictures, int LatencyPictures, int Commands)
{
    /// <summary>Pictures over RabbitMQ, after which memory is read last; growth counts from <see cref="SettledPictures"/> on.</summary>
    public const int AllPictures = 2000;

    /// <summary>Pictures after which a process has allocated what it keeps.</summary>
    public const int SettledPictures = 200;

    private const int WarmUpPasses = 3;

    /// <summary>Six to eleven minutes on two cores, by their speed.</summary>
    public static BenchPlan Full(int pictures, int repetitions) => new(
        repetitions,
        Pictures: pictures,
        WarmUpPictures: WarmUpPasses * pictures,
        ServicePictures: 2 * pictures,
        // Whole passes, and together with the warm-up at least all of them.
        RabbitMqPictures: pictures * Math.Max(1, (int)Math.Ceiling((AllPictures - (double)(WarmUpPasses * pictures)) / (repetitions * pictures))),
        LatencyPictures: 20,
        Commands: 1000);

    /// <summary>For tuning: half the pictures, and no memory.</summary>
    public static BenchPlan Quick(int pictures, int repetitions) => new(
        repetitions,
        Pictures: pictures / 2,
        WarmUpPictures: WarmUpPasses * pictures,
        ServicePictures: pictures,
        RabbitMqPictures: pictures / 2,
        LatencyPictures: 10,
        Commands: 500);
}
