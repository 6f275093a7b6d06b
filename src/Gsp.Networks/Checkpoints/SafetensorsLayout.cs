using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Gsp.Networks;

/// <summary>The order and the header of a file to be written.</summary>
/// <remarks>
/// The largest alignment comes first and the header is filled up with spaces to a multiple of 8, so that every tensor of whole bytes lies at a
/// multiple of its element's size; within a type the names count, by their UTF-8 bytes. The reference implementation lays out its files so, and
/// the JSON is written as it writes it: without spaces, and only quotes, back-slashes and control characters escaped.
/// </remarks>
internal sealed class SafetensorsLayout
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private readonly SafetensorsSource[] tensors;
    private readonly byte[] header;

    /// <summary>Orders the tensors and makes the header.</summary>
    public SafetensorsLayout(IEnumerable<SafetensorsSource> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        this.tensors =
        [
            .. tensors
                .Select(tensor => (Tensor: tensor, Name: Encoded(tensor.Name, "a tensor's name")))
                .OrderByDescending(pair => pair.Tensor.Dtype.Rank)
                .ThenBy(pair => pair.Name, Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))
                .Select(pair => pair.Tensor),
        ];
        header = Encoded(Json(metadata), "metadata");
        int padded = (header.Length + 7) / 8 * 8;
        int length = header.Length;
        Array.Resize(ref header, padded);
        header.AsSpan(length).Fill((byte)' ');
        Require.That(
            header.Length <= SafetensorsHeader.LongestHeader,
            FormattableString.Invariant(
                $"the header takes {header.Length} bytes; at most {SafetensorsHeader.LongestHeader} are allowed"
            ),
            nameof(tensors)
        );
    }

    /// <summary>Writes the whole file.</summary>
    public void WriteTo(Stream stream)
    {
        Span<byte> prefix = stackalloc byte[SafetensorsHeader.PrefixLength];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.Length);
        stream.Write(prefix);
        stream.Write(header);
        foreach (SafetensorsSource tensor in tensors)
        {
            tensor.WriteTo(stream);
        }
    }

    private string Json(IReadOnlyDictionary<string, string>? metadata)
    {
        var text = new StringBuilder("{");
        var names = new HashSet<string>(StringComparer.Ordinal) { SafetensorsHeader.MetadataName };
        if (metadata is not null)
        {
            AppendText(text, SafetensorsHeader.MetadataName).Append(":{");
            string separator = "";
            foreach ((string key, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                AppendText(text.Append(separator), key).Append(':');
                AppendText(text, value);
                separator = ",";
            }
            text.Append('}');
        }
        long offset = 0;
        foreach (SafetensorsSource tensor in tensors)
        {
            Require.That(
                names.Add(tensor.Name),
                $"the name '{tensor.Name}' occurs twice or is reserved",
                nameof(tensors)
            );
            AppendText(text.Append(text.Length == 1 ? "" : ","), tensor.Name);
            text.Append(
                CultureInfo.InvariantCulture,
                $":{{\"dtype\":\"{tensor.Dtype}\",\"shape\":[{string.Join(',', tensor.Shape.Select(d => d.ToString(CultureInfo.InvariantCulture)))}],"
            );
            text.Append(
                CultureInfo.InvariantCulture,
                $"\"data_offsets\":[{offset},{checked(offset + tensor.Length)}]}}"
            );
            offset += tensor.Length;
        }
        return text.Append('}').ToString();
    }

    private static StringBuilder AppendText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }
        return text.Append('"');
    }

    private static byte[] Encoded(string text, string what)
    {
        try
        {
            return Utf8.GetBytes(text);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException($"{what} holds half of a surrogate pair, which no file can hold", what, e);
        }
    }
}
