using System.Globalization;
using System.Text;

namespace Gsp.Recordings;

/// <summary>Reads the time-stamped annotation lists of one data record of an EDF+ file (EDF+ specification, section 2.2).</summary>
/// <remarks>A list is <c>onset [21 duration] 20 text 20 text 20 0</c>, with the bytes 20 and 21 as marks; zeros fill the rest. The first
/// list of a record begins with an empty text and says when the record begins.</remarks>
internal static class EdfAnnotationLists
{
    private const byte TextMark = 20;
    private const byte DurationMark = 21;

    /// <summary>Reads the lists of one annotation signal.</summary>
    /// <param name="bytes">The signal's bytes in one data record.</param>
    /// <param name="offset">Where they lie in the file.</param>
    /// <param name="path">The name to give in errors.</param>
    /// <param name="annotations">Receives the annotations.</param>
    /// <returns>The onset of the first list, if it begins with an empty text: when the record begins, in seconds.</returns>
    public static double? Read(ReadOnlySpan<byte> bytes, long offset, string path, List<EdfAnnotation> annotations)
    {
        double? begin = null;
        bool first = true;
        for (int at = 0; at < bytes.Length; )
        {
            if (bytes[at] == 0)
            {
                at++;
                continue;
            }
            int start = at;
            int mark = bytes[at..].IndexOfAny(TextMark, DurationMark);
            int end = bytes[at..].IndexOf((byte)0);
            end = end < 0 ? bytes.Length : at + end;
            if (mark < 0 || at + mark >= end)
            {
                throw Error("annotation", "an onset without the mark that ends it (damaged)");
            }
            double onset = Number(bytes.Slice(at, mark), signed: true);
            at += mark;
            double? duration = null;
            if (bytes[at] == DurationMark)
            {
                int length = bytes[(at + 1)..end].IndexOf(TextMark);
                if (length < 0)
                {
                    throw Error("annotation", "a duration without the mark that ends it (damaged)");
                }
                duration = length == 0 ? null : Number(bytes.Slice(at + 1, length), signed: false);
                at += 1 + length;
            }
            if (bytes[end - 1] != TextMark)
            {
                throw Error("annotation", "a text without the mark that ends it (damaged)");
            }
            bool opening = true;
            for (at++; at < end; opening = false)
            {
                int length = bytes[at..end].IndexOf(TextMark);
                if (length > 0)
                {
                    string text = Encoding.UTF8.GetString(bytes.Slice(at, length));
                    annotations.Add(new EdfAnnotation(onset, duration, text));
                }
                else if (first && opening)
                {
                    begin = onset;
                }
                at += length + 1;
            }
            first = false;

            GspFormatException Error(string field, string reason) => new(path, offset + start, field, reason);
            double Number(ReadOnlySpan<byte> text, bool signed) =>
                double.TryParse(
                    text,
                    NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out double value
                )
                && double.IsFinite(value)
                && (signed ? text[0] is (byte)'+' or (byte)'-' : value >= 0)
                    ? value
                    : throw Error(
                        signed ? "annotation onset" : "annotation duration",
                        $"'{Encoding.Latin1.GetString(text)}' is not a number of seconds"
                    );
        }
        return begin;
    }
}
