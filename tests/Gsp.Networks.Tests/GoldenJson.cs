using System.Text.Json;

namespace Gsp.Networks.Tests;

/// <summary>Reads nested arrays of numbers from a golden JSON file.</summary>
internal static class GoldenJson
{
    public static JsonElement Load(string file)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Golden", file);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.Clone();
    }

    /// <summary>The numbers of an array of any depth, row-major.</summary>
    public static double[] Values(this JsonElement element)
    {
        var values = new List<double>();
        Add(element);
        return [.. values];

        void Add(JsonElement part)
        {
            if (part.ValueKind != JsonValueKind.Array)
            {
                values.Add(part.GetDouble());
                return;
            }
            foreach (JsonElement item in part.EnumerateArray())
            {
                Add(item);
            }
        }
    }

    /// <summary>The shape of an array of any depth.</summary>
    public static Shape Shape(this JsonElement element)
    {
        var lengths = new List<int>();
        for (JsonElement part = element; part.ValueKind == JsonValueKind.Array; part = part[0])
        {
            lengths.Add(part.GetArrayLength());
        }
        return [.. lengths];
    }

    /// <summary>The array as a trainable tensor.</summary>
    public static Tensor<double> Parameter(this JsonElement element, Workspace<double> workspace) =>
        workspace.Parameter(element.Values(), element.Shape());
}
