using System.Text;

namespace Gsp.Recordings;

/// <summary>Reads the characters of a text array, which may be stored as numbers or in one of three encodings.</summary>
internal static class Mat5Text
{
    public static string Read(ref Mat5Elements elements, int[] dimensions, long count)
    {
        ReadOnlySpan<byte> bytes = elements.Next("text", out MatStorage storage);
        int size = MatNumbers.Size(storage);
        if (size == 0 || size > 4 || storage == MatStorage.Single || bytes.Length % size != 0)
        {
            throw elements.Error("text", $"{bytes.Length} bytes of type {(int)storage} are no text");
        }
        string text = storage switch
        {
            MatStorage.Utf8 => Encoding.UTF8.GetString(bytes),
            MatStorage.Utf32 => Wide(bytes, elements.Swap),
            MatStorage.Int8 or MatStorage.UInt8 => Encoding.Latin1.GetString(bytes),
            _ => Units(bytes, storage, elements.Swap),
        };
        // Characters of several bytes or units make a single line longer or shorter than its dimensions say; writers differ in what
        // they count. Several lines have to be a rectangle.
        bool line = dimensions.Length == 2 && dimensions[0] == 1;
        return line || text.Length == count || (count == 0 && bytes.IsEmpty)
            ? text
            : throw elements.Error(
                "text",
                FormattableString.Invariant($"{text.Length} characters are there; {count} were promised")
            );
    }

    private static string Units(ReadOnlySpan<byte> bytes, MatStorage storage, bool swap)
    {
        MatStorage units = storage == MatStorage.Utf16 ? MatStorage.UInt16 : storage;
        var numbers = (ushort[])MatNumbers.Read(bytes, units, MatKind.UInt16, swap);
        return string.Create(
            numbers.Length,
            numbers,
            static (text, from) =>
            {
                for (int k = 0; k < text.Length; k++)
                {
                    text[k] = (char)from[k];
                }
            }
        );
    }

    private static string Wide(ReadOnlySpan<byte> bytes, bool swap) =>
        new UTF32Encoding(bigEndian: swap == BitConverter.IsLittleEndian, byteOrderMark: false).GetString(bytes);
}
