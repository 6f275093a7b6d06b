using System.Text;
using Gsp.Files;

namespace Gsp.Recordings;

/// <summary>Reads MATLAB's MAT-files.</summary>
/// <remarks>
/// Versions 4 and 5 (what MATLAB 5 to 7.2 write, and newer ones unless told <c>-v7.3</c>), either byte order, compressed or not: all numeric
/// classes, complex, logical, text, cell, structure, sparse. Objects and functions are named and not read. Version 7.3 is HDF5 and is
/// refused with the way out. Stateless; thread-safe. Cost: one pass; numbers are converted once, into the type of their class.
/// Format: MathWorks, MAT-File Format (MATLAB 7), chapters 1 and 2.
/// </remarks>
public static class MatFile
{
    /// <summary>Reads a file's variables.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What to read; null for the defaults.</param>
    /// <exception cref="GspFormatException">Not a MAT-file of version 4 or 5, damaged, truncated, larger than the limit, without variables,
    /// or without one that was asked for.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static MatFileContents Read(string path, MatReadOptions? options = null) =>
        Parse(FileBytes.ReadAll(path), options, path);

    /// <summary>Reads the variables from the bytes of a file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="options">What to read; null for the defaults.</param>
    /// <param name="path">The name to give in errors.</param>
    /// <exception cref="GspFormatException">As in <see cref="Read"/>.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static MatFileContents Parse(byte[] bytes, MatReadOptions? options = null, string path = "MAT-file")
    {
        ArgumentNullException.ThrowIfNull(bytes);
        options ??= new MatReadOptions();
        options.Validate();
        RefuseHdf5(bytes, path);
        if (bytes.Length < 4)
        {
            throw new GspFormatException(path, bytes.Length, "header", "the file ends here (truncated?)");
        }
        // Version 5 begins with text, version 4 with a small number, of which one byte at least is zero.
        MatFileContents contents = bytes.AsSpan(0, 4).Contains((byte)0)
            ? new Mat4Reader(bytes, options, path).Read()
            : new Mat5Reader(bytes, options, path).Read();
        if (options.Variables?.Except(contents.Names).FirstOrDefault() is string missing)
        {
            throw new GspFormatException(path, -1, "variables", $"there is no variable '{missing}'");
        }
        return contents.Variables.Count > 0
            ? contents
            : throw new GspFormatException(path, bytes.Length, "variables", "the file holds no variables (truncated?)");
    }

    private static void RefuseHdf5(ReadOnlySpan<byte> bytes, string path)
    {
        ReadOnlySpan<byte> signature = [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];
        const int userBlock = 512;
        bool hdf5 =
            bytes.StartsWith(signature)
            || (bytes.Length > userBlock && bytes[userBlock..].StartsWith(signature))
            || bytes.StartsWith("MATLAB 7.3"u8);
        if (hdf5)
        {
            throw new GspFormatException(
                path,
                0,
                "version",
                "this is a MAT-file of version 7.3, which is HDF5, and HDF5 is not supported; convert it in MATLAB: "
                    + "s = load('file.mat'); save('file7.mat', '-struct', 's', '-v7')"
            );
        }
    }

    /// <summary>Whether a variable was asked for.</summary>
    internal static bool IsWanted(this MatReadOptions options, string name) =>
        options.Variables is null || options.Variables.Contains(name);

    /// <summary>A name or description without the blanks and zeros that fill it.</summary>
    internal static string PaddedText(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? bytes : bytes[..end]).TrimEnd();
    }
}
