namespace Gsp.Recordings;

/// <summary>Reads and writes PhysioNet's WFDB records: headers, signal files of every format, annotations.</summary>
/// <remarks>
/// <para>A record is named by its path without extension, or by its header's path with <c>.hea</c>. Range reads take only the bytes they need
/// (format 8, which stores differences, and FLAC are read from the start). Safe from several threads.</para>
/// <para>Errors: a header that is not there is a <see cref="FileNotFoundException"/>; whatever is wrong inside it, or in files that it names
/// (absent ones included), is a <see cref="GspFormatException"/>; a range or channel that the record does not have is an
/// <see cref="ArgumentException"/>. Source: the WFDB manual, header(5), signal(5), annot(5).</para>
/// </remarks>
public static class Wfdb
{
    /// <summary>Reads a record in physical units.</summary>
    /// <param name="record">Path without extension, or of the header.</param>
    /// <param name="options">What to read; null for everything.</param>
    /// <returns>Channels [sample] in their units, NaN where missing.</returns>
    /// <exception cref="FileNotFoundException">There is no header.</exception>
    /// <exception cref="GspFormatException">A file is damaged, absent, or not what the header says.</exception>
    /// <exception cref="ArgumentException">The record has no such range or channel.</exception>
    public static Recording Read(string record, WfdbReadOptions? options = null)
    {
        (RecordFolder folder, string name) = RecordFolder.Of(record);
        return Read(folder, name, options);
    }

    /// <summary>Reads a record's digital samples.</summary>
    /// <param name="record">Path without extension, or of the header.</param>
    /// <param name="options">What to read; null for everything.</param>
    /// <exception cref="FileNotFoundException">There is no header.</exception>
    /// <exception cref="GspFormatException">As for <see cref="Read(string, WfdbReadOptions?)"/>; also where a signal's gain, baseline or unit
    /// changes between segments, so that its digital values cannot be compared.</exception>
    /// <exception cref="ArgumentException">The record has no such range or channel.</exception>
    public static DigitalRecord ReadDigital(string record, WfdbReadOptions? options = null)
    {
        (RecordFolder folder, string name) = RecordFolder.Of(record);
        return ReadDigital(folder, name, options);
    }

    /// <summary>Reads a record in physical units block by block, for records larger than memory.</summary>
    /// <param name="record">Path without extension, or of the header.</param>
    /// <param name="frames">Frames of each block; the last may be shorter.</param>
    /// <param name="options">What to read; null for everything. Checksums are not verified: no block is whole.</param>
    /// <returns>The blocks in order, each read when it is asked for. Their starts and marks are those of their own range.</returns>
    /// <remarks>Each block costs a range read; FLAC is unpacked once, its compressed bytes held. Format 8 is read from its start for every block: take large
    /// blocks there.</remarks>
    /// <exception cref="FileNotFoundException">There is no header.</exception>
    /// <exception cref="GspFormatException">As for <see cref="Read(string, WfdbReadOptions?)"/>.</exception>
    /// <exception cref="ArgumentException">The record has no such range or channel, or a block has no frame.</exception>
    public static IEnumerable<Recording> ReadBlocks(string record, int frames, WfdbReadOptions? options = null)
    {
        Require.Positive(frames, "frames of a block", nameof(frames));
        (RecordFolder folder, string name) = RecordFolder.Of(record);
        // What is wrong with the call is said at once, not with the first block.
        new RecordReader(folder, name, options).Dispose();
        return Blocks();

        IEnumerable<Recording> Blocks()
        {
            using var reader = new RecordReader(folder, name, options);
            (long first, long end) = (reader.From, reader.To);
            for (long from = first; from < end; from += frames)
            {
                reader.MoveTo(from, Math.Min(from + frames, end));
                yield return Read(reader);
            }
        }
    }

    /// <summary>Reads a header.</summary>
    /// <param name="record">Path without extension, or of the header.</param>
    /// <exception cref="FileNotFoundException">There is no header.</exception>
    /// <exception cref="GspFormatException">The header is damaged.</exception>
    public static WfdbHeader ReadHeader(string record)
    {
        (RecordFolder folder, string name) = RecordFolder.Of(record);
        return folder.Header(name);
    }

    /// <summary>Reads an annotation file of any extension: <c>.atr</c>, <c>.qrs</c> and so on.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The marks in the file's order; their samples are counted at the record's frame rate, or at the file's own where it states one
    /// (<see cref="ReadAnnotationFile"/> tells).</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="GspFormatException">The file is damaged, truncated, or no MIT annotation file.</exception>
    public static IReadOnlyList<Annotation> ReadAnnotations(string path) => ReadAnnotationFile(path).Marks;

    /// <summary>Reads an annotation file with what it says about itself.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The marks, their rate, and the meanings of symbols of the file's own.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="GspFormatException">The file is damaged, truncated, or no MIT annotation file.</exception>
    public static WfdbAnnotations ReadAnnotationFile(string path) =>
        RecordFolder.Of(path).Folder.Annotations(Path.GetFileName(path));

    /// <summary>Writes an annotation file: complete or not at all.</summary>
    /// <param name="path">The file, such as <c>100.atr</c>.</param>
    /// <param name="annotations">The marks, by time, from sample 0. A symbol that is none of WFDB's gets one of 8 free codes, which the file states.</param>
    /// <param name="rate">Samples a second by which the marks are counted, in Hz; null for the record's frames.</param>
    /// <exception cref="ArgumentException">The marks are not by time, or one has a value that the format cannot hold.</exception>
    public static void WriteAnnotations(string path, IReadOnlyList<Annotation> annotations, double? rate = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(annotations);
        if (rate is double value)
        {
            Require.Positive(value, "a rate in Hz", nameof(rate));
        }
        byte[] bytes = AnnotationWriter.Bytes(annotations, rate);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>Writes a recording: header, one signal file, and an annotation file where there are marks; each complete or not at all, the header last.</summary>
    /// <param name="recording">Its channels must share frames: rates that are whole multiples of one, and the same duration. Physical values are
    /// rounded to digital ones by each channel's gain and baseline, or by ones chosen for its range where it has no gain; NaN is kept.</param>
    /// <param name="record">Path without extension; its last part becomes the record's name.</param>
    /// <param name="options">Format; null for 16.</param>
    /// <exception cref="ArgumentException">Rates or lengths do not fit, a value is outside the format's range, or a text cannot be written.</exception>
    public static void Write(Recording recording, string record, WfdbWriteOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentException.ThrowIfNullOrWhiteSpace(record);
        options ??= new WfdbWriteOptions();
        RecordWriter.Write(Digitiser.ToDigital(recording, options), record, options);
    }

    /// <summary>Writes a digital record: header, one signal file, and an annotation file where there are marks; each complete or not at all, the header last.</summary>
    /// <param name="digital">Its signals are written without skew, in the chosen format, with gains, baselines and checksums.</param>
    /// <param name="record">Path without extension; its last part becomes the record's name.</param>
    /// <param name="options">Format; null for 16. <see cref="WfdbWriteOptions.Rescale"/> concerns physical values only.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, a value is outside the format's range, or a text cannot be written.</exception>
    public static void Write(DigitalRecord digital, string record, WfdbWriteOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(digital);
        ArgumentException.ThrowIfNullOrWhiteSpace(record);
        RecordWriter.Write(digital, record, options);
    }

    internal static Recording Read(RecordFolder folder, string name, WfdbReadOptions? options)
    {
        using var reader = new RecordReader(folder, name, options);
        return Read(reader);
    }

    private static Recording Read(RecordReader reader)
    {
        var target = new PhysicalTarget(reader.Signals, reader.Lengths());
        reader.Read(target);
        return PhysicalValues.Recording(reader.ResultHeader, target.Samples, reader.Annotations());
    }

    internal static DigitalRecord ReadDigital(RecordFolder folder, string name, WfdbReadOptions? options)
    {
        using var reader = new RecordReader(folder, name, options);
        reader.RequireOneScale();
        var target = new DigitalTarget(reader.Signals, reader.Lengths());
        reader.Read(target);
        return new DigitalRecord
        {
            Header = reader.ResultHeader,
            Samples = target.Samples,
            Annotations = reader.Annotations(),
        };
    }
}
