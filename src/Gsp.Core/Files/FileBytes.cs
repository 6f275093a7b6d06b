namespace Gsp.Files;

/// <summary>Reads whole files, with one error for those that are too large for an array.</summary>
internal static class FileBytes
{
    public static byte[] ReadAll(string path)
    {
        long length = new FileInfo(path).Length;
        return length <= Array.MaxLength
            ? File.ReadAllBytes(path)
            : throw new GspFormatException(
                path,
                -1,
                "size",
                FormattableString.Invariant($"the file holds {length} bytes; at most {Array.MaxLength} can be read")
            );
    }
}
