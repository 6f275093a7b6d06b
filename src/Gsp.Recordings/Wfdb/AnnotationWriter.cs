using System.Globalization;
using System.Text;

namespace Gsp.Recordings;

/// <summary>Writes MIT annotation files; <see cref="AnnotationReader"/> reads the same marks back.</summary>
internal static class AnnotationWriter
{
    private const int LongestStep = 1023;
    private const int LongestText = 255;

    /// <summary>The file's bytes.</summary>
    /// <param name="marks">The marks, by time.</param>
    /// <param name="rate">Samples a second by which they are counted; null for the record's frames.</param>
    /// <exception cref="ArgumentException">The marks are not ordered, or one cannot be written.</exception>
    public static byte[] Bytes(IReadOnlyList<Annotation> marks, double? rate)
    {
        Dictionary<string, int> own = OwnCodes(marks);
        var stream = new MemoryStream();
        long last = 0;
        Annotation before = default;
        foreach (string text in AnnotationStatements.Texts(rate, [.. own.Select(pair => (pair.Value, pair.Key, ""))]))
        {
            Append(stream, AnnotationCodes.Note, 0, default, default, text);
        }
        if (stream.Length > 0)
        {
            // What ends the statements: see AnnotationStatements.
            Append(stream, 0, 0, default, default, "");
        }
        for (int k = 0; k < marks.Count; k++)
        {
            Annotation mark = marks[k];
            Check(mark, last, k);
            int code = own.TryGetValue(mark.Symbol, out int given) ? given : AnnotationCodes.Code(mark.Symbol);
            Append(stream, code, mark.Sample - last, mark, before, mark.Text ?? "");
            (last, before) = (mark.Sample, mark);
        }
        Word(stream, 0, 0);
        return stream.ToArray();
    }

    private static void Append(Stream stream, int code, long step, Annotation mark, Annotation before, string text)
    {
        if (step > LongestStep)
        {
            step = Skip(stream, step);
        }
        if (code == 0 && step == 0)
        {
            // Code 0 with step 0 is the file's end: go back by one, and on again.
            step = 1 + Skip(stream, -1);
        }
        Word(stream, code, (int)step);
        if (mark.SubType != 0)
        {
            Word(stream, 61, mark.SubType & 0xff);
        }
        if (mark.Channel != before.Channel)
        {
            Word(stream, 62, mark.Channel);
        }
        if (mark.Number != before.Number)
        {
            Word(stream, 60, mark.Number & 0xff);
        }
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > 0)
        {
            Require.That(
                bytes.Length <= LongestText && bytes[^1] != 0,
                FormattableString.Invariant(
                    $"the text '{text}' of a mark has {bytes.Length} bytes; at most {LongestText} are written, and no zero at the end"
                ),
                "marks"
            );
            Word(stream, 63, bytes.Length);
            stream.Write(bytes);
            if ((bytes.Length & 1) != 0)
            {
                stream.WriteByte(0);
            }
        }
    }

    // Long steps: as many of 32 bits as it takes. The high word goes first.
    private static long Skip(Stream stream, long step)
    {
        while (step != 0)
        {
            int part = (int)Math.Min(step, int.MaxValue);
            Word(stream, 59, 0);
            stream.Write([(byte)(part >> 16), (byte)(part >> 24), (byte)part, (byte)(part >> 8)]);
            step -= part;
        }
        return 0;
    }

    private static void Word(Stream stream, int code, int data)
    {
        stream.WriteByte((byte)data);
        stream.WriteByte((byte)((code << 2) | (data >> 8)));
    }

    private static void Check(Annotation mark, long last, int place)
    {
        Require.That(
            mark.Sample >= last,
            FormattableString.Invariant(
                $"mark {place} is at sample {mark.Sample}, before {last}; marks are written by time, from sample 0"
            ),
            "marks"
        );
        Require.InRange(mark.Channel, 0, 255, "a mark's channel is one byte");
        Require.InRange(mark.SubType, -128, 127, "a mark's subtype is one byte");
        Require.InRange(mark.Number, -128, 127, "a mark's number is one byte");
    }

    // Symbols that have no code get one of the free codes, and the file says so.
    private static Dictionary<string, int> OwnCodes(IReadOnlyList<Annotation> marks)
    {
        var used = marks.Select(mark => AnnotationCodes.Code(mark.Symbol)).Where(code => code >= 0).ToHashSet();
        var free = new Queue<int>(
            Enumerable
                .Range(AnnotationCodes.FirstFree, AnnotationCodes.Largest - AnnotationCodes.FirstFree + 1)
                .Where(code => !used.Contains(code))
        );
        var own = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Annotation mark in marks)
        {
            if (AnnotationCodes.Code(mark.Symbol) >= 0 || own.ContainsKey(mark.Symbol))
            {
                continue;
            }
            Require.That(
                mark.Symbol.Length > 0
                    && !mark.Symbol.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
                    && free.Count > 0,
                $"symbol '{mark.Symbol}' cannot be written: a file holds at most {(AnnotationCodes.Largest - AnnotationCodes.FirstFree + 1).ToString(CultureInfo.InvariantCulture)} symbols of its own, without spaces",
                "marks"
            );
            own[mark.Symbol] = free.Dequeue();
        }
        return own;
    }
}
