using Gsp.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Numerics;

/// <summary>The orthonormal basis of a Lanczos iteration and the operator's projection on it.</summary>
internal sealed class KrylovSpace
{
    private const double MachineEpsilon = 2.220446049250313e-16;
    private const int Stride = 5;
    private readonly LinearOperator product;
    private readonly int n;
    private readonly LanczosOptions options;
    private readonly int capacity;
    private readonly double[] basis; // row k is the k-th orthonormal direction; one more row than the capacity
    private readonly double[] projection; // capacity x capacity, symmetric: V^T A V
    private readonly RandomStream directions = new RandomStream(0).Split("krylov");
    private int count; // directions whose image is known
    private double coupling; // |A v_last minus its part in the space|: couples the space to the next direction
    private bool invariant; // the space contains all its images
    private bool finite = true;
    private SymmetricEigen? ritz;

    public KrylovSpace(LinearOperator product, int size, LanczosOptions options, ReadOnlySpan<double> start)
    {
        this.product = product;
        n = size;
        this.options = options;
        capacity = Math.Min(n, options.Dimension == 0 ? Math.Max(2 * options.Count + 10, 20) : options.Dimension);
        basis = new double[(capacity + 1) * n];
        projection = new double[capacity * capacity];
        Span<double> first = Row(0);
        if (start.IsEmpty)
        {
            directions.FillNormal(first);
        }
        else
        {
            Require.SameLength(start.Length, n, nameof(start));
            Require.Finite(start, nameof(start));
            start.CopyTo(first);
        }
        double norm = Reductions.Norm(first);
        Require.That(norm > 0, "a Lanczos iteration cannot start from the zero vector", nameof(start));
        Vectors.Scale<double>(1 / norm, first);
    }

    public int Products { get; private set; }

    public bool IsFull => count == capacity;

    /// <summary>Adds a few directions, until the space is full, closed, or the products are spent. Often enough for a good start.</summary>
    public void Grow(CancellationToken cancellation)
    {
        Span<double> coefficients = new double[capacity];
        int target = Math.Max(options.Count + 1, count + Stride);
        while (
            count < Math.Min(capacity, target) && finite && (Products < options.MostProducts || count < options.Count)
        )
        {
            cancellation.ThrowIfCancellationRequested();
            Span<double> next = Row(count + 1);
            product(Row(count), next);
            Products++;
            double image = Reductions.Norm(next);
            if (!double.IsFinite(image))
            {
                finite = false;
                return;
            }
            Orthogonalise(next, count + 1, coefficients);
            for (int i = 0; i <= count; i++)
            {
                projection[i * capacity + count] = projection[count * capacity + i] = coefficients[i];
            }
            count++;
            coupling = Reductions.Norm(next);
            invariant = coupling <= 8 * MachineEpsilon * image;
            if (invariant)
            {
                coupling = 0;
                if (count == n || !Fresh(next, count))
                {
                    return;
                }
                continue;
            }
            Vectors.Scale<double>(1 / coupling, next);
        }
    }

    /// <summary>The Ritz pairs of the present space.</summary>
    public LanczosResult Extract()
    {
        var matrix = new double[count * count];
        for (int i = 0; i < count; i++)
        {
            projection.AsSpan(i * capacity, count).CopyTo(matrix.AsSpan(i * count));
        }
        ritz = finite ? SymmetricEigen.OfRowMajor(matrix, count, vectors: true) : null;
        int wanted = options.Count;
        var values = new double[wanted];
        var residuals = new double[wanted];
        var vectors = new double[wanted * n];
        if (ritz is null || ritz.Status != DecompositionStatus.Succeeded)
        {
            Array.Fill(values, double.NaN);
            Array.Fill(residuals, double.NaN);
            Array.Fill(vectors, double.NaN);
            return Result(values, residuals, vectors, IterationStatus.Diverged);
        }
        double scale = Math.Max(Math.Abs(ritz.Values[0]), Math.Abs(ritz.Values[^1]));
        bool converged = true;
        for (int k = 0; k < wanted; k++)
        {
            int index = Index(k);
            values[k] = ritz.Values[index];
            residuals[k] = coupling * Math.Abs(ritz.Vector(index)[count - 1]);
            converged &= residuals[k] <= Math.Max(options.Tolerance, n * MachineEpsilon) * scale;
            Combine(ritz.Vector(index), vectors.AsSpan(k * n, n));
            Elementwise.MakeLargestPositive(vectors.AsSpan(k * n, n));
        }
        // A closed space smaller than the whole may hide an eigenvalue further out, so it must be full once before it is believed.
        bool believed = converged && (!invariant || count == capacity || count == n);
        return Result(
            values,
            residuals,
            vectors,
            believed ? IterationStatus.Converged : IterationStatus.IterationLimit
        );
    }

    /// <summary>Keeps the wanted Ritz vectors and half of the rest of the room; false where the space cannot shrink.</summary>
    public bool Compress()
    {
        int kept = Math.Min(options.Count + (capacity - options.Count) / 2, capacity - 1);
        if (ritz is null || kept < options.Count)
        {
            return false;
        }
        var compressed = new double[kept * n];
        for (int k = 0; k < kept; k++)
        {
            Combine(ritz.Vector(Index(k)), compressed.AsSpan(k * n, n));
        }
        Array.Clear(projection);
        for (int k = 0; k < kept; k++)
        {
            projection[k * capacity + k] = ritz.Values[Index(k)];
        }
        Span<double> residual = Row(count);
        compressed.CopyTo(basis, 0);
        residual.CopyTo(Row(kept)); // the next direction; its coupling to each Ritz vector appears when it is multiplied
        count = kept;
        return true;
    }

    private int Index(int k) => options.End == SpectrumEnd.Largest ? count - 1 - k : k;

    private Span<double> Row(int k) => basis.AsSpan(k * n, n);

    private void Combine(ReadOnlySpan<double> weights, Span<double> vector)
    {
        vector.Clear();
        for (int i = 0; i < weights.Length; i++)
        {
            Vectors.AddScaled<double>(weights[i], Row(i), vector);
        }
    }

    private void Orthogonalise(Span<double> vector, int against, Span<double> coefficients)
    {
        coefficients.Clear();
        for (int pass = 0; pass < 2; pass++)
        {
            for (int i = 0; i < against; i++)
            {
                double c = Vectors.Dot<double>(Row(i), vector);
                coefficients[i] += c;
                Vectors.AddScaled<double>(-c, Row(i), vector);
            }
        }
    }

    /// <summary>A random direction orthogonal to the space, for when the space is closed.</summary>
    private bool Fresh(Span<double> vector, int against)
    {
        directions.FillNormal(vector);
        Span<double> unused = new double[capacity + 1];
        Orthogonalise(vector, against, unused);
        double norm = Reductions.Norm(vector);
        if (norm < 1e-8)
        {
            return false;
        }
        Vectors.Scale<double>(1 / norm, vector);
        return true;
    }

    private LanczosResult Result(double[] values, double[] residuals, double[] vectors, IterationStatus status) =>
        new()
        {
            Values = values,
            Vectors = Matrix<double>.Build.Dense(n, values.Length, vectors),
            Residuals = residuals,
            Products = Products,
            Status = status,
        };
}
