namespace Gsp.Random;

/// <summary>The order in which Python walks through a set of consecutive whole numbers.</summary>
/// <remarks>networkx keeps the nodes of a block as a set and draws edges in its order, so a study's graph can only be rebuilt with it. A
/// whole number hashes to itself, its place is its value modulo the table's size, and consecutive numbers never collide.</remarks>
public static class PythonSet
{
    /// <summary>The order of <c>set(range(start, start + count))</c>.</summary>
    /// <param name="start">First number, zero or more.</param>
    /// <param name="count">How many, zero or more.</param>
    /// <returns>The numbers in Python's order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is negative.</exception>
    public static int[] RangeOrder(int start, int count)
    {
        Require.InRange(start, 0, int.MaxValue);
        long size = TableSize(Require.InRange(count, 0, int.MaxValue - start));
        return [.. Enumerable.Range(start, count).OrderBy(value => value % size)];
    }

    /// <summary>The table starts with eight places and grows to the next power of two above 4 (beyond 50,000: 2) times its content once
    /// three fifths are taken.</summary>
    private static long TableSize(int count)
    {
        long size = 8;
        for (long used = 1; used <= count; used++)
        {
            if (used * 5 >= (size - 1) * 3)
            {
                long wanted = used > 50_000 ? used * 2 : used * 4;
                while (size <= wanted)
                {
                    size *= 2;
                }
            }
        }
        return size;
    }
}
