using Microsoft.Win32.SafeHandles;

namespace Gsp.Networks;

/// <summary>One file of a checkpoint: its checked header and its bytes, on the disk or in memory.</summary>
internal sealed class SafetensorsPart : IDisposable
{
    private readonly SafeFileHandle? handle;
    private readonly byte[]? bytes;

    private SafetensorsPart(string path, byte[]? bytes, SafeFileHandle? handle)
    {
        Path = path;
        this.bytes = bytes;
        this.handle = handle;
        long length = bytes?.Length ?? RandomAccess.GetLength(handle!);
        byte[] prefix = new byte[Math.Min(SafetensorsHeader.PrefixLength, length)];
        ReadAt(0, prefix, "header length");
        byte[] text = new byte[SafetensorsHeader.ReadLength(prefix, length, path)];
        ReadAt(SafetensorsHeader.PrefixLength, text, "header");
        Header = SafetensorsHeader.Parse(text, length, path);
    }

    /// <summary>The file's path, for errors.</summary>
    public string Path { get; }

    /// <summary>The checked header.</summary>
    public SafetensorsHeader Header { get; }

    /// <summary>Opens a file and reads its header.</summary>
    public static SafetensorsPart Open(string path)
    {
        SafeFileHandle handle = File.OpenHandle(path);
        try
        {
            return new SafetensorsPart(path, null, handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Takes the bytes of a whole file.</summary>
    public static SafetensorsPart Parse(byte[] bytes, string path) => new(path, bytes, null);

    /// <summary>Fills a buffer from a place in the file; safe from several threads at once.</summary>
    public void ReadAt(long offset, Span<byte> target, string field)
    {
        if (bytes is not null)
        {
            bytes.AsSpan((int)offset, target.Length).CopyTo(target);
            return;
        }
        for (int done = 0; done < target.Length; )
        {
            int read = RandomAccess.Read(handle!, target[done..], offset + done);
            if (read == 0)
            {
                // The length was checked at opening: somebody cut the file since.
                throw new GspFormatException(Path, offset + done, field, "the file has become shorter");
            }
            done += read;
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => handle?.Dispose();
}
