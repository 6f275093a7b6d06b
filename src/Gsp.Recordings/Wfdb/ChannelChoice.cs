using System.Globalization;

namespace Gsp.Recordings;

/// <summary>Finds signals by name or place.</summary>
internal static class ChannelChoice
{
    /// <summary>The places of the chosen signals, in the order chosen.</summary>
    /// <param name="record">The record's name, for messages.</param>
    /// <param name="signals">The record's signals.</param>
    /// <param name="chosen">Names, exact or as another spelling of a lead, or places; null for all.</param>
    public static int[] Places(string record, IReadOnlyList<WfdbSignal> signals, IReadOnlyList<string>? chosen)
    {
        if (chosen is null)
        {
            return [.. Enumerable.Range(0, signals.Count)];
        }
        int[] places = [.. chosen.Select(choice => Place(record, signals, choice))];
        Require.That(
            places.Distinct().Count() == places.Length,
            $"a channel is chosen twice: {string.Join(", ", chosen)}",
            "options"
        );
        return places;
    }

    private static int Place(string record, IReadOnlyList<WfdbSignal> signals, string choice)
    {
        int[] found = [.. Matching(signals, signal => signal.Description == choice)];
        if (found.Length == 0)
        {
            // Digits are a place, never another spelling of a lead ("1" for I).
            if (int.TryParse(choice, NumberStyles.None, CultureInfo.InvariantCulture, out int place))
            {
                found = place < signals.Count ? [place] : [];
            }
            else
            {
                found = [.. Matching(signals, signal => LeadNames.AreSame(signal.Description, choice))];
            }
        }
        return found.Length switch
        {
            1 => found[0],
            0 => throw new ArgumentException(
                $"record '{record}' has no channel '{choice}'; it has {string.Join(", ", signals.Select(s => s.Description))}, or 0 to {(signals.Count - 1).ToString(CultureInfo.InvariantCulture)} by place",
                "options"
            ),
            _ => throw new ArgumentException(
                $"record '{record}' has {found.Length.ToString(CultureInfo.InvariantCulture)} channels '{choice}'; choose by place, from 0",
                "options"
            ),
        };
    }

    private static IEnumerable<int> Matching(IReadOnlyList<WfdbSignal> signals, Func<WfdbSignal, bool> rule) =>
        Enumerable.Range(0, signals.Count).Where(s => rule(signals[s]));
}
