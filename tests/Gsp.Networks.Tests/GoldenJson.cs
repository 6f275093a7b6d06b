using System.Text.Json;

namespace Gsp.Networks.Tests;

/// <summary>Numbers of golden JSON files.</summary>
internal static class GoldenJson
{
    public static JsonElement Open(params string[] parts) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine([AppContext.BaseDirectory, "Golden", .. parts]))).RootElement;

    /// <summary>All numbers of nested arrays, row-major.</summary>
    public static double[] Numbers(this JsonElement element)
    {
        var values = new List<double>();
        Collect(element, values);
        return [.. values];
    }

    public static int[] Integers(this JsonElement element) => Array.ConvertAll(Numbers(element), value => (int)value);

    /// <summary>The lengths of nested arrays.</summary>
    public static Shape ShapeOf(this JsonElement element)
    {
        var lengths = new List<int>();
        for (; element.ValueKind == JsonValueKind.Array; element = element[0])
        {
            lengths.Add(element.GetArrayLength());
        }
        return Shape.Of([.. lengths]);
    }

    /// <summary>A trainable tensor of nested arrays, or of an object of shape and data.</summary>
    public static Tensor<double> Tensor(this JsonElement element, Workspace<double> workspace) =>
        element.ValueKind == JsonValueKind.Object
            ? workspace.Parameter(
                element.GetProperty("data").Numbers(),
                Shape.Of(element.GetProperty("shape").Integers())
            )
            : workspace.Parameter(element.Numbers(), element.ShapeOf());

    /// <summary>Sets every parameter of a module from an object of shapes and data; each must be there and be used.</summary>
    public static void LoadInto(this JsonElement parameters, Module<double> module, string prefix = "")
    {
        foreach ((string name, Tensor<double> tensor) in module.NamedParameters())
        {
            JsonElement entry = parameters.GetProperty(prefix + name);
            Xunit.Assert.Equal(tensor.Elements, entry.GetProperty("data").GetArrayLength());
            tensor.Set(entry.GetProperty("data").Numbers());
        }
    }

    private static void Collect(JsonElement element, List<double> values)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray())
            {
                Collect(item, values);
            }
        }
        else
        {
            values.Add(element.GetDouble());
        }
    }
}
