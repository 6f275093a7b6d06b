using Gsp.Random;

namespace Gsp.Recordings;

/// <summary>One part of a split, such as the training part.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Records">Its recordings, in the set's order.</param>
public sealed record SplitPart(string Name, IReadOnlyList<RecordingEntry> Records)
{
    /// <summary>Number of different patients.</summary>
    public int Patients => Records.Select(record => record.Patient).Distinct(StringComparer.Ordinal).Count();

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Records.Count} recordings of {Patients} patients";
}

/// <summary>A set in parts such that no patient lies in two of them: a model tested on a patient it was trained on looks better than it is.</summary>
/// <remarks>The parts cannot leak: every way of making a split ends in the same check, which throws.</remarks>
public sealed record PatientSplit
{
    /// <summary>Takes given parts.</summary>
    /// <param name="parts">The parts; each holds at least one recording.</param>
    /// <exception cref="ArgumentException">A patient or a recording lies in two parts, a part is empty or two share a name.</exception>
    public PatientSplit(IReadOnlyList<SplitPart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        Parts = parts;
        Require.That(parts.Count > 0, "a split has at least one part", nameof(parts));
        var owner = new Dictionary<string, SplitPart>(StringComparer.Ordinal);
        var shared = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (SplitPart part in parts)
        {
            Require.That(
                part.Records.Count > 0,
                $"part '{part.Name}' holds no recording; give it a larger share or other folds",
                nameof(parts)
            );
            Require.That(
                parts.Count(other => other.Name == part.Name) == 1,
                $"two parts are called '{part.Name}'",
                nameof(parts)
            );
            foreach (RecordingEntry record in part.Records)
            {
                if (!owner.TryAdd(record.Patient, part) && owner[record.Patient] != part)
                {
                    shared[record.Patient] = $"{record.Patient} ({owner[record.Patient].Name} and {part.Name})";
                }
            }
        }
        Require.That(
            shared.Count == 0,
            $"{shared.Count} patients lie in two parts, so the parts are not independent: {string.Join(", ", shared.Values.Take(5))}{(shared.Count > 5 ? ", ..." : "")}; split by patient, not by recording",
            nameof(parts)
        );
    }

    /// <summary>The parts, in the order given.</summary>
    public IReadOnlyList<SplitPart> Parts { get; }

    /// <summary>A part by name.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public SplitPart this[string name] =>
        Parts.FirstOrDefault(part => part.Name == name)
        ?? throw new ArgumentException(
            $"the split has no part '{name}'; it has {string.Join(", ", Parts.Select(part => part.Name))}",
            nameof(name)
        );

    /// <summary>Parts from the set's own folds.</summary>
    /// <param name="set">The recordings; those without fold or of a fold not named are left out.</param>
    /// <param name="parts">A name and the folds of each part.</param>
    /// <exception cref="ArgumentException">A fold is named twice, a patient lies in two parts, or a part is empty.</exception>
    public static PatientSplit ByFold(IRecordingSet set, params (string Name, IReadOnlyList<int> Folds)[] parts)
    {
        ArgumentNullException.ThrowIfNull(set);
        int[] folds = [.. parts.SelectMany(part => part.Folds)];
        Require.That(
            folds.Distinct().Count() == folds.Length,
            $"a fold is named twice in {string.Join(", ", folds)}; parts would share recordings",
            nameof(parts)
        );
        return new PatientSplit([
            .. parts.Select(part => new SplitPart(
                part.Name,
                [.. set.Records.Where(record => record.Fold is int fold && part.Folds.Contains(fold))]
            )),
        ]);
    }

    /// <summary>Parts of given shares, drawn at random by patient.</summary>
    /// <param name="set">The recordings.</param>
    /// <param name="random">The stream that is drawn from; the same stream and patients give the same parts, whatever the recordings' order.</param>
    /// <param name="parts">A name and the share of the recordings of each part; shares are positive and add up to 1 within 1e-9.</param>
    /// <returns>Parts whose sizes differ from their shares by less than the recordings of one patient.</returns>
    /// <exception cref="ArgumentException">Shares do not add up, or there are too few patients for the parts.</exception>
    public static PatientSplit Random(
        IRecordingSet set,
        RandomStream random,
        params (string Name, double Share)[] parts
    )
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(random);
        foreach ((string name, double share) in parts)
        {
            Require.Positive(share, $"the share of part '{name}'", nameof(parts));
        }
        double sum = parts.Sum(part => part.Share);
        Require.That(
            Math.Abs(sum - 1) < 1e-9,
            FormattableString.Invariant($"the shares add up to {sum:g6}; expected 1"),
            nameof(parts)
        );
        IGrouping<string, RecordingEntry>[] patients =
        [
            .. set
                .Records.GroupBy(record => record.Patient, StringComparer.Ordinal)
                .OrderBy(patient => patient.Key, StringComparer.Ordinal),
        ];
        random.Shuffle<IGrouping<string, RecordingEntry>>(patients);
        var partOf = new Dictionary<string, int>(StringComparer.Ordinal);
        double before = 0;
        foreach (IGrouping<string, RecordingEntry> patient in patients)
        {
            // A patient goes where the middle of its recordings falls on the line from 0 to 1.
            double middle = (before + patient.Count() / 2.0) / set.Records.Count;
            int part = 0;
            for (double end = parts[0].Share; middle >= end && part < parts.Length - 1; end += parts[part].Share)
            {
                part++;
            }
            partOf[patient.Key] = part;
            before += patient.Count();
        }
        return new PatientSplit([
            .. parts.Select(
                (part, index) =>
                    new SplitPart(part.Name, [.. set.Records.Where(record => partOf[record.Patient] == index)])
            ),
        ]);
    }

    /// <summary>Recordings that are held twice, those in two parts first; reads every recording.</summary>
    /// <returns>Groups of equal recordings; empty where there are none.</returns>
    public IReadOnlyList<DuplicateGroup> Duplicates()
    {
        var partOf = Parts
            .SelectMany(part => part.Records.Select(record => (record.Id, part.Name)))
            .ToDictionary(pair => pair.Id, pair => pair.Name, StringComparer.Ordinal);
        return
        [
            .. Recordings
                .Duplicates.Find([.. Parts.SelectMany(part => part.Records)])
                .Select(group => group with { Parts = [.. group.Ids.Select(id => partOf[id]).Distinct()] })
                .OrderByDescending(group => group.Parts.Count),
        ];
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join("; ", Parts);
}
