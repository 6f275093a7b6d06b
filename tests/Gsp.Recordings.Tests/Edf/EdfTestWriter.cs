using System.Globalization;
using System.Text;
using Gsp.Random;

namespace Gsp.Recordings.Tests;

/// <summary>Writes random EDF files of every kind, with gaps, several rates and annotations, and says what reading them has to give.</summary>
internal sealed class EdfTestWriter
{
    private readonly RandomStream random;
    private readonly MemoryStream file = new();

    public EdfTestWriter(RandomStream random)
    {
        this.random = random;
        Kind = (EdfKind)Below(6);
        bool wide = Kind >= EdfKind.Bdf;
        bool plus = Kind is not (EdfKind.Edf or EdfKind.Bdf);
        bool gaps = Kind is EdfKind.EdfPlusDiscontinuous or EdfKind.BdfPlusDiscontinuous;
        int records = 1 + Below(4);
        int[] blocks = [.. Enumerable.Range(0, 1 + Below(3)).Select(_ => 4 * (1 + Below(5)))];
        const int duration = 2;
        int annotationPlace = plus ? Below(blocks.Length + 1) : -1;
        Header(wide, plus, gaps, records, duration, blocks, annotationPlace);
        Expected = [.. blocks.Select(_ => new List<double>())];
        double begin = plus ? Below(2) * 0.25 : 0;
        First = begin;
        for (int record = 0; record < records; record++)
        {
            // Gaps of half seconds are whole samples at all rates, which are multiples of 2 Hz.
            int halves = gaps && record > 0 ? Below(5) : 0;
            begin += 0.5 * halves;
            for (int k = 0; k <= blocks.Length; k++)
            {
                if (k == annotationPlace)
                {
                    Lists(begin, wide);
                }
                if (k < blocks.Length)
                {
                    Expected[k].AddRange(Enumerable.Repeat(double.NaN, halves * blocks[k] / (2 * duration)));
                    Block(blocks[k], wide, Expected[k]);
                }
            }
            begin += duration;
        }
    }

    public EdfKind Kind { get; }

    public double First { get; }

    public List<double>[] Expected { get; }

    public List<EdfAnnotation> Annotations { get; } = [];

    public byte[] ToArray() => file.ToArray();

    private void Header(bool wide, bool plus, bool gaps, int records, int duration, int[] blocks, int annotationPlace)
    {
        int count = blocks.Length + (plus ? 1 : 0);
        file.Write(wide ? [0xFF, .. "BIOSEMI"u8] : "0       "u8);
        Field("X X X X", 80);
        Field("Startdate 01-APR-1999 X X X", 80);
        Field("01.04.99", 8);
        Field("13.02.03", 8);
        Field($"{256 * (1 + count)}", 8);
        Field(
            plus ? $"{(wide ? "BDF" : "EDF")}+{(gaps ? "D" : "C")}"
                : wide ? "24BIT"
                : "",
            44
        );
        Field($"{records}", 8);
        Field($"{duration}", 8);
        Field($"{count}", 4);
        Func<int, string>[] fields =
        [
            k => k < 0 ? $"{(wide ? "BDF" : "EDF")} Annotations" : $"signal {k}",
            _ => "",
            _ => "uV",
            _ => "-50",
            _ => "350.5",
            _ => wide ? "-8388608" : "-32768",
            _ => wide ? "8388607" : "32767",
            _ => "",
            k => k < 0 ? "120" : $"{blocks[k]}",
            _ => "",
        ];
        int[] widths = [16, 80, 8, 8, 8, 8, 8, 80, 8, 32];
        for (int f = 0; f < fields.Length; f++)
        {
            for (int k = 0; k <= blocks.Length; k++)
            {
                if (k == annotationPlace)
                {
                    Field(fields[f](-1), widths[f]);
                }
                if (k < blocks.Length)
                {
                    Field(fields[f](k), widths[f]);
                }
            }
        }
    }

    private void Lists(double begin, bool wide)
    {
        string text = $"+{Text(begin)}\x14\x14\0";
        for (int k = Below(3); k > 0; k--)
        {
            double onset = First + (Below(1000) / 8.0);
            double? length = Below(2) == 0 ? null : Below(10) / 4.0;
            string said = $"mark {Below(100)} \u00e9";
            text += $"+{Text(onset)}{(length is double d ? $"\x15{Text(d)}" : "")}\x14{said}\x14\0";
            Annotations.Add(new EdfAnnotation(onset - First, length, said));
        }
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        file.Write(bytes);
        file.Write(new byte[(120 * (wide ? 3 : 2)) - bytes.Length]);
    }

    private void Block(int count, bool wide, List<double> expected)
    {
        for (int t = 0; t < count; t++)
        {
            int digital = wide ? Below(1 << 24) - (1 << 23) : Below(1 << 16) - (1 << 15);
            file.Write(
                wide
                    ? [(byte)digital, (byte)(digital >> 8), (byte)(digital >> 16)]
                    : [(byte)digital, (byte)(digital >> 8)]
            );
            double range = wide ? (1 << 24) - 1 : (1 << 16) - 1;
            expected.Add(-50 + ((digital + (wide ? 1 << 23 : 1 << 15)) * 400.5 / range));
        }
    }

    private void Field(string text, int width) => file.Write(Encoding.ASCII.GetBytes(text.PadRight(width)));

    private static string Text(double seconds) => seconds.ToString(CultureInfo.InvariantCulture);

    private int Below(int count) => (int)(random.NextUInt64() % (ulong)count);
}
