using System.Numerics;
using System.Text.Json;

namespace Gsp.Networks.Tests;

/// <summary>Reads the golden JSON files of state-space kernels.</summary>
internal static class StateSpaceGolden
{
    public static JsonElement Load(string name) =>
        JsonDocument
            .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "StateSpace", name)))
            .RootElement;

    /// <summary>All numbers of nested arrays, in order.</summary>
    public static double[] Numbers(this JsonElement element, string? name = null)
    {
        JsonElement value = name is null ? element : element.GetProperty(name);
        return value.ValueKind == JsonValueKind.Number
            ? [value.GetDouble()]
            : [.. value.EnumerateArray().SelectMany(item => Numbers(item))];
    }

    /// <summary>Complex numbers stored as {re, im}, or real ones stored as an array.</summary>
    public static Complex[] Complexes(this JsonElement element, string name)
    {
        JsonElement value = element.GetProperty(name);
        if (value.ValueKind == JsonValueKind.Array)
        {
            return [.. value.Numbers().Select(number => new Complex(number, 0))];
        }
        return [.. value.Numbers("re").Zip(value.Numbers("im"), (re, im) => new Complex(re, im))];
    }

    public static double[] Pairs(IEnumerable<Complex> values) =>
        [.. values.SelectMany(value => new[] { value.Real, value.Imaginary })];
}
