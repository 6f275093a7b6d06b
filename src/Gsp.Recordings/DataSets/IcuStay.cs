namespace Gsp.Recordings;

/// <summary>What stands for an hour in which a parameter was seen more than once.</summary>
public enum HourValue
{
    /// <summary>The last value of the hour, as imputation studies take it.</summary>
    Last,

    /// <summary>The mean of the hour's values.</summary>
    Mean,
}

/// <summary>One value of an irregular series.</summary>
/// <param name="Minute">Minutes since admission.</param>
/// <param name="Parameter">What was measured, such as <c>HR</c>.</param>
/// <param name="Value">The value, in the unit of <see cref="PhysioNet2012.Units"/>.</param>
public readonly record struct IcuObservation(int Minute, string Parameter, double Value);

/// <summary>A stay in intensive care of PhysioNet 2012.</summary>
public sealed record IcuStay : RecordingEntry
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>How grids are made.</summary>
    public required PhysioNet2012Options Options { get; init; }

    /// <summary>Age, Gender, Height (cm), ICUType (1 to 4) and the like at admission; those given as -1 are left out.</summary>
    public required IReadOnlyDictionary<string, double> Descriptors { get; init; }

    /// <summary>How the stay ended; null where the outcomes do not say.</summary>
    public IcuOutcome? Outcome { get; init; }

    /// <summary>Reads the irregular series: every value with its time, in the file's order; missing ones (-1) are left out.</summary>
    /// <exception cref="GspFormatException">The file is damaged.</exception>
    public IReadOnlyList<IcuObservation> Observations() =>
        [.. IcuFile.Read(File).Where(seen => PhysioNet2012.Units.ContainsKey(seen.Parameter))];

    /// <summary>The series on a grid of hours.</summary>
    /// <returns>One channel a parameter at 1/3600 Hz; NaN where a parameter was not seen in an hour.</returns>
    /// <exception cref="GspFormatException">The file is damaged.</exception>
    public override Recording Load()
    {
        var place = Options.Parameters.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        var sums = new double[Options.Parameters.Count, Options.Hours];
        var counts = new int[Options.Parameters.Count, Options.Hours];
        foreach (IcuObservation seen in IcuFile.Read(File))
        {
            int hour = seen.Minute / 60;
            if (hour >= Options.Hours || !place.TryGetValue(seen.Parameter, out int row))
            {
                continue;
            }
            bool mean = Options.HourValue == HourValue.Mean;
            sums[row, hour] = mean ? sums[row, hour] + seen.Value : seen.Value;
            counts[row, hour] = mean ? counts[row, hour] + 1 : 1;
        }
        return new Recording
        {
            Name = Id,
            Channels =
            [
                .. Options.Parameters.Select(
                    (parameter, row) =>
                        new Channel
                        {
                            Name = parameter,
                            Unit = PhysioNet2012.Units[parameter],
                            Rate = 1.0 / 3600,
                            // 0/0 is NaN: not seen.
                            Samples =
                            [
                                .. Enumerable
                                    .Range(0, Options.Hours)
                                    .Select(hour => sums[row, hour] / counts[row, hour]),
                            ],
                        }
                ),
            ],
        };
    }
}

/// <summary>How a stay ended.</summary>
/// <param name="Saps">SAPS-I score; null where not given.</param>
/// <param name="Sofa">SOFA score; null where not given.</param>
/// <param name="LengthOfStay">Days in hospital; null where not given.</param>
/// <param name="Survival">Days from admission to death; null where the patient is not known to have died.</param>
/// <param name="Died">Whether the patient died in hospital.</param>
public sealed record IcuOutcome(double? Saps, double? Sofa, double? LengthOfStay, double? Survival, bool Died)
{
    internal static IReadOnlyDictionary<string, IcuOutcome> Read(string path)
    {
        var outcomes = new Dictionary<string, IcuOutcome>(StringComparer.Ordinal);
        foreach (TextRow row in TextTable.Read(path).Rows)
        {
            double? Given(string column) => row.Number(column) is double value and >= 0 ? value : null;
            bool died = row.Number("In-hospital_death") switch
            {
                0 => false,
                1 => true,
                _ => throw row.Error("In-hospital_death", "expected 0 or 1"),
            };
            outcomes[row.Identifier("RecordID")] = new IcuOutcome(
                Given("SAPS-I"),
                Given("SOFA"),
                Given("Length_of_stay"),
                Given("Survival"),
                died
            );
        }
        return outcomes;
    }
}
