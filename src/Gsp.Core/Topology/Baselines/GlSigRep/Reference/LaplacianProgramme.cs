using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>The graph step as the reference study states it: over the half-vector of L, with trace and row sums as equalities.</summary>
/// <remarks>Variables x: the entries (i, j), i at most j, row by row. Minimise alpha tr(M L) + beta ||L||_F^2 with x at most 0 off the
/// diagonal and at least 0 on it; equalities tr L = N (row 0) and L 1 = 0 (rows 1 to N). M is the second moment of the smoothed frames.</remarks>
internal sealed class LaplacianProgramme
{
    private readonly Matrix<double> moment;
    private readonly double alpha;
    private readonly double beta;
    private readonly int[] rows;
    private readonly int[] columns;

    public LaplacianProgramme(Matrix<double> moment, double alpha, double beta)
    {
        (this.moment, this.alpha, this.beta) = (moment, alpha, beta);
        Nodes = moment.RowCount;
        Variables = Nodes * (Nodes + 1) / 2;
        rows = new int[Variables];
        columns = new int[Variables];
        Signs = new double[Variables];
        int e = 0;
        for (int i = 0; i < Nodes; i++)
        {
            for (int j = i; j < Nodes; j++, e++)
            {
                (rows[e], columns[e], Signs[e]) = (i, j, i == j ? -1 : 1);
            }
        }
    }

    public int Nodes { get; }

    public int Variables { get; }

    public int Equalities => Nodes + 1;

    /// <summary>The bounds are Signs * x at most 0.</summary>
    public double[] Signs { get; }

    /// <summary>The complete graph with unit degrees.</summary>
    public double[] Start() => [.. rows.Zip(columns, (i, j) => i == j ? 1 : -1.0 / (Nodes - 1))];

    public double Value(ReadOnlySpan<double> x)
    {
        double value = 0;
        for (int e = 0; e < x.Length; e++)
        {
            double copies = rows[e] == columns[e] ? 1 : 2;
            value += copies * x[e] * (alpha * moment[rows[e], columns[e]] + beta * x[e]);
        }
        return value;
    }

    public void Gradient(ReadOnlySpan<double> x, Span<double> gradient)
    {
        for (int e = 0; e < x.Length; e++)
        {
            double copies = rows[e] == columns[e] ? 1 : 2;
            gradient[e] = copies * (alpha * moment[rows[e], columns[e]] + 2 * beta * x[e]);
        }
    }

    /// <summary>The equalities' matrix times x, without their right-hand side.</summary>
    public void Apply(ReadOnlySpan<double> x, Span<double> equalities)
    {
        equalities.Clear();
        for (int e = 0; e < x.Length; e++)
        {
            equalities[1 + rows[e]] += x[e];
            if (rows[e] == columns[e])
            {
                equalities[0] += x[e];
            }
            else
            {
                equalities[1 + columns[e]] += x[e];
            }
        }
    }

    /// <summary>The transpose of the equalities' matrix times multipliers, added to x.</summary>
    public void AddTransposed(ReadOnlySpan<double> multipliers, Span<double> x)
    {
        for (int e = 0; e < x.Length; e++)
        {
            x[e] += multipliers[1 + rows[e]] + multipliers[rows[e] == columns[e] ? 0 : 1 + columns[e]];
        }
    }

    /// <summary>The equalities' matrix times diag(weights) times its transpose.</summary>
    public Matrix<double> WeightedGram(ReadOnlySpan<double> weights)
    {
        var gram = Matrix<double>.Build.Dense(Equalities, Equalities);
        for (int e = 0; e < weights.Length; e++)
        {
            int first = 1 + rows[e];
            int second = rows[e] == columns[e] ? 0 : 1 + columns[e];
            gram[first, first] += weights[e];
            gram[second, second] += weights[e];
            gram[first, second] += weights[e];
            gram[second, first] += weights[e];
        }
        return gram;
    }

    public double RightHandSide(int equality) => equality == 0 ? Nodes : 0;

    public Matrix<double> Laplacian(ReadOnlySpan<double> x)
    {
        var laplacian = Matrix<double>.Build.Dense(Nodes, Nodes);
        for (int e = 0; e < x.Length; e++)
        {
            laplacian[rows[e], columns[e]] = laplacian[columns[e], rows[e]] = x[e];
        }
        return laplacian;
    }
}
