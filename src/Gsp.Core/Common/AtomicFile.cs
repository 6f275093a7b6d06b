namespace Gsp;

/// <summary>Writes files that are either complete or absent.</summary>
/// <remarks>The bytes go to a temporary file in the same folder, are flushed to the disk and then renamed over the target, so that a
/// crash, a full disk or a cancelled run never leaves half a file under the final name.</remarks>
public static class AtomicFile
{
    /// <summary>Writes a file through a stream.</summary>
    /// <param name="path">The file to write; its folder is created where it is missing.</param>
    /// <param name="write">Writes the content; an exception from it leaves the target untouched.</param>
    public static void Write(string path, Action<Stream> write)
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full) ?? ".";
        Directory.CreateDirectory(folder);
        string temporary = Path.Combine(folder, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}.partial");
        try
        {
            using (
                var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16)
            )
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes a UTF-8 text file without byte-order mark.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="text">Its whole content.</param>
    public static void WriteText(string path, string text) =>
        Write(path, s => s.Write(new System.Text.UTF8Encoding(false).GetBytes(text)));
}
