using System.Numerics;
using System.Runtime.InteropServices;
using Gsp.Compute;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>The processor as a device: the library's own vector kernels on all threads, with dense products by a <see cref="Backend"/>.</summary>
/// <remarks>The bits of a result depend neither on the number of threads nor on the vector width, as far as the backend's own do not.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe partial class ProcessorDevice<T> : IDevice<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Elements a thread takes at least: less work than this is done before another thread has woken.</summary>
    private const int Grain = 16384;

    private readonly IBlas<T> blas;
    private readonly int threads;

    /// <summary>Makes a device.</summary>
    /// <param name="backend">Dense products and the number of threads.</param>
    public ProcessorDevice(Backend backend)
    {
        ArgumentNullException.ThrowIfNull(backend);
        Name = backend.ToString();
        threads = backend.Threads;
        blas = (IBlas<T>)(object)(typeof(T) == typeof(float) ? backend.Single : backend.Double);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public nint Allocate(long bytes) => (nint)NativeMemory.AlignedAlloc((nuint)bytes, 64);

    /// <inheritdoc/>
    public void Free(nint address) => NativeMemory.AlignedFree((void*)address);

    /// <inheritdoc/>
    public void Upload(ReadOnlySpan<T> values, Tensor<T> target) => values.CopyTo(Span(target));

    /// <inheritdoc/>
    public void Download(Tensor<T> source, Span<T> values) => Span(source).CopyTo(values);

    /// <inheritdoc/>
    public void Fill(Tensor<T> target, T value)
    {
        T* data = Pointer(target);
        For(target.Elements, Grain, (start, end) => new Span<T>(data + start, end - start).Fill(value));
    }

    /// <inheritdoc/>
    public bool AllFinite(Tensor<T> source)
    {
        T* data = Pointer(source);
        var loop = StridedLoop.Over(source.Shape, source);
        int bad = 0;
        For(
            loop.Outer,
            Math.Max(1, Grain / Math.Max(1, loop.Inner)),
            (start, end) =>
            {
                for (int outer = start; outer < end; outer++)
                {
                    T* x = data + loop.Start(0, outer);
                    for (int i = 0; i < loop.Inner; i++)
                    {
                        if (!T.IsFinite(x[(nint)i * loop.InnerStep(0)]))
                        {
                            Volatile.Write(ref bad, 1);
                            return;
                        }
                    }
                }
            }
        );
        return bad == 0;
    }

    internal static T* Pointer(Tensor<T> tensor) => (T*)tensor.Address;

    internal static Span<T> Span(Tensor<T> tensor) => new(Pointer(tensor), tensor.Elements);

    /// <summary>Runs a loop on the device's threads.</summary>
    private void For(int count, int grain, Action<int, int> body) => ParallelFor.Run(count, threads, body, grain);
}
