using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Gsp.Signals;

/// <summary>Runs a cascade with its sections in lockstep: at one tick section k works on sample t - k.</summary>
/// <remarks>
/// One section waits for its own last output, two fused operations a sample whatever the machine's width. Four sections, each a sample behind the
/// one before, are independent within a tick and fill the four lanes of a vector, so that they wait together. Every lane does the operations of
/// <see cref="Step"/> in the same order: the bits do not depend on the path, on the pieces of the stream or on the machine.
/// </remarks>
internal static class SosKernel
{
    private const int Lanes = 4;
    private const int Block = 2048; // samples that stay in the nearest cache between one group of sections and the next
    private const int ShortestPiece = 16;

    /// <summary>Filters a piece of a stream; the output may be the input.</summary>
    /// <param name="sections">The cascade.</param>
    /// <param name="memory">Two numbers a section, updated.</param>
    /// <param name="input">The piece.</param>
    /// <param name="output">Receives as many samples.</param>
    public static void Run(
        ReadOnlySpan<SecondOrderSection> sections,
        Span<double> memory,
        ReadOnlySpan<double> input,
        Span<double> output
    )
    {
        for (int start = 0; start < input.Length; start += Block)
        {
            int count = Math.Min(Block, input.Length - start);
            ReadOnlySpan<double> from = input.Slice(start, count);
            Span<double> to = output.Slice(start, count);
            for (int k = 0; k < sections.Length; k += Lanes)
            {
                int depth = Math.Min(Lanes, sections.Length - k);
                Group(sections.Slice(k, depth), memory.Slice(2 * k, 2 * depth), from, to);
                from = to;
            }
        }
    }

    private static void Group(
        ReadOnlySpan<SecondOrderSection> sections,
        Span<double> memory,
        ReadOnlySpan<double> input,
        Span<double> output
    )
    {
        if (input.Length < ShortestPiece)
        {
            for (int t = 0; t < input.Length; t++)
            {
                output[t] = Chain(sections, memory, input[t], 0, sections.Length);
            }
            return;
        }
        int depth = sections.Length;
        Span<double> last = stackalloc double[Lanes];
        last.Clear();
        // The first samples go as far down the cascade as the stagger asks.
        for (int t = 0; t < depth - 1; t++)
        {
            last[depth - 2 - t] = Chain(sections, memory, input[t], 0, depth - 1 - t);
        }
        Lockstep(sections, memory, last, input[(depth - 1)..], output[..(output.Length - depth + 1)]);
        // The last samples go through the sections that they have not met.
        for (int t = input.Length - depth + 1; t < input.Length; t++)
        {
            int next = input.Length - t;
            output[t] = Chain(sections, memory, last[next - 1], next, depth);
        }
    }

    private static double Chain(
        ReadOnlySpan<SecondOrderSection> sections,
        Span<double> memory,
        double x,
        int first,
        int end
    )
    {
        for (int k = first; k < end; k++)
        {
            x = Step(in sections[k], ref memory[2 * k], ref memory[2 * k + 1], x);
        }
        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Step(in SecondOrderSection s, ref double near, ref double far, double x)
    {
        double y = Math.FusedMultiplyAdd(s.B0, x, near);
        near = Math.FusedMultiplyAdd(-s.A1, y, Math.FusedMultiplyAdd(s.B1, x, far));
        far = Math.FusedMultiplyAdd(-s.A2, y, s.B2 * x);
        return y;
    }

    private static void Lockstep(
        ReadOnlySpan<SecondOrderSection> sections,
        Span<double> memory,
        Span<double> last,
        ReadOnlySpan<double> input,
        Span<double> output
    )
    {
        int depth = sections.Length;
        Span<double> lanes = stackalloc double[7 * Lanes];
        lanes.Clear();
        for (int k = 0; k < depth; k++)
        {
            SecondOrderSection s = sections[k];
            double[] column = [s.B0, s.B1, s.B2, -s.A1, -s.A2, memory[2 * k], memory[2 * k + 1]];
            for (int row = 0; row < column.Length; row++)
            {
                lanes[row * Lanes + k] = column[row];
            }
        }
        ReadOnlySpan<Vector256<double>> rows = MemoryMarshal.Cast<double, Vector256<double>>(lanes);
        (Vector256<double> b0, Vector256<double> b1, Vector256<double> b2) = (rows[0], rows[1], rows[2]);
        (Vector256<double> a1, Vector256<double> a2) = (rows[3], rows[4]);
        (Vector256<double> near, Vector256<double> far) = (rows[5], rows[6]);
        Vector256<double> y = Vector256.Create<double>(last);
        var down = Vector256.Create(0L, 0, 1, 2); // each section reads what the one before it wrote
        ref double from = ref MemoryMarshal.GetReference(input);
        ref double to = ref MemoryMarshal.GetReference(output);
        for (int t = 0; t < input.Length; t++)
        {
            Vector256<double> x = Vector256.Shuffle(y, down).WithElement(0, Unsafe.Add(ref from, t));
            y = Vector256.FusedMultiplyAdd(b0, x, near);
            near = Vector256.FusedMultiplyAdd(a1, y, Vector256.FusedMultiplyAdd(b1, x, far));
            far = Vector256.FusedMultiplyAdd(a2, y, b2 * x);
            y.CopyTo(last);
            Unsafe.Add(ref to, t) = last[depth - 1];
        }
        for (int k = 0; k < depth; k++)
        {
            (memory[2 * k], memory[2 * k + 1]) = (near.GetElement(k), far.GetElement(k));
        }
    }
}
