using Gsp.Recordings;

namespace Gsp.Cli;

/// <summary>Reads the channels of a recording that a detector can take.</summary>
internal static class EcgLeads
{
    // Units in which an ECG is given; other signals recorded beside it, such as pressures, have others.
    private static readonly string[] Voltages = ["mV", "uV", "µV", "V", "nV"];

    /// <summary>Reads the chosen channels, or those that are ECG leads by unit.</summary>
    /// <exception cref="CommandError">A channel that was chosen is no voltage, there is no lead, or rates differ.</exception>
    public static Recording Read(string path, RecordingFileOptions options, Terminal terminal)
    {
        Recording recording = RecordingFile.Read(path, options);
        Channel[] others = [.. recording.Channels.Where(channel => !IsVoltage(channel))];
        if (options.Channels is not null && others.Length > 0)
        {
            throw CommandError.BadInput(
                $"{path}: channel '{others[0].Name}' is in {others[0].Unit}; an ECG lead is a voltage (mV, uV, V)"
            );
        }
        if (others.Length > 0)
        {
            terminal.Notice(
                $"left out, no ECG leads: {string.Join(", ", others.Select(channel => $"{channel.Name} [{channel.Unit}]"))} (--channels chooses)"
            );
            recording = recording with { Channels = [.. recording.Channels.Where(IsVoltage)] };
        }
        double[] rates = [.. recording.Channels.Select(channel => channel.Rate).Distinct().Order()];
        return rates.Length switch
        {
            1 => recording,
            0 => throw CommandError.BadInput($"{path} holds no ECG lead: no channel is a voltage (mV, uV, V)"),
            _ => throw CommandError.BadInput(
                $"{path}: leads at {string.Join(", ", rates.Select(rate => FormattableString.Invariant($"{rate:g6}")))} Hz; choose --channels of one rate"
            ),
        };
    }

    /// <summary>A channel without unit may be one.</summary>
    private static bool IsVoltage(Channel channel) =>
        channel.Unit.Length == 0 || Voltages.Any(unit => unit.Equals(channel.Unit, StringComparison.OrdinalIgnoreCase));
}
