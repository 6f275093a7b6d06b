using System.Globalization;

namespace Gsp.Numerics;

/// <summary>What a power iteration has found.</summary>
/// <param name="Value">The Rayleigh quotient of the current vector: the estimate of the eigenvalue of largest modulus.</param>
/// <param name="Residual">|A v - value v|: for a symmetric matrix an eigenvalue lies within this distance of the estimate.</param>
/// <param name="Iterations">Number of products taken.</param>
/// <param name="Status">How it ended.</param>
public readonly record struct PowerEstimate(double Value, double Residual, int Iterations, IterationStatus Status)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Status} after {Iterations} products: {Value:g6}, residual {Residual:g3}"
        );
}

/// <summary>The power iteration for the dominant eigenvalue, kept warm from call to call.</summary>
/// <remarks>
/// v is kept between calls, so that a matrix that changes slowly needs one product a step. Meant for a symmetric matrix (or one whose dominant
/// eigenvalue is real and simple in modulus; otherwise the residual stays large and the status says so). The first start is a fixed vector
/// without symmetry, so that it is orthogonal to no eigenvector that one meets; <see cref="Reset"/> returns to it. Cost: one product of the operator an
/// iteration. Allocates nothing. Deterministic. Not thread-safe.
/// </remarks>
public sealed class PowerIteration
{
    private readonly double[] vector;
    private readonly double[] image;

    /// <summary>Room for an operator of one size, at the fixed start.</summary>
    /// <param name="size">Number of rows n, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive.</exception>
    public PowerIteration(int size)
    {
        vector = new double[Require.InRange(size, 1, int.MaxValue)];
        image = new double[size];
        Reset();
    }

    /// <summary>The current unit vector: n numbers.</summary>
    public ReadOnlySpan<double> Vector => vector;

    /// <summary>Returns to the fixed start.</summary>
    public void Reset()
    {
        for (int i = 0; i < vector.Length; i++)
        {
            // Fractional parts of multiples of the golden ratio: all different, none small.
            double phase = (i + 1) * 0.6180339887498949;
            vector[i] = 0.5 + (phase - Math.Floor(phase));
        }
        Vectors.Scale<double>(1 / Reductions.Norm(vector), vector);
    }

    /// <summary>Starts from a given direction.</summary>
    /// <param name="start">n finite numbers, not all zero.</param>
    /// <exception cref="ArgumentException">Wrong length, not finite, or zero.</exception>
    public void Restart(ReadOnlySpan<double> start)
    {
        Require.SameLength(start.Length, vector.Length, nameof(start));
        Require.Finite(start, nameof(start));
        double norm = Reductions.Norm(start);
        Require.That(norm > 0, "a power iteration cannot start from the zero vector", nameof(start));
        start.CopyTo(vector);
        Vectors.Scale<double>(1 / norm, vector);
    }

    /// <summary>One product: estimates the eigenvalue with the present vector, then improves the vector.</summary>
    /// <param name="product">The operator.</param>
    /// <returns>The estimate; its status is IterationLimit unless the residual is exactly zero.</returns>
    public PowerEstimate Step(LinearOperator product) => Run(product, 0, 1);

    /// <summary>Iterates until |A v - value v| is at most tolerance |value|.</summary>
    /// <param name="product">The operator.</param>
    /// <param name="tolerance">Relative residual, zero or more.</param>
    /// <param name="mostIterations">Limit of products, at least 1.</param>
    /// <returns>The estimate with its status.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public PowerEstimate Run(LinearOperator product, double tolerance = 1e-10, int mostIterations = 1000)
    {
        Require.NotNegative(tolerance);
        Require.InRange(mostIterations, 1, int.MaxValue);
        double value = 0;
        double residual = double.PositiveInfinity;
        for (int k = 1; k <= mostIterations; k++)
        {
            product(vector, image);
            value = Vectors.Dot<double>(vector, image);
            double norm = Reductions.Norm(image);
            if (!double.IsFinite(norm))
            {
                Reset();
                return new PowerEstimate(double.NaN, double.NaN, k, IterationStatus.Diverged);
            }
            Vectors.AddScaled<double>(-value, vector, image);
            residual = Reductions.Norm(image);
            if (norm == 0)
            {
                // v lies in the null space; where the operator is zero the answer is exact, and no other direction is known.
                return new PowerEstimate(0, 0, k, IterationStatus.Converged);
            }
            Vectors.AddScaled<double>(value, vector, image);
            image.CopyTo(vector, 0);
            Vectors.Scale<double>(1 / Reductions.Norm(image), vector);
            if (residual <= tolerance * Math.Abs(value))
            {
                return new PowerEstimate(value, residual, k, IterationStatus.Converged);
            }
        }
        return new PowerEstimate(value, residual, mostIterations, IterationStatus.IterationLimit);
    }

    /// <summary>Saves the current vector.</summary>
    /// <param name="snapshot">Receives the state.</param>
    /// <param name="name">The entry's name.</param>
    public void Save(Snapshot snapshot, string name) => snapshot.Put(name, vector);

    /// <summary>Takes over a saved vector.</summary>
    /// <param name="snapshot">A snapshot with the state.</param>
    /// <param name="name">The entry's name.</param>
    /// <exception cref="ArgumentException">It belongs to another size.</exception>
    public void Restore(Snapshot snapshot, string name) => snapshot.CopyTo(name, vector);
}
