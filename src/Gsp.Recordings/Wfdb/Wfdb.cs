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

    /// <summary>Reads a header.</summary>
    /// <param name="record">Path without extension, or of the header.</param>
    /// <exception cref="FileNotFoundException">There is no header.</exception>
    /// <exception cref="GspFormatException">The header is damaged.</exception>
    public static WfdbHeader ReadHeader(string record)
    {
        (RecordFolder folder, string name) = RecordFolder.Of(record);
        return folder.Header(name);
    }

    internal static Recording Read(RecordFolder folder, string name, WfdbReadOptions? options) =>
        throw new NotImplementedException();

    internal static DigitalRecord ReadDigital(RecordFolder folder, string name, WfdbReadOptions? options) =>
        throw new NotImplementedException();
}
