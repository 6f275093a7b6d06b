using System.Buffers.Binary;
using System.Globalization;

namespace Gsp.Recordings;

/// <summary>Reads MIT annotation files: 16-bit words of a code (6 bits) and a step in samples (10 bits), with longer steps and details between.</summary>
/// <remarks>Source: the WFDB manual, annot(5).</remarks>
internal static class AnnotationReader
{
    private const int Skip = 59;
    private const int Number = 60;
    private const int SubType = 61;
    private const int Channel = 62;
    private const int Text = 63;

    /// <summary>Reads a file's bytes.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <exception cref="GspFormatException">The file is damaged, or ends before its end mark.</exception>
    public static WfdbAnnotations Parse(byte[] bytes, string path)
    {
        var marks = new List<(int Code, Annotation Mark)>();
        long sample = 0;
        int at = 0;
        while (true)
        {
            (int code, int data) = Word(bytes, path, ref at);
            if (code == 0 && data == 0)
            {
                break;
            }
            if (code == Skip)
            {
                // Steps have at most 32 bits, so a file would need 2^31 of them to overflow; it cannot hold so many.
                sample += Long(bytes, path, ref at);
            }
            else if (code <= AnnotationCodes.Largest)
            {
                sample += data;
                if (sample < 0)
                {
                    throw new GspFormatException(
                        path,
                        at - 2,
                        "sample",
                        FormattableString.Invariant($"the mark is at sample {sample}, before the record")
                    );
                }
                // Number and channel stay as they are until they are set again; subtype and text do not.
                Annotation last = marks.Count > 0 ? marks[^1].Mark : default;
                marks.Add((code, new Annotation(sample, "", last.Channel, 0, last.Number, "")));
            }
            else
            {
                Detail(bytes, path, code, data, marks, ref at);
            }
        }
        return AnnotationStatements.Apply(marks, path);
    }

    private static void Detail(
        byte[] bytes,
        string path,
        int code,
        int data,
        List<(int Code, Annotation Mark)> marks,
        ref int at
    )
    {
        if (marks.Count == 0)
        {
            throw new GspFormatException(path, at - 2, "details", "they belong to a mark, but no mark comes before");
        }
        (int markCode, Annotation mark) = marks[^1];
        mark = code switch
        {
            Number => mark with { Number = (sbyte)data },
            SubType => mark with { SubType = (sbyte)data },
            Channel => mark with { Channel = (byte)data },
            Text => mark with { Text = Aux(bytes, path, data, ref at) },
            _ => throw new GspFormatException(
                path,
                at - 2,
                "code",
                code.ToString(CultureInfo.InvariantCulture) + " is no code of an annotation file; is this one?"
            ),
        };
        marks[^1] = (markCode, mark);
    }

    private static (int Code, int Data) Word(byte[] bytes, string path, ref int at)
    {
        if (at + 2 > bytes.Length)
        {
            throw new GspFormatException(
                path,
                bytes.Length,
                "end",
                "the file is truncated: it ends without its end mark, a word of 0"
            );
        }
        int word = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));
        at += 2;
        return (word >> 10, word & 0x3ff);
    }

    // The high word comes first, as a PDP-11 keeps long integers.
    private static int Long(byte[] bytes, string path, ref int at)
    {
        if (at + 4 > bytes.Length)
        {
            throw new GspFormatException(path, at, "skip", "the file is truncated inside a step of 4 bytes");
        }
        int high = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));
        int low = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at + 2));
        at += 4;
        return (high << 16) | low;
    }

    private static string Aux(byte[] bytes, string path, int length, ref int at)
    {
        if (at + length > bytes.Length)
        {
            throw new GspFormatException(
                path,
                at,
                "text",
                FormattableString.Invariant($"the file is truncated inside a text of {length} bytes")
            );
        }
        ReadOnlySpan<byte> text = bytes.AsSpan(at, length);
        at += length + (length & 1);
        return HeaderCursor.Text(text.TrimEnd((byte)0));
    }
}
