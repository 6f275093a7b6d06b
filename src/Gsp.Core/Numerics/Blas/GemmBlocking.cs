namespace Gsp.Numerics;

/// <summary>The block sizes of the matrix product.</summary>
/// <remarks>The depth of a block decides how many partial sums make an element, so it depends on k alone: never on the vector width, the
/// thread count, the strides or the other sizes. The remaining sizes only decide the order of independent elements.</remarks>
internal static class GemmBlocking
{
    /// <summary>Rows of a register tile.</summary>
    public const int TileRows = 4;

    /// <summary>Vectors across a register tile: 4 x 3 accumulators, 3 vectors of B and one broadcast of A fill 16 registers.</summary>
    public const int TileVectors = 3;

    /// <summary>The deepest block: a panel of B (3 vectors wide) stays in the first-level cache.</summary>
    public const int MaximumDepth = 256;

    /// <summary>Rows of A packed at a time: with the depth they half fill a second-level cache of 512 KiB.</summary>
    public static int RowBlock(int elementSize) => 1024 / elementSize;

    /// <summary>Columns of B packed at a time: a share of the third-level cache.</summary>
    public static int ColumnBlock(int elementSize) => 16384 / elementSize;

    /// <summary>Number of blocks that the sum over k is cut into; a product without terms is one empty block.</summary>
    public static int DepthBlocks(int k) => Math.Max(1, (k + MaximumDepth - 1) / MaximumDepth);

    /// <summary>Start of a block of the sum over k; blocks differ by at most one term.</summary>
    public static int DepthStart(int k, int blocks, int block) => (int)((long)k * block / blocks);

    /// <summary>Vectors across the next panel of B: three, but 2 + 2 rather than 3 + 1, as a single vector cannot hide the latency.</summary>
    public static int PanelVectors(int left) =>
        left == 4 ? 2
        : left < TileVectors ? left
        : TileVectors;
}
