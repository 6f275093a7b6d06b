using Gsp.Files;

namespace Gsp.Recordings;

/// <summary>Reads recordings in the European Data Format: EDF, EDF+ with annotations and gaps, and their 24-bit kin BDF and BDF+.</summary>
/// <remarks>
/// Samples are physical values, by the scale that each signal's header states; rates differ by signal. Annotations become marks with the
/// symbol <c>"</c>, at the highest rate of the channels read; <see cref="ReadContents"/> has their times and durations. The gaps of a
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
}
