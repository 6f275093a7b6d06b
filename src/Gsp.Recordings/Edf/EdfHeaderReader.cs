using System.Globalization;
using System.Text;

namespace Gsp.Recordings;

/// <summary>Reads the header of an EDF file: fields of fixed width in ASCII (Kemp et al. 1992, EDF; Kemp and Olivan 2003, EDF+).</summary>
internal ref struct EdfHeaderReader
{
    private const int FixedSize = 256;

    private readonly ReadOnlySpan<byte> bytes;
    private readonly bool acceptOddDate;
    private readonly string path;
    private int position;

    public EdfHeaderReader(ReadOnlySpan<byte> bytes, bool acceptOddDate, string path)
    {
        this.acceptOddDate = acceptOddDate;
        this.bytes = bytes;
        this.path = path;
    }

    public EdfHeader Read()
    {
        RequireLength(FixedSize);
        bool wide = bytes[0] == 0xFF && bytes[1..8].SequenceEqual("BIOSEMI"u8);
        if (!wide && Text(8) != "0")
        {
            throw Error(0, "version", "the file does not begin with '0' and seven blanks: this is no EDF file");
        }
        position = 8;
        string patient = Text(80);
        string recording = Text(80);
        DateTime? start = Start(recording);
        int headerSize = Integer(8, "header bytes", FixedSize, int.MaxValue);
        EdfKind kind = Kind(Text(44), wide);
        int records = Integer(8, "number of data records", -1, int.MaxValue);
        double duration = Real(8, "duration of a data record");
        int count = Integer(4, "number of signals", 1, 9999);
        if (headerSize != FixedSize * (1 + count))
        {
            throw Error(
                184,
                "header bytes",
                $"{headerSize}; a header of {count} signals has {FixedSize * (1 + count)} (damaged)"
            );
        }
        RequireLength(headerSize);
        EdfSignal[] signals = Signals(count, wide);
        // Only annotations can do without a duration.
        if (duration < 0 || (duration < 1e-6 && signals.Any(signal => !signal.IsAnnotations)))
        {
            throw Error(
                244,
                "duration of a data record",
                FormattableString.Invariant($"{duration} s; with signals it is at least a microsecond")
            );
        }
        return new EdfHeader
        {
            Kind = kind,
            Patient = patient,
            RecordingId = recording,
            Start = start,
            Records = records,
            RecordDuration = duration,
            Signals = signals,
        };
    }

    /// <summary>Whether a scale follows from what the header states of a signal; only a signal that is read needs one.</summary>
    /// <param name="header">The header.</param>
    /// <param name="k">The signal.</param>
    /// <param name="path">The name to give in errors.</param>
    public static void RequireScale(EdfHeader header, int k, string path)
    {
        EdfSignal signal = header.Signals[k];
        // Before the physical minima stand label, transducer and unit of all signals; each number has 8 characters.
        int physical = FixedSize + (header.Signals.Count * (16 + 80 + 8)) + (8 * k);
        int block = 8 * header.Signals.Count;
        if (signal.DigitalMinimum >= signal.DigitalMaximum)
        {
            throw new GspFormatException(
                path,
                physical + (2 * block),
                $"digital minimum of '{signal.Label}'",
                $"{signal.DigitalMinimum} is not below the digital maximum {signal.DigitalMaximum}; leave the signal out by naming the others in Channels"
            );
        }
        if (!double.IsFinite(signal.Gain) || signal.Gain == 0)
        {
            throw new GspFormatException(
                path,
                physical + block,
                $"physical maximum of '{signal.Label}'",
                FormattableString.Invariant(
                    $"{signal.PhysicalMinimum} to {signal.PhysicalMaximum} is no range that a scale follows from; leave the signal out by naming the others in Channels"
                )
            );
        }
    }

    private static EdfKind Kind(string reserved, bool wide)
    {
        EdfKind plain = wide ? EdfKind.Bdf : EdfKind.Edf;
        return reserved.StartsWith(wide ? "BDF+C" : "EDF+C", StringComparison.Ordinal) ? plain + 1
            : reserved.StartsWith(wide ? "BDF+D" : "EDF+D", StringComparison.Ordinal) ? plain + 2
            : plain;
    }

    /// <summary>Each field stands for all signals before the next field follows.</summary>
    private EdfSignal[] Signals(int count, bool wide)
    {
        string[] labels = Texts(count, 16);
        string[] transducers = Texts(count, 80);
        string[] units = Texts(count, 8);
        double[] physicalMinima = Reals(count, "physical minimum");
        double[] physicalMaxima = Reals(count, "physical maximum");
        int least = wide ? -(1 << 23) : short.MinValue;
        int[] minima = Integers(count, "digital minimum", least, -least - 1);
        int[] maxima = Integers(count, "digital maximum", least, -least - 1);
        string[] prefilters = Texts(count, 80);
        int[] samples = Integers(count, "samples in a data record", 1, 99_999_999);
        var signals = new EdfSignal[count];
        for (int k = 0; k < count; k++)
        {
            string label = labels[k].Length > 0 ? labels[k] : FormattableString.Invariant($"signal {k + 1}");
            signals[k] = new EdfSignal(
                label,
                transducers[k],
                units[k],
                physicalMinima[k],
                physicalMaxima[k],
                minima[k],
                maxima[k],
                prefilters[k],
                samples[k]
            );
        }
        return signals;
    }

    private DateTime? Start(string recording)
    {
        int at = position;
        string date = Text(8);
        string time = Text(8);
        if (date.Trim('0', '.', ' ').Length == 0)
        {
            return null;
        }
        if (
            !DateTime.TryParseExact(
                $"{date} {time}",
                "dd.MM.yy HH.mm.ss",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out DateTime start
            )
        )
        {
            return acceptOddDate
                ? null
                : throw Error(
                    at,
                    "start",
                    $"date '{date}' and time '{time}' are not dd.mm.yy and hh.mm.ss of a day that exists; set AcceptOddDate to read the file without its start"
                );
        }
        // Two digits of a year mean 1985 to 2084; later ones are in the words of EDF+ alone.
        int century = start.Year % 100 >= 85 ? 1900 : 2000;
        start = start.AddYears(century + (start.Year % 100) - start.Year);
        string[] words = recording.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (recording.StartsWith("Startdate X ", StringComparison.Ordinal) && start == new DateTime(1985, 1, 1))
        {
            // How EDF+ writes that the start is not known.
            return null;
        }
        return
            words.Length > 1
            && words[0] == "Startdate"
            && DateTime.TryParseExact(
                words[1],
                "dd-MMM-yyyy",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out DateTime day
            )
            ? day + start.TimeOfDay
            : start;
    }

    private string[] Texts(int count, int width)
    {
        var texts = new string[count];
        for (int k = 0; k < count; k++)
        {
            texts[k] = Text(width);
        }
        return texts;
    }

    private double[] Reals(int count, string field)
    {
        var numbers = new double[count];
        for (int k = 0; k < count; k++)
        {
            numbers[k] = Real(8, FormattableString.Invariant($"{field} of signal {k + 1}"));
        }
        return numbers;
    }

    private int[] Integers(int count, string field, int least, int most)
    {
        var numbers = new int[count];
        for (int k = 0; k < count; k++)
        {
            numbers[k] = Integer(8, FormattableString.Invariant($"{field} of signal {k + 1}"), least, most);
        }
        return numbers;
    }

    private int Integer(int width, string field, int least, int most)
    {
        int at = position;
        string text = Text(width);
        return
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            && value >= least
            && value <= most
            ? value
            : throw Error(at, field, $"'{text}' is not a whole number from {least} to {most}");
    }

    private double Real(int width, string field)
    {
        int at = position;
        string text = Text(width);
        return
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && double.IsFinite(value)
            ? value
            : throw Error(at, field, $"'{text}' is not a number (a decimal point is needed, not a comma)");
    }

    private string Text(int width)
    {
        string text = Encoding.Latin1.GetString(bytes.Slice(position, width)).Trim(' ', '\0');
        position += width;
        return text;
    }

    private readonly void RequireLength(int length)
    {
        if (bytes.Length < length)
        {
            throw Error(bytes.Length, "header", $"the file ends inside the header of {length} bytes (truncated?)");
        }
    }

    private readonly GspFormatException Error(int at, string field, string reason) => new(path, at, field, reason);
}
