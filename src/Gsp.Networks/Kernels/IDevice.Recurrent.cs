namespace Gsp.Networks;

public partial interface IDevice<T>
{
    /// <summary>A GRU's step behind its matrix product: r = σ(a_r + s_r), z = σ(a_z + s_z), n = tanh(a_n + r s_n), h' = (1 - z) n + z h.</summary>
    /// <param name="inputs">a: the inputs' part of r, z, n; [rows, 3H].</param>
    /// <param name="states">s: the state's part, with its bias; [rows, 3H].</param>
    /// <param name="state">h, [rows, H].</param>
    /// <param name="gates">Receives r, z, n and s_n for the backward pass, [rows, 4H].</param>
    /// <param name="target">h', [rows, H].</param>
    void Gru(Tensor<T> inputs, Tensor<T> states, Tensor<T> state, Tensor<T> gates, Tensor<T> target);

    /// <summary>The gradient of <see cref="Gru"/> for g = gradient + carry with respect to h'.</summary>
    /// <param name="gradient">[rows, H].</param>
    /// <param name="gates">What the forward pass gave.</param>
    /// <param name="state">h, [rows, H].</param>
    /// <param name="carry">Holds what later steps ask of h'; receives z g, the direct part of the gradient of h.</param>
    /// <param name="inputSlope">Receives the gradient of a, [rows, 3H].</param>
    /// <param name="stateSlope">Receives the gradient of s, [rows, 3H].</param>
    void GruSlope(
        Tensor<T> gradient,
        Tensor<T> gates,
        Tensor<T> state,
        Tensor<T> carry,
        Tensor<T> inputSlope,
        Tensor<T> stateSlope
    );

    /// <summary>An LSTM's step behind its matrix product: i, f, o = σ, g = tanh of a + s; c' = f c + i g, h' = o tanh(c').</summary>
    /// <param name="inputs">a: the inputs' part of i, f, g, o; [rows, 4H].</param>
    /// <param name="states">s: the state's part, with its bias; [rows, 4H].</param>
    /// <param name="cell">c, [rows, H].</param>
    /// <param name="gates">Receives i, f, g, o, [rows, 4H].</param>
    /// <param name="target">h', [rows, H].</param>
    /// <param name="cellTarget">c', [rows, H].</param>
    void Lstm(
        Tensor<T> inputs,
        Tensor<T> states,
        Tensor<T> cell,
        Tensor<T> gates,
        Tensor<T> target,
        Tensor<T> cellTarget
    );

    /// <summary>The gradient of <see cref="Lstm"/>.</summary>
    /// <param name="gradient">With respect to h', without the carry, [rows, H].</param>
    /// <param name="cellGradient">With respect to c', without the carry, [rows, H].</param>
    /// <param name="gates">What the forward pass gave.</param>
    /// <param name="cell">c, [rows, H].</param>
    /// <param name="cellTarget">c', [rows, H].</param>
    /// <param name="carry">What later steps ask of h'; read only.</param>
    /// <param name="cellCarry">Holds what later steps ask of c'; receives the gradient of c.</param>
    /// <param name="slope">Receives the gradient of a and of s, [rows, 4H].</param>
    void LstmSlope(
        Tensor<T> gradient,
        Tensor<T> cellGradient,
        Tensor<T> gates,
        Tensor<T> cell,
        Tensor<T> cellTarget,
        Tensor<T> carry,
        Tensor<T> cellCarry,
        Tensor<T> slope
    );

    /// <summary>The first half of a graph GRU's step: r = σ(a_r + s_r), u = σ(a_u + s_u), q = r h.</summary>
    /// <param name="inputs">a: the inputs' part of r, u, c; [rows, 3H].</param>
    /// <param name="states">s: the state's part of r and u, [rows, 2H].</param>
    /// <param name="state">h, [rows, H].</param>
    /// <param name="gates">Receives r and u in its first columns, [rows, 3H].</param>
    /// <param name="target">q, [rows, H], the last axis adjacent.</param>
    void GraphGruReset(Tensor<T> inputs, Tensor<T> states, Tensor<T> state, Tensor<T> gates, Tensor<T> target);

    /// <summary>The second half of a graph GRU's step: c = tanh(a_c + s_c), h' = u h + (1 - u) c.</summary>
    /// <param name="inputs">a, [rows, 3H].</param>
    /// <param name="states">s_c, [rows, H].</param>
    /// <param name="state">h, [rows, H].</param>
    /// <param name="gates">Holds u; receives c in its last columns, [rows, 3H].</param>
    /// <param name="target">h', [rows, H].</param>
    void GraphGruBlend(Tensor<T> inputs, Tensor<T> states, Tensor<T> state, Tensor<T> gates, Tensor<T> target);

    /// <summary>The gradient of <see cref="GraphGruBlend"/> for g = gradient + carry with respect to h'.</summary>
    /// <param name="gradient">[rows, H].</param>
    /// <param name="gates">r, u, c, [rows, 3H].</param>
    /// <param name="state">h, [rows, H], the last axis adjacent.</param>
    /// <param name="carry">Holds what later steps ask of h'; receives u g.</param>
    /// <param name="slope">Receives the gradients of a_u and a_c in its columns, [rows, 3H].</param>
    void GraphGruBlendSlope(Tensor<T> gradient, Tensor<T> gates, Tensor<T> state, Tensor<T> carry, Tensor<T> slope);

    /// <summary>The gradient of <see cref="GraphGruReset"/>'s product q.</summary>
    /// <param name="gradient">With respect to q, [rows, H], the last axis adjacent.</param>
    /// <param name="gates">r, u, c, [rows, 3H].</param>
    /// <param name="state">h, [rows, H], the last axis adjacent.</param>
    /// <param name="carry">Receives r gradient in addition.</param>
    /// <param name="slope">Receives the gradient of a_r in its first columns, [rows, 3H].</param>
    void GraphGruResetSlope(Tensor<T> gradient, Tensor<T> gates, Tensor<T> state, Tensor<T> carry, Tensor<T> slope);
}
