using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>A long short-term memory over a sequence, behind the projection of its inputs: Hochreiter and Schmidhuber 1997, in PyTorch's convention.</summary>
    /// <remarks>
    /// i, f, o = σ and g = tanh of a + h W^T + b; c' = f c + i g; h' = o tanh(c'). One product a step; the gradient of W is one product over all
    /// steps. Kept for the backward pass: 6H numbers a row and step.
    /// </remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="inputs">a: [time, batch, 4H], the gates i, f, g, o one after another.</param>
    /// <param name="state">The first state h, [batch, H].</param>
    /// <param name="cell">The first cell state c, [batch, H].</param>
    /// <param name="weight">W, [4H, H].</param>
    /// <param name="bias">b, [4H], or none.</param>
    /// <param name="reverse">Whether the sequence is read from its end; outputs stay at the times of their inputs.</param>
    /// <returns>[2, time, batch, H]: the states h after each input, and the cell states c.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor<T> LstmSequence<T>(
        this Tensor<T> inputs,
        Tensor<T> state,
        Tensor<T> cell,
        Tensor<T> weight,
        Tensor<T>? bias = null,
        bool reverse = false
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (int time, int batch, int hidden) = CheckRecurrence("LSTM", 4, inputs, state, weight, bias);
        ArgumentNullException.ThrowIfNull(cell);
        Require.That(
            cell.Shape.Equals(state.Shape),
            $"the cell state has the state's shape {state.Shape}; got {cell.Shape}",
            nameof(cell)
        );
        Workspace<T> workspace = inputs.Workspace;
        IDevice<T> device = workspace.Device;
        using Operation<T> operation = new(workspace);
        bool records = operation.Records(inputs, state, cell, weight, bias);
        Tensor<T> a = inputs.Detach().Contiguous();
        Tensor<T> firstState = state.Detach().Contiguous();
        Tensor<T> firstCell = cell.Detach().Contiguous();
        Tensor<T> both = workspace.Empty([2, time, batch, hidden]);
        Tensor<T> y = both.Select(0, 0);
        Tensor<T> cells = both.Select(0, 1);
        Tensor<T> gates = workspace.Empty([records ? time : 1, batch, 4 * hidden]);
        Tensor<T> products = workspace.Empty([batch, 4 * hidden]);
        Tensor<T> h = firstState;
        Tensor<T> c = firstCell;
        for (int step = 0; step < time; step++)
        {
            int t = reverse ? time - 1 - step : step;
            StateProduct(h, weight, bias, products);
            Tensor<T> q = gates.Select(0, records ? t : 0);
            device.Lstm(a.Select(0, t), products, c, q, y.Select(0, t), cells.Select(0, t));
            h = y.Select(0, t);
            c = cells.Select(0, t);
        }
        return operation.End(
            Tape.Record(
                "lstm",
                both,
                bias is null ? [inputs, state, cell, weight] : [inputs, state, cell, weight, bias],
                [both, gates, firstState, firstCell, weight],
                gradient =>
                {
                    Tensor<T> g = gradient.Contiguous();
                    Tensor<T> da = workspace.Empty(a.Shape);
                    Tensor<T> carry = workspace.Zeros([batch, hidden]);
                    Tensor<T> cellCarry = workspace.Zeros([batch, hidden]);
                    for (int step = time - 1; step >= 0; step--)
                    {
                        int t = reverse ? time - 1 - step : step;
                        device.LstmSlope(
                            g.Select(0, 0).Select(0, t),
                            g.Select(0, 1).Select(0, t),
                            gates.Select(0, t),
                            step == 0 ? firstCell : cells.Select(0, reverse ? t + 1 : t - 1),
                            cells.Select(0, t),
                            carry,
                            cellCarry,
                            da.Select(0, t)
                        );
                        device.MatMul(da.Select(0, t), weight.Detach(), carry, T.One, accumulate: false);
                    }
                    StateSlopes(weight, bias, da, y, firstState, reverse);
                    inputs.Accumulate(da);
                    state.Accumulate(carry);
                    cell.Accumulate(cellCarry);
                }
            )
        );
    }
}
