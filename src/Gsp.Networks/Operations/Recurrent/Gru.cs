using System.Numerics;

namespace Gsp.Networks;

public static partial class Operations
{
    /// <summary>A gated recurrent unit over a sequence, behind the projection of its inputs: Cho et al., EMNLP 2014, in PyTorch's convention.</summary>
    /// <remarks>
    /// s = h W^T + b; r = σ(a_r + s_r); z = σ(a_z + s_z); n = tanh(a_n + r s_n); h' = (1 - z) n + z h. One product a step; the gradient of W is one
    /// product over all steps. Kept for the backward pass: 5H numbers a row and step.
    /// </remarks>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="inputs">a: [time, batch, 3H], the gates r, z, n one after another.</param>
    /// <param name="state">The first state, [batch, H].</param>
    /// <param name="weight">W, [3H, H].</param>
    /// <param name="bias">b, [3H], or none.</param>
    /// <param name="reverse">Whether the sequence is read from its end; outputs stay at the times of their inputs.</param>
    /// <returns>The states after each input, [time, batch, H].</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static Tensor<T> GruSequence<T>(
        this Tensor<T> inputs,
        Tensor<T> state,
        Tensor<T> weight,
        Tensor<T>? bias = null,
        bool reverse = false
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (int time, int batch, int hidden) = CheckRecurrence("GRU", 3, inputs, state, weight, bias);
        Workspace<T> workspace = inputs.Workspace;
        IDevice<T> device = workspace.Device;
        using Operation<T> operation = new(workspace);
        bool records = operation.Records(inputs, state, weight, bias);
        Tensor<T> a = inputs.Detach().Contiguous();
        Tensor<T> first = state.Detach().Contiguous();
        Tensor<T> y = workspace.Empty([time, batch, hidden]);
        Tensor<T> gates = workspace.Empty([records ? time : 1, batch, 4 * hidden]);
        Tensor<T> products = workspace.Empty([batch, 3 * hidden]);
        Tensor<T> previous = first;
        for (int step = 0; step < time; step++)
        {
            int t = reverse ? time - 1 - step : step;
            StateProduct(previous, weight, bias, products);
            device.Gru(a.Select(0, t), products, previous, gates.Select(0, records ? t : 0), y.Select(0, t));
            previous = y.Select(0, t);
        }
        return operation.End(
            Tape.Record(
                "gru",
                y,
                bias is null ? [inputs, state, weight] : [inputs, state, weight, bias],
                [y, gates, first, weight],
                gradient =>
                {
                    Tensor<T> g = gradient.Contiguous();
                    Tensor<T> da = workspace.Empty(a.Shape);
                    Tensor<T> ds = workspace.Empty(a.Shape);
                    Tensor<T> carry = workspace.Zeros([batch, hidden]);
                    for (int step = time - 1; step >= 0; step--)
                    {
                        int t = reverse ? time - 1 - step : step;
                        Tensor<T> before = step == 0 ? first : y.Select(0, reverse ? t + 1 : t - 1);
                        Tensor<T> slope = ds.Select(0, t);
                        device.GruSlope(g.Select(0, t), gates.Select(0, t), before, carry, da.Select(0, t), slope);
                        device.MatMul(slope, weight.Detach(), carry, T.One, accumulate: true);
                    }
                    StateSlopes(weight, bias, ds, y, first, reverse);
                    inputs.Accumulate(da);
                    state.Accumulate(carry);
                }
            )
        );
    }

    /// <summary>Checks the shapes of a recurrence with a number of gates.</summary>
    private static (int Time, int Batch, int Hidden) CheckRecurrence<T>(
        string name,
        int gates,
        Tensor<T> inputs,
        Tensor<T> state,
        Tensor<T> weight,
        Tensor<T>? bias
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(weight);
        Require.That(
            weight.Shape.Count == 2 && weight.Shape[0] == gates * weight.Shape[1],
            $"the state's weights of a {name} are [{gates}H, H]; got {weight.Shape}",
            nameof(weight)
        );
        int hidden = weight.Shape[1];
        Require.That(
            inputs.Shape.Count == 3 && inputs.Shape[2] == gates * hidden,
            $"a {name} with H = {hidden} takes projected inputs [time, batch, {gates * hidden}]; got {inputs.Shape}",
            nameof(inputs)
        );
        Require.That(
            state.Shape.Equals([inputs.Shape[1], hidden]),
            $"the first state of a {name} with H = {hidden} for inputs {inputs.Shape} is [{inputs.Shape[1]}, {hidden}]; got {state.Shape}",
            nameof(state)
        );
        Require.That(
            bias is null || bias.Shape.Equals([gates * hidden]),
            $"the state's bias of a {name} with H = {hidden} is [{gates * hidden}]; got {bias?.Shape}",
            nameof(bias)
        );
        return (inputs.Shape[0], inputs.Shape[1], hidden);
    }

    /// <summary>products = state W^T + b.</summary>
    private static void StateProduct<T>(Tensor<T> state, Tensor<T> weight, Tensor<T>? bias, Tensor<T> products)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        IDevice<T> device = state.Workspace.Device;
        if (bias is not null)
        {
            device.Copy(bias.Detach().Expand(products.Shape), products);
        }
        device.MatMul(state, weight.Detach().Transpose(0, 1), products, T.One, accumulate: bias is not null);
    }

    /// <summary>The gradients of the state's weights: each step's slopes times the state before it, as one product over all steps but the first.</summary>
    private static void StateSlopes<T>(
        Tensor<T> weight,
        Tensor<T>? bias,
        Tensor<T> slopes,
        Tensor<T> states,
        Tensor<T> first,
        bool reverse
    )
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int time = slopes.Shape[0];
        int rows = slopes.Shape[2];
        int hidden = states.Shape[2];
        if (time > 0)
        {
            Tensor<T> start = slopes.Select(0, reverse ? time - 1 : 0);
            AccumulateProduct(weight, start.Transpose(0, 1), first);
        }
        if (time > 1)
        {
            Tensor<T> later = slopes.Slice(0, reverse ? 0 : 1, time - 1).Reshape(-1, rows);
            Tensor<T> before = states.Detach().Slice(0, reverse ? 1 : 0, time - 1).Reshape(-1, hidden);
            AccumulateProduct(weight, later.Transpose(0, 1), before);
        }
        bias?.AccumulateSum(slopes);
    }
}
