namespace Gsp.Numerics;

/// <summary>Which end of the spectrum is wanted.</summary>
public enum SpectrumEnd
{
    /// <summary>The largest eigenvalues, in decreasing order.</summary>
    Largest,

    /// <summary>The smallest eigenvalues, in increasing order.</summary>
    Smallest,
}

/// <summary>Settings of a Lanczos iteration.</summary>
public sealed record LanczosOptions
{
    /// <summary>Number of eigenpairs wanted, at least 1 and at most the operator's size.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Which end of the spectrum.</summary>
    public SpectrumEnd End { get; init; } = SpectrumEnd.Largest;

    /// <summary>A pair has converged when its residual is at most this times the largest modulus of a Ritz value; 0 or more.</summary>
    public double Tolerance { get; init; } = 1e-10;

    /// <summary>Limit of operator products, at least 1.</summary>
    public int MostProducts { get; init; } = 5000;

    /// <summary>Largest dimension of the Krylov space before a restart; 0 takes max(2 Count + 10, 20). Larger needs fewer products and more
    /// memory (n numbers each).</summary>
    public int Dimension { get; init; }

    internal void Validate(int size)
    {
        Require.InRange(Count, 1, size, "there are no more eigenpairs than rows");
        Require.That(Enum.IsDefined(End), $"{(int)End} is no end of a spectrum", nameof(End));
        Require.NotNegative(Tolerance);
        Require.InRange(MostProducts, 1, int.MaxValue);
        Require.That(
            Dimension == 0 || Dimension > Count + 1 || Dimension >= size,
            $"Dimension is {Dimension}; it must exceed Count + 1 = {Count + 1} to leave room for new directions, or be 0",
            nameof(Dimension)
        );
    }
}
