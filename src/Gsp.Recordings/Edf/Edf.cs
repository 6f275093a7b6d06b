using Gsp.Files;

namespace Gsp.Recordings;

/// <summary>Reads and writes recordings in the European Data Format: EDF, EDF+ with annotations and gaps, and their 24-bit kin BDF and BDF+ (read only).</summary>
/// <remarks>
/// Samples are physical values, by the scale that each signal's header states; rates differ by signal. Annotations become marks with the
/// symbol <c>"</c>, at the highest rate of the channels read; <see cref="ReadContents"/> has their times as the file states them. The gaps of a
/// discontinuous file are NaN. Stateless; thread-safe. Cost: one pass; 8 bytes a sample beside the file's bytes.
/// Formats: Kemp et al., Electroencephalogr. Clin. Neurophysiol. 82 (1992) 391; Kemp and Olivan, Clin. Neurophysiol. 114 (2003) 1755.
/// </remarks>
public static class Edf
{
    /// <summary>Reads a recording.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What to read; null for the defaults.</param>
    /// <exception cref="GspFormatException">No EDF, damaged, truncated, without a signal that was asked for, or with gaps over the limit.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static Recording Read(string path, EdfReadOptions? options = null) => ReadContents(path, options).Recording;

    /// <summary>Reads a recording with its header, the times of its annotations, and notices.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What to read; null for the defaults.</param>
    /// <exception cref="GspFormatException">As in <see cref="Read"/>.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static EdfContents ReadContents(string path, EdfReadOptions? options = null) =>
        Parse(FileBytes.ReadAll(path), options, path);

    /// <summary>Reads a recording from the bytes of a file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="options">What to read; null for the defaults.</param>
    /// <param name="path">The name to give in errors, and to the recording.</param>
    /// <exception cref="GspFormatException">As in <see cref="Read"/>.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static EdfContents Parse(byte[] bytes, EdfReadOptions? options = null, string path = "recording.edf")
    {
        ArgumentNullException.ThrowIfNull(bytes);
        options ??= new EdfReadOptions();
        options.Validate();
        return new EdfReader(bytes, options, path).Read();
    }

    /// <summary>Writes a recording as EDF, or as EDF+ where plain EDF cannot hold it: with marks, or a start that is unknown, has parts of a
    /// second or lies outside 1985 to 2084.</summary>
    /// <remarks>Samples of 16 bits: by the channel's gain and baseline where the header's eight characters hold that scale and 16 bits the values,
    /// else over the channel's own range; a value read back is at most half a step away. Marks become annotations at their time with duration; the text is
    /// the mark's, after its symbol where that is not <c>"</c>. Channel, subtype and number of marks and comments other than patient and recording are not
    /// kept. Cost: two passes.</remarks>
    /// <param name="recording">Its channels must last equally long and have rates that make a common data record; marks count at the highest rate.</param>
    /// <param name="path">The file to write; complete or absent.</param>
    /// <param name="options">How to write; null for the defaults.</param>
    /// <returns>What a person may want to know: shortened names, samples that fill the last data record.</returns>
    /// <exception cref="ArgumentException">No samples, rates or lengths that do not fit, missing or infinite samples, values that eight characters
    /// cannot state, or a text that cannot be written.</exception>
    public static IReadOnlyList<string> Write(Recording recording, string path, EdfWriteOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var writer = new EdfWriter(recording, options ?? new EdfWriteOptions());
        AtomicFile.Write(path, writer.Write);
        return writer.Notices;
    }
}
