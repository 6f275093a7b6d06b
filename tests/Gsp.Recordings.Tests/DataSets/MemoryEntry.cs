using Gsp.Random;

namespace Gsp.Recordings.Tests.DataSets;

/// <summary>A recording that lies in memory.</summary>
internal sealed record MemoryEntry : RecordingEntry
{
    public double[] Samples { get; init; } = [0];

    public static MemoryEntry Of(string id, string patient, int? fold = null, params double[] samples) =>
        new()
        {
            Id = id,
            Patient = patient,
            Fold = fold,
            Samples = samples,
        };

    /// <summary>A set of records of patients with 1 to 4 records each.</summary>
    public static RecordingSet<MemoryEntry> Patients(RandomStream random, int patients) =>
        new(
            "memory",
            [
                .. Enumerable
                    .Range(0, patients)
                    .SelectMany(patient =>
                        Enumerable
                            .Range(0, 1 + random.NextInt(4))
                            .Select(k => Of($"r{patient}-{k}", $"p{patient}", 1 + (patient % 10)))
                    ),
            ]
        );

    public override Recording Load() =>
        new()
        {
            Name = Id,
            Channels =
            [
                new Channel
                {
                    Name = "I",
                    Unit = "mV",
                    Rate = 100,
                    Samples = Samples,
                },
            ],
        };
}
