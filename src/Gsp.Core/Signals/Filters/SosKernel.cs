using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Gsp.Signals;

/// <summary>Runs a cascade with its sections in lockstep: at one tick section k works on sample t - 3 k.</summary>
/// <remarks>
/// A section waits for its own last output whatever the machine's width. Four sections, each three samples behind the one before, are independent
/// within a tick and fill the four lanes of a vector, so that they wait together; three samples are the time that an output needs to reach the next
/// lane. In direct form I the wait is one fused operation a sample. Every lane does the operations of <see cref="Step"/> in the same
/// order: the bits do not depend on the path, on the pieces of the stream or on the machine.
/// </remarks>
internal static class SosKernel
{
    /// <summary>Numbers that a section remembers: its last two inputs and its last two outputs.</summary>
    public const int Remembered = 4;

    private const int Lanes = 4;
    private const int Stagger = 3;
    private const int Block = 2048; // samples that stay in the nearest cache between one group of sections and the next
    private const int ShortestPiece = 32;

    /// <summary>Filters a piece of a stream; the output may be the input.</summary>
    /// <param name="sections">The cascade.</param>
    /// <param name="memory">x_(t-1), x_(t-2), y_(t-1), y_(t-2) of each section, updated.</param>
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
                Group(sections.Slice(k, depth), memory.Slice(Remembered * k, Remembered * depth), from, to);
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
        int delay = Stagger * (sections.Length - 1);
        // The outputs of each lane at the last three ticks, the latest first.
        Span<double> recent = stackalloc double[Stagger * Lanes];
        recent.Clear();
        // The first samples go as far down the cascade as the stagger asks.
        for (int t = 0; t < delay; t++)
        {
            int end = sections.Length - 1 - t / Stagger;
            int ticksAgo = delay - Stagger * (end - 1) - t;
            recent[(ticksAgo - 1) * Lanes + end - 1] = Chain(sections, memory, input[t], 0, end);
        }
        Lockstep(sections, memory, recent, input[delay..], output[..(output.Length - delay)]);
        // The last samples go through the sections that they have not met.
        for (int t = input.Length - delay; t < input.Length; t++)
        {
            int next = (input.Length - 1 - t) / Stagger + 1;
            int ticksAgo = input.Length - t - Stagger * (next - 1);
            double x = recent[(ticksAgo - 1) * Lanes + next - 1];
            output[t] = Chain(sections, memory, x, next, sections.Length);
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
            x = Step(in sections[k], memory.Slice(Remembered * k, Remembered), x);
        }
        return x;
    }

    private static double Step(in SecondOrderSection s, Span<double> past, double x)
    {
        double ahead = Math.FusedMultiplyAdd(s.B0, x, Math.FusedMultiplyAdd(s.B1, past[0], s.B2 * past[1]));
        double y = Math.FusedMultiplyAdd(-s.A1, past[2], Math.FusedMultiplyAdd(-s.A2, past[3], ahead));
        (past[0], past[1], past[2], past[3]) = (x, past[0], y, past[2]);
        return y;
    }

    private static void Lockstep(
        ReadOnlySpan<SecondOrderSection> sections,
        Span<double> memory,
        Span<double> recent,
        ReadOnlySpan<double> input,
        Span<double> output
    )
    {
        int depth = sections.Length;
        Span<double> lanes = stackalloc double[9 * Lanes];
        lanes.Clear();
        for (int k = 0; k < depth; k++)
        {
            SecondOrderSection s = sections[k];
            Span<double> past = memory.Slice(Remembered * k, Remembered);
            double[] column = [s.B0, s.B1, s.B2, -s.A1, -s.A2, past[0], past[1], past[2], past[3]];
            for (int row = 0; row < column.Length; row++)
            {
                lanes[row * Lanes + k] = column[row];
            }
        }
        Span<Vector256<double>> rows = MemoryMarshal.Cast<double, Vector256<double>>(lanes);
        (Vector256<double> b0, Vector256<double> b1, Vector256<double> b2) = (rows[0], rows[1], rows[2]);
        (Vector256<double> a1, Vector256<double> a2) = (rows[3], rows[4]);
        (Vector256<double> x1, Vector256<double> x2) = (rows[5], rows[6]);
        (Vector256<double> y1, Vector256<double> y2) = (rows[7], rows[8]);
        Span<Vector256<double>> ticks = MemoryMarshal.Cast<double, Vector256<double>>(recent);
        (Vector256<double> nextOut, Vector256<double> lastOut) = (ticks[1], ticks[2]);
        Vector256<double> newest = ticks[0];
        Span<double> stored = stackalloc double[Lanes];
        ref double lane = ref MemoryMarshal.GetReference(stored);
        ref double from = ref MemoryMarshal.GetReference(input);
        ref double to = ref MemoryMarshal.GetReference(output);
        for (int t = 0; t < input.Length; t++)
        {
            // Each section reads what the one before it wrote three ticks ago. The constant has to stand here to become one instruction.
            Vector256<double> x = Vector256
                .Shuffle(lastOut, Vector256.Create(0L, 0, 1, 2))
                .WithElement(0, Unsafe.Add(ref from, t));
            Vector256<double> ahead = Vector256.FusedMultiplyAdd(b0, x, Vector256.FusedMultiplyAdd(b1, x1, b2 * x2));
            Vector256<double> y = Vector256.FusedMultiplyAdd(a1, y1, Vector256.FusedMultiplyAdd(a2, y2, ahead));
            (x1, x2, y1, y2) = (x, x1, y, y1);
            (newest, nextOut, lastOut) = (y, newest, nextOut);
            y.StoreUnsafe(ref lane);
            Unsafe.Add(ref to, t) = Unsafe.Add(ref lane, depth - 1);
        }
        (ticks[0], ticks[1], ticks[2]) = (newest, nextOut, lastOut);
        (rows[5], rows[6], rows[7], rows[8]) = (x1, x2, y1, y2);
        for (int k = 0; k < depth; k++)
        {
            for (int row = 0; row < Remembered; row++)
            {
                memory[Remembered * k + row] = lanes[(5 + row) * Lanes + k];
            }
        }
    }
}
