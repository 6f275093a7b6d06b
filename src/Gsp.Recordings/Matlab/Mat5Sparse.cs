namespace Gsp.Recordings;

/// <summary>Reads the entries of a sparse matrix: rows, column starts, values.</summary>
internal static class Mat5Sparse
{
    public static MatArray Read(ref Mat5Elements elements, MatArray array, bool complex, bool logical)
    {
        if (array.Dimensions.Count != 2)
        {
            throw elements.Error("dimensions", "a sparse array has two axes");
        }
        int[] rows = elements.Integers("row indices");
        int[] starts = elements.Integers("column starts");
        int columns = array.Dimensions[1];
        bool ordered =
            starts.Length == columns + 1L && starts[0] == 0 && starts.Zip(starts.Skip(1)).All(p => p.First <= p.Second);
        // MATLAB may keep room for more entries than there are.
        if (
            !ordered
            || starts[^1] > rows.Length
            || rows.Take(starts[^1]).Any(row => row < 0 || row >= array.Dimensions[0])
        )
        {
            throw elements.Error(
                "column starts",
                $"{starts.Length} starts and {rows.Length} rows are no matrix of this size"
            );
        }
        int count = starts[^1];
        double[] real = Values(ref elements, count, logical);
        double[]? imaginary = complex ? Values(ref elements, count, logical) : null;
        return array with { Kind = MatKind.Sparse, Sparse = new MatSparse(rows[..count], starts, real, imaginary) };
    }

    private static double[] Values(ref Mat5Elements elements, int count, bool logical)
    {
        ReadOnlySpan<byte> bytes = elements.Next("values", out MatStorage storage);
        // MATLAB says double of logical entries and stores a byte each.
        storage = logical && bytes.Length < 8L * count ? MatStorage.UInt8 : storage;
        int size = storage is MatStorage.Utf8 or MatStorage.Utf16 or MatStorage.Utf32 ? 0 : MatNumbers.Size(storage);
        if (size == 0 || bytes.Length < (long)count * size)
        {
            throw elements.Error("values", $"{bytes.Length} bytes of type {(int)storage} do not hold {count} entries");
        }
        return (double[])MatNumbers.Read(bytes[..(count * size)], storage, MatKind.Double, elements.Swap);
    }
}
