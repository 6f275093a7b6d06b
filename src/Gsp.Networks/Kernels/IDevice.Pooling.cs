namespace Gsp.Networks;

public partial interface IDevice<T>
{
    /// <summary>The largest value of each window of the last axis; NaN where a window has one.</summary>
    /// <param name="source">[..., time], contiguous.</param>
    /// <param name="windows">The windows.</param>
    /// <param name="target">[..., windows].</param>
    void MaxPool(Tensor<T> source, PoolWindows windows, Tensor<T> target);

    /// <summary>The gradient of <see cref="MaxPool"/>: it goes to the first of the largest values.</summary>
    /// <param name="source">[..., time], contiguous.</param>
    /// <param name="gradient">[..., windows], contiguous.</param>
    /// <param name="windows">The windows.</param>
    /// <param name="target">[..., time].</param>
    /// <param name="accumulate">Whether to add to the target.</param>
    void MaxPoolSlope(Tensor<T> source, Tensor<T> gradient, PoolWindows windows, Tensor<T> target, bool accumulate);

    /// <summary>The mean of each window of the last axis.</summary>
    /// <param name="source">[..., time], contiguous.</param>
    /// <param name="windows">The windows.</param>
    /// <param name="target">[..., windows].</param>
    void AveragePool(Tensor<T> source, PoolWindows windows, Tensor<T> target);

    /// <summary>The gradient of <see cref="AveragePool"/>.</summary>
    /// <param name="gradient">[..., windows], contiguous.</param>
    /// <param name="windows">The windows.</param>
    /// <param name="target">[..., time].</param>
    /// <param name="accumulate">Whether to add to the target.</param>
    void AveragePoolSlope(Tensor<T> gradient, PoolWindows windows, Tensor<T> target, bool accumulate);
}
