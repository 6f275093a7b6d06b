namespace Gsp.Files;

/// <summary>One member of a ZIP archive, as its central directory describes it.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="Method">0 stored, 8 deflated.</param>
/// <param name="Crc">Checksum of the content.</param>
/// <param name="Compressed">Bytes in the archive.</param>
/// <param name="Size">Bytes of the content.</param>
/// <param name="DataOffset">Where the content's bytes start in the archive.</param>
internal readonly record struct ZipEntry(string Name, int Method, uint Crc, int Compressed, int Size, int DataOffset);
