using System.Text.Json;

namespace Gsp.Networks.Tests.Optimisers;

/// <summary>The golden traces, and a parameter whose gradient is given.</summary>
internal static class OptimiserGolden
{
    public static JsonElement Traces { get; } = Read("traces.json");

    public static JsonElement Ecg { get; } = Read("ecg_optim.json");

    public static double[] Numbers(this JsonElement root, string name) =>
        [.. root.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    public static double[][] Rows(this JsonElement root, string name) =>
        [
            .. root.GetProperty(name)
                .EnumerateArray()
                .Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray()),
        ];

    /// <summary>Makes a tensor's gradient a given one, through a loss that is linear in it.</summary>
    public static void SetGradient<T>(this Tensor<T> weight, T[] gradient)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        weight.ClearGradient();
        using Scope<T> scope = weight.Workspace.Scope();
        (weight * weight.Workspace.From(gradient, weight.Shape)).Sum().Backward();
    }

    private static JsonElement Read(string name) =>
        JsonDocument
            .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "optimisers", name)))
            .RootElement;
}
