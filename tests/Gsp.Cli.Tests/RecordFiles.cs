using System.Buffers.Binary;
using System.Globalization;

namespace Gsp.Cli.Tests;

/// <summary>Small WFDB records, written byte by byte.</summary>
internal static class RecordFiles
{
    /// <summary>A record of format 16 with two channels at 250 Hz, gain 200, baseline 100; sample 3 of the second is missing.</summary>
    public static string Two(ProgramRun gsp, string name = "two", int length = 10)
    {
        short[] a = [.. Enumerable.Range(0, length).Select(t => (short)(100 + (10 * t)))];
        short[] b = [.. Enumerable.Range(0, length).Select(t => t == 3 ? short.MinValue : (short)(t * t % 1000))];
        return Write(gsp, name, 250, ["MLII", "V5"], ["mV", "mV"], [a, b]);
    }

    /// <summary>Writes a record of format 16.</summary>
    public static string Write(
        ProgramRun gsp,
        string name,
        double rate,
        string[] names,
        string[] units,
        short[][] samples
    )
    {
        var bytes = new byte[2 * samples.Length * samples[0].Length];
        for (int t = 0; t < samples[0].Length; t++)
        {
            for (int c = 0; c < samples.Length; c++)
            {
                BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * ((t * samples.Length) + c)), samples[c][t]);
            }
        }
        File.WriteAllBytes(gsp[$"{name}.dat"], bytes);
        string header = string.Create(
            CultureInfo.InvariantCulture,
            $"{name} {samples.Length} {rate} {samples[0].Length}\n"
        );
        for (int c = 0; c < samples.Length; c++)
        {
            header += string.Create(
                CultureInfo.InvariantCulture,
                $"{name}.dat 16 200(100)/{units[c]} 16 0 {samples[c][0]} {unchecked((short)samples[c].Sum(v => v))} 0 {names[c]}\n"
            );
        }
        gsp.Write($"{name}.hea", header + "# Age: 54\n");
        return gsp[name];
    }
}
