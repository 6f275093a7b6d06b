namespace Gsp.Networks;

public sealed unsafe partial class ProcessorDevice<T>
{
    /// <inheritdoc/>
    public void Gru(Tensor<T> inputs, Tensor<T> states, Tensor<T> state, Tensor<T> gates, Tensor<T> target)
    {
        (StepRows a, StepRows s, StepRows h, StepRows q, StepRows y) = (
            new(inputs),
            new(states),
            new(state),
            new(gates),
            new(target)
        );
        int n = target.Shape[1];
        EachRow(target, 4, row => RecurrentKernels<T>.Instance.Gru(a[row], s[row], h[row], q[row], y[row], n));
    }

    /// <inheritdoc/>
    public void GruSlope(
        Tensor<T> gradient,
        Tensor<T> gates,
        Tensor<T> state,
        Tensor<T> carry,
        Tensor<T> inputSlope,
        Tensor<T> stateSlope
    )
    {
        (StepRows g, StepRows q, StepRows h, StepRows c) = (new(gradient), new(gates), new(state), new(carry));
        (StepRows da, StepRows ds) = (new(inputSlope), new(stateSlope));
        int n = carry.Shape[1];
        EachRow(
            carry,
            4,
            row => RecurrentKernels<T>.Instance.GruSlope(g[row], q[row], h[row], c[row], da[row], ds[row], n)
        );
    }

    /// <inheritdoc/>
    public void Lstm(
        Tensor<T> inputs,
        Tensor<T> states,
        Tensor<T> cell,
        Tensor<T> gates,
        Tensor<T> target,
        Tensor<T> cellTarget
    )
    {
        (StepRows a, StepRows s, StepRows c, StepRows q) = (new(inputs), new(states), new(cell), new(gates));
        (StepRows y, StepRows next) = (new(target), new(cellTarget));
        int n = target.Shape[1];
        EachRow(
            target,
            5,
            row => RecurrentKernels<T>.Instance.Lstm(a[row], s[row], c[row], q[row], y[row], next[row], n)
        );
    }

    /// <inheritdoc/>
    public void LstmSlope(
        Tensor<T> gradient,
        Tensor<T> cellGradient,
        Tensor<T> gates,
        Tensor<T> cell,
        Tensor<T> cellTarget,
        Tensor<T> carry,
        Tensor<T> cellCarry,
        Tensor<T> slope
    )
    {
        (StepRows gh, StepRows gc, StepRows q, StepRows c) = (new(gradient), new(cellGradient), new(gates), new(cell));
        (StepRows next, StepRows late, StepRows lateCell, StepRows da) = (
            new(cellTarget),
            new(carry),
            new(cellCarry),
            new(slope)
        );
        int n = carry.Shape[1];
        EachRow(
            carry,
            5,
            row =>
                RecurrentKernels<T>.Instance.LstmSlope(
                    gh[row],
                    gc[row],
                    q[row],
                    c[row],
                    next[row],
                    late[row],
                    lateCell[row],
                    da[row],
                    n
                )
        );
    }

    /// <inheritdoc/>
    public void GraphGruReset(Tensor<T> inputs, Tensor<T> states, Tensor<T> state, Tensor<T> gates, Tensor<T> target)
    {
        (StepRows a, StepRows s, StepRows h, StepRows q, StepRows y) = (
            new(inputs),
            new(states),
            new(state),
            new(gates),
            new(target)
        );
        int n = target.Shape[1];
        EachRow(target, 3, row => RecurrentKernels<T>.Instance.Reset(a[row], s[row], h[row], q[row], y[row], n));
    }

    /// <inheritdoc/>
    public void GraphGruBlend(Tensor<T> inputs, Tensor<T> states, Tensor<T> state, Tensor<T> gates, Tensor<T> target)
    {
        (StepRows a, StepRows s, StepRows h, StepRows q, StepRows y) = (
            new(inputs),
            new(states),
            new(state),
            new(gates),
            new(target)
        );
        int n = target.Shape[1];
        EachRow(target, 2, row => RecurrentKernels<T>.Instance.Blend(a[row], s[row], h[row], q[row], y[row], n));
    }

    /// <inheritdoc/>
    public void GraphGruBlendSlope(
        Tensor<T> gradient,
        Tensor<T> gates,
        Tensor<T> state,
        Tensor<T> carry,
        Tensor<T> slope
    )
    {
        (StepRows g, StepRows q, StepRows h, StepRows c, StepRows da) = (
            new(gradient),
            new(gates),
            new(state),
            new(carry),
            new(slope)
        );
        int n = carry.Shape[1];
        EachRow(carry, 1, row => RecurrentKernels<T>.Instance.BlendSlope(g[row], q[row], h[row], c[row], da[row], n));
    }

    /// <inheritdoc/>
    public void GraphGruResetSlope(
        Tensor<T> gradient,
        Tensor<T> gates,
        Tensor<T> state,
        Tensor<T> carry,
        Tensor<T> slope
    )
    {
        (StepRows g, StepRows q, StepRows h, StepRows c, StepRows da) = (
            new(gradient),
            new(gates),
            new(state),
            new(carry),
            new(slope)
        );
        int n = carry.Shape[1];
        EachRow(carry, 1, row => RecurrentKernels<T>.Instance.ResetSlope(g[row], q[row], h[row], c[row], da[row], n));
    }

    /// <summary>The rows of a matrix whose columns are adjacent.</summary>
    private readonly struct StepRows(Tensor<T> matrix)
    {
        private readonly T* first = Pointer(matrix);
        private readonly nint stride = matrix.Strides[0];

        public T* this[int row] => first + row * stride;
    }

    /// <summary>A row of a step at a time on the device's threads; an elementary function costs about four plain passes.</summary>
    private void EachRow(Tensor<T> shape, int functions, Action<int> body) =>
        For(
            shape.Shape[0],
            Math.Max(1, Grain / Math.Max(1, 4 * functions * shape.Shape[1])),
            (start, end) =>
            {
                for (int row = start; row < end; row++)
                {
                    body(row);
                }
            }
        );
}
