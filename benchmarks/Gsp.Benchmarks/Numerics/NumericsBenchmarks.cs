using BenchmarkDotNet.Attributes;
using Gsp.Numerics;
using Gsp.Random;
using Gsp.Signals;
using MathNet.Numerics.LinearAlgebra;
using SparseMatrix = Gsp.Numerics.SparseMatrix;

namespace Gsp.Benchmarks;

/// <summary>Decompositions beside MathNet's own, and the rest of the numerics without a peer.</summary>
[MemoryDiagnoser]
public class NumericsBenchmarks
{
    private readonly double[] buffer = new double[100_000];
    private readonly System.Numerics.Complex[] spectrum = new System.Numerics.Complex[50_001];
    private readonly FourierTransform plan = new(100_000);
    private readonly SosFilter filter = ButterworthDesign.BandPass(4, 0.5, 40, 500);
    private Matrix<double> symmetric = null!;
    private Matrix<double> definite = null!;
    private SparseMatrix sparse = null!;
    private double[] vector = null!;

    /// <summary>Size of the matrices.</summary>
    [Params(50, 200)]
    public int Size { get; set; }

    /// <summary>Draws the inputs.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var stream = new RandomStream(1);
        vector = new double[Size];
        stream.FillNormal(vector);
        Matrix<double> a = Matrix<double>.Build.Dense(Size, Size, (_, _) => stream.NextNormal());
        symmetric = a + a.Transpose();
        definite = a * a.Transpose() + Matrix<double>.Build.DenseIdentity(Size);
        sparse = SparseMatrix.FromDense(a, 2);
        stream.FillNormal(buffer);
    }

    /// <summary>100,000 normal numbers.</summary>
    [Benchmark]
    public void Normals() => new RandomStream(1).FillNormal(buffer);

    /// <summary>Cholesky, ours.</summary>
    [Benchmark]
    public Cholesky CholeskyOurs() => Cholesky.Of(definite);

    /// <summary>Cholesky, MathNet's.</summary>
    [Benchmark]
    public object CholeskyMathNet() => definite.Cholesky();

    /// <summary>Symmetric eigenvalues and vectors, ours.</summary>
    [Benchmark]
    public SymmetricEigen EigenOurs() => SymmetricEigen.Of(symmetric);

    /// <summary>Symmetric eigenvalues and vectors, MathNet's.</summary>
    [Benchmark]
    public object EigenMathNet() => symmetric.Evd(Symmetricity.Symmetric);

    /// <summary>Singular values, ours.</summary>
    [Benchmark]
    public SingularValues SingularOurs() => SingularValues.Of(symmetric);

    /// <summary>Singular values, MathNet's.</summary>
    [Benchmark]
    public object SingularMathNet() => symmetric.Svd();

    /// <summary>Largest eigenpair by Lanczos.</summary>
    [Benchmark]
    public LanczosResult LargestPair() =>
        Lanczos.Run((x, y) => symmetric.Multiply(Vector<double>.Build.Dense(x.ToArray())).AsArray().CopyTo(y), Size);

    /// <summary>One sparse product.</summary>
    [Benchmark]
    public double[] SparseProduct() => sparse.Multiply(vector);

    /// <summary>Real transform of 100,000 samples.</summary>
    [Benchmark]
    public void Fourier() => plan.Forward(buffer, spectrum);

    /// <summary>Zero-phase band-pass of 100,000 samples.</summary>
    [Benchmark]
    public double[] ZeroPhase() => filter.ApplyZeroPhase(buffer);
}
