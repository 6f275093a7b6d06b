using System.Globalization;
using System.Text;

namespace Gsp.Recordings;

/// <summary>Writes the text of an ordinary header; <see cref="WfdbHeaderParser"/> reads the same header back.</summary>
internal static class WfdbHeaderWriter
{
    /// <summary>The header's lines.</summary>
    /// <exception cref="ArgumentException">A text cannot be written: it would be read as something else.</exception>
    public static string Text(WfdbHeader header)
    {
        CheckName(header.Name);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{header.Name} {header.Signals.Count} {header.FrameRate:r}");
        if (header.CounterRate is not null || header.BaseCounter != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"/{header.CounterRate ?? header.FrameRate:r}");
            if (header.BaseCounter != 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"({header.BaseCounter:r})");
            }
        }
        text.Append(CultureInfo.InvariantCulture, $" {header.Length ?? 0}");
        if (header.BaseTime is not null || header.BaseDate is not null)
        {
            text.Append(' ').Append(BaseDateTime.Text(header.BaseTime ?? TimeOnly.MinValue));
        }
        if (header.BaseDate is DateOnly date)
        {
            text.Append(' ').Append(BaseDateTime.Text(date));
        }
        text.Append('\n');
        foreach (WfdbSignal signal in header.Signals)
        {
            Append(text, signal);
        }
        foreach (string comment in header.Comments)
        {
            CheckLine(comment, "a comment");
            text.Append("# ").Append(comment).Append('\n');
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, WfdbSignal signal)
    {
        CheckLine(signal.Description, "a channel's name");
        Require.That(
            signal.Unit.Length > 0 && !signal.Unit.Any(char.IsWhiteSpace),
            $"unit '{signal.Unit}' of '{signal.Description}' cannot be written: a header's units have no spaces",
            nameof(signal)
        );
        text.Append(CultureInfo.InvariantCulture, $"{signal.FileName} {signal.Format}");
        if (signal.SamplesPerFrame > 1)
        {
            text.Append(CultureInfo.InvariantCulture, $"x{signal.SamplesPerFrame}");
        }
        double gain = signal.IsCalibrated ? signal.Gain : 0;
        text.Append(CultureInfo.InvariantCulture, $" {gain:r}({signal.Baseline})/{signal.Unit}");
        text.Append(CultureInfo.InvariantCulture, $" {signal.Resolution} {signal.Zero} {signal.InitialValue}");
        text.Append(CultureInfo.InvariantCulture, $" {signal.Checksum ?? 0} {signal.BlockSize} {signal.Description}\n");
    }

    private static void CheckName(string name) =>
        Require.That(
            name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'),
            $"'{name}' is no name of a WFDB record: letters, digits, _ and - only",
            nameof(name)
        );

    private static void CheckLine(string text, string what) =>
        Require.That(
            text == text.Trim() && !text.Any(char.IsControl),
            $"{what}, '{text}', cannot be written: it has outer spaces or control characters, which a header loses",
            nameof(text)
        );
}
