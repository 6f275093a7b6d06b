using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Gsp.Recordings;

/// <summary>Why recordings count as held twice.</summary>
public enum DuplicateReason
{
    /// <summary>Every channel's samples are the same, bit for bit.</summary>
    SameSignal,

    /// <summary>The same patient at the same time.</summary>
    SamePatientAndTime,
}

/// <summary>Recordings that are held twice or more often.</summary>
/// <param name="Reason">Why they count as equal.</param>
/// <param name="Ids">Their names, in the set's order.</param>
public sealed record DuplicateGroup(DuplicateReason Reason, IReadOnlyList<string> Ids)
{
    /// <summary>The parts of a split that they lie in; empty where there is no split. More than one is leakage.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Reason}: {string.Join(", ", Ids)}{(Parts.Count > 1 ? $" in {string.Join(" and ", Parts)}" : "")}";
}

/// <summary>Finds recordings that a set holds more than once.</summary>
public static class Duplicates
{
    /// <summary>Finds equal recordings by the SHA-256 of their samples, and by patient and time.</summary>
    /// <param name="records">The recordings; each is read once.</param>
    /// <returns>Groups of two or more, equal signals first.</returns>
    public static IReadOnlyList<DuplicateGroup> Find(IReadOnlyList<RecordingEntry> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        return [.. Groups(records, record => Hash(record.Load()), DuplicateReason.SameSignal), .. OfTime(records)];
    }

    /// <summary>Finds recordings of one patient at one time; reads no samples.</summary>
    /// <param name="records">The recordings; those without a time are passed over.</param>
    public static IReadOnlyList<DuplicateGroup> OfTime(IReadOnlyList<RecordingEntry> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        return
        [
            .. Groups(
                [.. records.Where(record => record.Time is not null)],
                record => FormattableString.Invariant($"{record.Time:O} {record.Patient}"),
                DuplicateReason.SamePatientAndTime
            ),
        ];
    }

    /// <summary>The SHA-256 of a recording's samples: channels in order, lengths included, names and units not; every NaN counts alike.</summary>
    /// <param name="recording">The recording.</param>
    /// <returns>64 hexadecimal digits in lower case.</returns>
    public static string Hash(Recording recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<double> block = stackalloc double[512];
        foreach (Channel channel in recording.Channels)
        {
            hash.AppendData(BitConverter.GetBytes((long)channel.Length));
            for (int start = 0; start < channel.Length; start += block.Length)
            {
                Span<double> part = block[..Math.Min(block.Length, channel.Length - start)];
                channel.Samples.AsSpan(start, part.Length).CopyTo(part);
                foreach (ref double value in part)
                {
                    // One bit pattern for missing, one for zero.
                    value = double.IsNaN(value) ? double.NaN : value + 0.0;
                }
                hash.AppendData(MemoryMarshal.AsBytes(part));
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<DuplicateGroup> Groups(
        IReadOnlyList<RecordingEntry> records,
        Func<RecordingEntry, string> key,
        DuplicateReason reason
    ) =>
        records
            .GroupBy(key, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => new DuplicateGroup(reason, [.. group.Select(record => record.Id)]));
}
