using System.Text.Json;
using Gsp.Numerics;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Networks.Tests;

/// <summary>A golden JSON file: nested arrays of numbers by name.</summary>
internal sealed class GoldenFile
{
    private readonly JsonElement root;

    private GoldenFile(JsonElement root) => this.root = root;

    public static GoldenFile Read(params string[] parts) => new(GoldenJson.Open(parts));

    public GoldenFile this[string name] => new(root.GetProperty(name));

    public GoldenFile this[int index] => new(root[index]);

    public IEnumerable<string> Names => root.EnumerateObject().Select(property => property.Name);

    public double Number => root.GetDouble();

    /// <summary>All numbers, row-major.</summary>
    public double[] Numbers => root.Numbers();

    public int[] Integers => root.Integers();

    public Shape Shape => root.ShapeOf();

    public SparseMatrix Matrix =>
        SparseMatrix.FromDense(Matrix<double>.Build.DenseOfRowMajor(Shape[0], Shape[1], Numbers));

    public Tensor<T> Tensor<T>(Workspace<T> workspace)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> => workspace.FromDoubles(Numbers, Shape);

    public Tensor<double> Parameter(Workspace<double> workspace) => workspace.Parameter(Numbers, Shape);

    /// <summary>Sets parameters to the golden values and says afterwards where to find each.</summary>
    public void Load<T>(IEnumerable<(string Golden, Tensor<T> Tensor)> parameters)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        foreach ((string name, Tensor<T> tensor) in parameters)
        {
            tensor.Set(Array.ConvertAll(this[name].Numbers, T.CreateTruncating));
        }
    }

    /// <summary>Asserts that a tensor holds these numbers.</summary>
    public void Agrees<T>(Tensor<T>? actual, double tolerance, string what)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        Assert.NotNull(actual);
        Close.Relative(actual.ToDoubles(), Numbers, tolerance, what);
    }

    /// <summary>Asserts that gradients of all golden parameters agree.</summary>
    public void Gradients<T>(IReadOnlyCollection<(string Golden, Tensor<T> Tensor)> parameters, double tolerance)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        Assert.Equal(
            Names.Order(StringComparer.Ordinal),
            parameters.Select(p => p.Golden).Order(StringComparer.Ordinal)
        );
        foreach ((string name, Tensor<T> tensor) in parameters)
        {
            this[name].Agrees(tensor.Gradient, tolerance, $"gradient of {name}");
        }
    }
}
