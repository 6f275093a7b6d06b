using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>Which shares of attention are dropped.</summary>
/// <remarks>
/// Scores are cut into squares of 16 queries and 16 keys (of those a mask leaves, counted from 0), numbered row by row within a head and head by head.
/// The share of key c and query r of square s goes where word 16 c + r of the chunks 4 s to 4 s + 3 of <see cref="DropoutWords"/> is below the
/// threshold. So forward and backward passes, and any device, find the same shares without keeping them.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Key">Names the draw.</param>
/// <param name="Threshold">Words below it drop their share: the probability times 2^32.</param>
/// <param name="Factor">The factor of the shares that stay.</param>
public sealed record AttentionDropout<T>(ulong Key, uint Threshold, T Factor)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Square = 16;
    private const int Words = Square * Square;

    /// <summary>The factors (0, or that of shares that stay) of a tile with queries in its lanes and keys in its rows, or the reverse.</summary>
    internal unsafe void Factors(
        int head,
        int queries,
        int keys,
        int firstLane,
        int firstRow,
        int rows,
        int lanes,
        bool lanesAreQueries,
        T* tile
    )
    {
        uint* words = stackalloc uint[Words];
        T* square = stackalloc T[Words];
        int across = firstLane % Square;
        for (int row = firstRow / Square * Square; row < firstRow + rows; row += Square)
        {
            (int query, int key) = lanesAreQueries ? (firstLane, row) : (row, firstLane);
            long number = ((long)head * Squares(queries)) + (query / Square);
            number = (number * Squares(keys)) + (key / Square);
            int from = Math.Max(row, firstRow);
            int count = Math.Min(row + Square, firstRow + rows) - from;
            T* target = tile + ((nint)(from - firstRow) * lanes);
            bool whole = lanesAreQueries && lanes == Square && count == Square;
            T* drawn = whole ? target : square;
            for (int part = 0; part < Words / DropoutWords.Chunk; part++)
            {
                int start = part * DropoutWords.Chunk;
                DropoutWords.FillFast(Key, (ulong)(4 * number) + (ulong)part, words + start);
                ProcessorDevice<T>.Factors(words + start, Threshold, Factor, drawn + start);
            }
            if (!lanesAreQueries)
            {
                Turn(square + (across * Square) + (from - row), target, count, lanes);
            }
            else if (!whole)
            {
                for (int j = 0; j < count; j++)
                {
                    T* source = square + ((from - row + j) * Square) + across;
                    new Span<T>(source, lanes).CopyTo(new Span<T>(target + (j * lanes), lanes));
                }
            }
        }
    }

    /// <summary>target_jl = source_lj for some rows of the target.</summary>
    private static unsafe void Turn(T* source, T* target, int count, int lanes)
    {
        int j = 0;
        for (; j + 4 <= count && lanes % 4 == 0; j += 4)
        {
            for (int lane = 0; lane < lanes; lane += 4)
            {
                Fours.Transpose(source + (lane * Square) + j, Square, target + (j * lanes) + lane, lanes);
            }
        }
        for (; j < count; j++)
        {
            for (int lane = 0; lane < lanes; lane++)
            {
                target[(j * lanes) + lane] = source[(lane * Square) + j];
            }
        }
    }

    private static int Squares(int length) => (length + Square - 1) / Square;
}
