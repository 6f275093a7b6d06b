using System.Globalization;
using System.Text;

namespace Gsp.Recordings;

/// <summary>Puts marks into the annotation signal of EDF+: lists of bytes, one for each data record, all of one size (EDF+ specification,
/// section 2.2). <see cref="EdfAnnotationLists"/> reads the same marks back.</summary>
internal sealed class EdfAnnotationWriter
{
    private const int SmallestSize = 64;

    private readonly byte[][] begins;
    private readonly List<byte[]>[] marksOf;

    /// <summary>Places the marks.</summary>
    /// <param name="marks">The marks.</param>
    /// <param name="rate">Samples a second by which they are counted.</param>
    /// <param name="zero">Seconds from the start that the header states to the first sample.</param>
    /// <param name="blocks">The data records.</param>
    /// <exception cref="ArgumentException">A mark has a text or a duration that cannot be written.</exception>
    public EdfAnnotationWriter(IReadOnlyList<Annotation> marks, double rate, double zero, EdfBlocks blocks)
    {
        begins =
        [
            .. Enumerable
                .Range(0, blocks.Count)
                .Select(record => Encoding.ASCII.GetBytes($"{Onset(zero + (record * blocks.Duration))}\x14\x14\0")),
        ];
        (int Record, byte[] Bytes)[] lists =
        [
            .. marks
                .Select(mark => (Record: RecordOf(mark.Sample / rate / blocks.Duration), Bytes: List(mark, rate, zero)))
                .OrderBy(list => list.Record),
        ];
        int longest =
            begins.Max(begin => begin.Length) + lists.Select(list => list.Bytes.Length).DefaultIfEmpty(0).Max();
        Size = Math.Max(SmallestSize, longest + (longest % 2));
        while (Place(lists) is null)
        {
            Size *= 2;
        }
        marksOf = Place(lists)!;

        int RecordOf(double record) => (int)Math.Clamp(Math.Floor(record), 0, blocks.Count - 1);
    }

    /// <summary>Bytes of the annotation signal in a data record; even, since a sample has two.</summary>
    public int Size { get; private set; }

    /// <summary>The annotation signal of a data record.</summary>
    /// <param name="record">The data record.</param>
    /// <param name="bytes">Receives <see cref="Size"/> bytes.</param>
    public void Fill(int record, Span<byte> bytes)
    {
        bytes.Clear();
        begins[record].CopyTo(bytes);
        int at = begins[record].Length;
        foreach (byte[] list in marksOf[record])
        {
            list.CopyTo(bytes[at..]);
            at += list.Length;
        }
    }

    /// <summary>Each mark into the data record of its time, or the next one with room; null where the last ones have none.</summary>
    private List<byte[]>[]? Place((int Record, byte[] Bytes)[] lists)
    {
        List<byte[]>[] placed = [.. begins.Select(_ => new List<byte[]>())];
        int next = 0;
        for (int record = 0; record < placed.Length; record++)
        {
            int room = Size - begins[record].Length;
            for (; next < lists.Length && lists[next].Record <= record && lists[next].Bytes.Length <= room; next++)
            {
                placed[record].Add(lists[next].Bytes);
                room -= lists[next].Bytes.Length;
            }
        }
        return next == lists.Length ? placed : null;
    }

    private static byte[] List(Annotation mark, double rate, double zero)
    {
        string own = mark.Text ?? "";
        string text = mark.Symbol == "\"" && own.Length > 0 ? own : $"{mark.Symbol} {own}".Trim();
        Require.That(
            text.Length > 0 && !text.Any(c => c < ' ' && c is not ('\t' or '\n' or '\r')),
            $"the text of the mark at sample {mark.Sample} cannot be written: EDF+ holds no empty texts and no control characters",
            nameof(mark)
        );
        Require.That(
            mark.Duration >= 0 && double.IsFinite(mark.Duration),
            FormattableString.Invariant(
                $"the mark at sample {mark.Sample} lasts {mark.Duration} s; expected 0 or more"
            ),
            nameof(mark)
        );
        string duration = mark.Duration > 0 ? $"\x15{Seconds(mark.Duration)}" : "";
        return Encoding.UTF8.GetBytes($"{Onset(zero + (mark.Sample / rate))}{duration}\x14{text}\x14\0");
    }

    private static string Onset(double seconds) => (seconds < 0 ? "-" : "+") + Seconds(Math.Abs(seconds));

    // Nanoseconds: finer than any sample.
    private static string Seconds(double seconds) => seconds.ToString("0.#########", CultureInfo.InvariantCulture);
}
