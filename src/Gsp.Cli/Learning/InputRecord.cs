using System.Security.Cryptography;

namespace Gsp.Cli;

/// <summary>One input of a run, for the manifest.</summary>
/// <param name="Role">What it was used as.</param>
/// <param name="Path">Where it was read from.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its checksum, in lower-case hexadecimal digits.</param>
internal sealed record InputRecord(string Role, string Path, long Bytes, string Sha256)
{
    public static InputRecord Of(string role, string path, ReadOnlySpan<byte> bytes) =>
        new(role, path, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
}
