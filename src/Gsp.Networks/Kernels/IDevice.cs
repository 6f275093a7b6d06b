using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>What computes: the primitives that every operation and layer is made of.</summary>
/// <remarks>
/// The seam between networks and machines. A device owns memory (<see cref="IDeviceMemory"/>); data crosses only by <see cref="Upload"/> and
/// <see cref="Download"/>. Calls are queued in order and may return before they are done; the two copies wait. Targets are written whole
/// unless a parameter says that they are added to, are contiguous unless said otherwise, and never overlap a source. Shapes have been
/// checked by the operation that calls.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public partial interface IDevice<T> : IDeviceMemory
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The name, for messages and provenance.</summary>
    string Name { get; }

    /// <summary>Copies values from the host.</summary>
    /// <param name="values">As many as the tensor has elements.</param>
    /// <param name="target">A contiguous tensor.</param>
    void Upload(ReadOnlySpan<T> values, Tensor<T> target);

    /// <summary>Copies values to the host, when all that was queued before is done.</summary>
    /// <param name="source">A contiguous tensor.</param>
    /// <param name="values">Receives as many as the tensor has elements.</param>
    void Download(Tensor<T> source, Span<T> values);

    /// <summary>Sets every element.</summary>
    /// <param name="target">A contiguous tensor.</param>
    /// <param name="value">The value.</param>
    void Fill(Tensor<T> target, T value);

    /// <summary>target = source.</summary>
    /// <param name="source">Any strides.</param>
    /// <param name="target">Any strides without overlap; the same shape.</param>
    void Copy(Tensor<T> source, Tensor<T> target);

    /// <summary>target = target + source.</summary>
    /// <param name="source">Any strides.</param>
    /// <param name="target">Any strides without overlap; the same shape.</param>
    void Add(Tensor<T> source, Tensor<T> target);

    /// <summary>Whether no element is NaN or infinite; waits for the answer.</summary>
    /// <param name="source">Any strides.</param>
    /// <returns>True where all are finite.</returns>
    bool AllFinite(Tensor<T> source);
}
