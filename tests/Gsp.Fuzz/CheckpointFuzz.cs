using System.Text;
using Gsp.Networks;
using Xunit;

namespace Gsp.Fuzz;

/// <summary>Mutated checkpoints and indices of checkpoints.</summary>
public sealed class CheckpointFuzz
{
    [Fact]
    public void Checkpoints() => FuzzHarness.Run("safetensors", [Written(), Small(), Foreign()], Touch, bytes => bytes);

    [Fact]
    public void Indices() =>
        FuzzHarness.Run(
            "safetensors index",
            [
                """{"metadata":{"total_size":12},"weight_map":{"a.weight":"model-00001.safetensors","b":"x/2"}}"""u8.ToArray(),
                """{"weight_map":{}}"""u8.ToArray(),
            ],
            bytes => SafetensorsIndex.Parse(bytes, "fuzz").Count.ToString(),
            bytes => bytes
        );

    private static void Touch(byte[] bytes)
    {
        using SafetensorsFile file = Safetensors.Parse(bytes, "fuzz");
        ModelCard.Of(file);
        foreach (SafetensorsEntry entry in file.Entries)
        {
            file.ReadBytes(entry.Name);
            switch (entry.Dtype.Name)
            {
                case "BOOL":
                    file.ReadBooleans(entry.Name);
                    break;
                case "F64":
                case "F32":
                case "F16":
                case "BF16":
                    file.ReadSingles(entry.Name, allowRounding: true);
                    break;
                case "I64":
                case "I32":
                case "I16":
                case "I8":
                case "U8":
                    file.ReadInt64(entry.Name);
                    break;
                default:
                    break;
            }
        }
    }

    private static byte[] Written()
    {
        var card = new ModelCard
        {
            Architecture = "Linear",
            Options = "{\"width\":2}",
            Provenance = new Provenance { Seed = 7, Date = DateTimeOffset.UnixEpoch },
        };
        using var stream = new MemoryStream();
        Safetensors.Write(
            stream,
            [
                SafetensorsSource.Of<double>("a", [2, 1], new[] { 1.0, double.NaN }),
                SafetensorsSource.Of("b", [2], new[] { 1f, 2f }, SafetensorsDtype.F16),
                SafetensorsSource.Of("c", [], new[] { 3f }, SafetensorsDtype.BF16),
                SafetensorsSource.Of<bool>("d", [3], new[] { true, false, true }),
                SafetensorsSource.Of<long>("e", [0, 5], Array.Empty<long>()),
                SafetensorsSource.Of<byte>("f", [4], new byte[4]),
            ],
            card.ToMetadata()
        );
        return stream.ToArray();
    }

    // Small enough that most mutations hit what the checks look at.
    private static byte[] Small()
    {
        using var stream = new MemoryStream();
        Safetensors.Write(stream, [SafetensorsSource.Of<byte>("a", [3], new byte[3])]);
        return stream.ToArray();
    }

    private static byte[] Foreign()
    {
        byte[] header = Encoding.UTF8.GetBytes(
            """{"b":{"shape":[2,1],"data_offsets":[4,8],"dtype":"I16","x":[{}]}, "\u00e9":{"dtype":"Q","shape":[9],"data_offsets":[0,4]}}"""
        );
        return [(byte)header.Length, 0, 0, 0, 0, 0, 0, 0, .. header, .. new byte[8]];
    }
}
