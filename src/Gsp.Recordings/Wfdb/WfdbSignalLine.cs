using System.Globalization;

namespace Gsp.Recordings;

/// <summary>Reads one signal line: file format[x samples a frame][:skew][+offset] [gain[(baseline)][/unit] [resolution [zero [initial value
/// [checksum [block size [description]]]]]]].</summary>
internal static class WfdbSignalLine
{
    /// <summary>Reads the line; a field that is absent takes the manual's default, and so do all after it.</summary>
    /// <param name="line">The line, at its first field.</param>
    /// <param name="record">The record's name, for signals without a description.</param>
    /// <param name="index">The signal's place.</param>
    public static WfdbSignal Parse(HeaderCursor line, string record, int index)
    {
        string file = line.Word();
        if (!line.Next())
        {
            throw line.Error("format", $"the signal of file '{file}' has no format");
        }
        WfdbSignal signal = Storage(line, file);
        int? baseline = null;
        if (line.Next())
        {
            (signal, baseline) = Calibration(line, signal);
        }
        // A value is taken only where its field is there, so fields end one after the other.
        int resolution = line.Next()
            ? (int)line.Integer("ADC resolution", 0, 64)
            : WfdbFormat.DefaultResolution(signal.Format);
        int zero = line.Next() ? (int)line.Integer("ADC zero", int.MinValue, int.MaxValue) : 0;
        int initial = line.Next() ? (int)line.Integer("initial value", int.MinValue, int.MaxValue) : zero;
        int? checksum = line.Next() ? (int)line.Integer("checksum", short.MinValue, ushort.MaxValue) : null;
        int block = line.Next() ? (int)line.Integer("block size", 0, int.MaxValue) : 0;
        string description = line.Rest();
        return signal with
        {
            Baseline = baseline ?? zero,
            Resolution = resolution,
            Zero = zero,
            InitialValue = initial,
            Checksum = checksum,
            BlockSize = block,
            Description =
                description.Length > 0
                    ? description
                    : string.Create(CultureInfo.InvariantCulture, $"record {record}, signal {index}"),
        };
    }

    private static WfdbSignal Storage(HeaderCursor line, string file)
    {
        int at = line.Position;
        int format = (int)line.Integer("format", 0, int.MaxValue, "x:+");
        if (!WfdbFormat.Known.Contains(format))
        {
            throw line.ErrorAt(
                at,
                "format",
                FormattableString.Invariant(
                    $"format {format} of file '{file}' is not known; {string.Join(", ", WfdbFormat.Known)} are"
                )
            );
        }
        return new WfdbSignal
        {
            FileName = file,
            Format = format,
            Description = "",
            IsCalibrated = false,
            SamplesPerFrame = line.Take('x') ? (int)line.Integer("samples per frame", 1, int.MaxValue, ":+") : 1,
            Skew = line.Take(':') ? (int)line.Integer("skew", 0, int.MaxValue, "+") : 0,
            ByteOffset = line.Take('+') ? line.Integer("byte offset", 0, long.MaxValue / 64) : 0,
        };
    }

    private static (WfdbSignal Signal, int? Baseline) Calibration(HeaderCursor line, WfdbSignal signal)
    {
        double gain = line.Real("gain", "(/");
        int? baseline = null;
        if (line.Take('('))
        {
            baseline = (int)line.Integer("baseline", int.MinValue, int.MaxValue, ")");
            line.Expect(')', "baseline");
        }
        string unit = line.Take('/') ? line.Word() : "";
        return (
            signal with
            {
                Gain = gain == 0 ? WfdbSignal.DefaultGain : gain,
                IsCalibrated = gain != 0,
                Unit = unit.Length > 0 ? unit : "mV",
            },
            baseline
        );
    }
}
