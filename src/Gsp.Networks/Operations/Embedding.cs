using System.Globalization;
using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>Rows of a table by number. Gradient: each row of g is added to the table's row it came from.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="weight">The table, [n, d].</param>
    /// <param name="numbers">A number in [0, n) for each element of the shape, row-major.</param>
    /// <param name="shape">The shape of the numbers; one axis when left out.</param>
    /// <returns>[..shape, d].</returns>
    /// <exception cref="ArgumentException">A number is outside the table, or there are not as many as the shape says.</exception>
    public static Tensor<T> Embedding<T>(this Tensor<T> weight, ReadOnlySpan<int> numbers, Shape? shape = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Require.That(
            Checked(weight).Shape.Count == 2,
            $"an embedding's table is [n, d]; got {weight.Shape}",
            nameof(weight)
        );
        shape ??= [numbers.Length];
        Require.SameLength(numbers.Length, shape.Elements, nameof(numbers), $"numbers of shape {shape}");
        int[] rows = numbers.ToArray();
        for (int i = 0; i < rows.Length; i++)
        {
            Require.That(
                rows[i] >= 0 && rows[i] < weight.Shape[0],
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"number {rows[i]} at place {i} is not a row of the table {weight.Shape}: was the text cut up with another vocabulary?"
                ),
                nameof(numbers)
            );
        }
        Workspace<T> workspace = weight.Workspace;
        int width = weight.Shape[1];
        Tensor<T> y = workspace.Empty([rows.Length, width]);
        workspace.Device.GatherRows(weight.Detach().Contiguous(), rows, y);
        return Tape.Record(
            "embedding",
            y.Reshape([.. shape, width]),
            [weight],
            [],
            gradient =>
                workspace.Device.ScatterAddRows(gradient.Contiguous().Reshape(-1, width), rows, weight.AddingBuffer()!)
        );
    }
}
