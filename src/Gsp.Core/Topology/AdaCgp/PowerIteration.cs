namespace Gsp.Topology;

/// <summary>The largest eigenvalue of a slowly moving symmetric positive semidefinite matrix: one power step a call, warm-started.</summary>
/// <remarks>The Rayleigh quotient is a lower bound that tightens from call to call; a step of 1 / lambda keeps a factor two from the limit 2 / lambda of stability.
/// Cost: 2 n^2 operations a call.</remarks>
internal sealed class PowerIteration
{
    private readonly double[] vector;
    private readonly double[] product;

    /// <summary>Starts from a fixed vector that no coordinate symmetry cancels.</summary>
    public PowerIteration(int size)
    {
        vector = new double[size];
        product = new double[size];
        Reset();
    }

    /// <summary>The present bound.</summary>
    public double Value { get; private set; }

    /// <summary>Starts again.</summary>
    public void Reset()
    {
        Array.Fill(vector, 1 / Math.Sqrt(vector.Length));
        Value = 0;
    }

    /// <summary>One power step.</summary>
    /// <param name="matrix">n x n, row-major.</param>
    public void Update(ReadOnlySpan<double> matrix)
    {
        int n = vector.Length;
        for (int i = 0; i < n; i++)
        {
            product[i] = RowKernels.Dot(matrix.Slice(i * n, n), vector);
        }
        double norm = Math.Sqrt(RowKernels.Dot(product, product));
        // For a semidefinite matrix both |Rv| and the diagonal bound the eigenvalue from below.
        double bound = norm;
        for (int i = 0; i < n; i++)
        {
            bound = Math.Max(bound, matrix[i * n + i]);
        }
        Value = bound;
        for (int i = 0; i < n; i++)
        {
            vector[i] = norm > 0 ? product[i] / norm : vector[i];
        }
    }

    /// <summary>Saves the state.</summary>
    public void Save(Snapshot snapshot, string name) =>
        snapshot.Put($"{name}.vector", vector).Put($"{name}.value", Value);

    /// <summary>Restores a saved state.</summary>
    public void Restore(Snapshot snapshot, string name)
    {
        snapshot.CopyTo($"{name}.vector", vector);
        Value = snapshot.GetScalar($"{name}.value");
    }
}
