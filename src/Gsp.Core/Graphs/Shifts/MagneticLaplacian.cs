using System.Globalization;
using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Graphs;

/// <summary>The magnetic Laplacian of a directed graph: Hermitian, so that directions live in phases and the spectrum stays real.</summary>
/// <remarks>
/// L = D - H with the mean weights w_ij = (W[i,j] + W[j,i]) / 2, D their row sums and H_ij = w_ij exp(i 2 pi q a_ij), where a_ij =
/// (W[j,i] - W[i,j]) / (W[j,i] + W[i,j]) is 1 for an edge that goes only from i to j, -1 for one only from j to i and 0 for a mutual edge.
/// q is the charge: 0 forgets directions (the combinatorial Laplacian of the mean weights), 1/4 makes opposite edges differ by a sign. L is
/// positive semidefinite for every q; its smallest eigenvalue is 0 exactly where the phases around every cycle add up to whole turns.
/// Immutable and thread-safe. Fanuel, Alaiz, Fernandez and Suykens, "Magnetic eigenmaps for the visualization of directed networks", ACHA 44 (2018).
/// </remarks>
public sealed class MagneticLaplacian
{
    private readonly Matrix<Complex> matrix;

    private MagneticLaplacian(Matrix<Complex> matrix, double charge, bool normalised) =>
        (this.matrix, Charge, IsNormalised) = (matrix, charge, normalised);

    /// <summary>The charge q.</summary>
    public double Charge { get; }

    /// <summary>Whether it is the form I - D^-1/2 H D^-1/2, with eigenvalues in [0, 2].</summary>
    public bool IsNormalised { get; }

    /// <summary>Number of nodes N.</summary>
    public int Nodes => matrix.RowCount;

    /// <summary>Builds the operator. Cost: O(N^2).</summary>
    /// <param name="graph">A graph of non-negative weights.</param>
    /// <param name="charge">q in [0, 1/2]; beyond that the phases only repeat.</param>
    /// <param name="normalised">Whether the normalised form is wanted; isolated nodes have zero rows.</param>
    /// <returns>The operator.</returns>
    public static MagneticLaplacian Of(Graph graph, double charge = 0.25, bool normalised = false)
    {
        GraphShifts.RequireNonNegative(graph);
        Require.InRange(charge, 0, 0.5);
        int n = graph.Nodes;
        Matrix<Complex> matrix = Matrix<Complex>.Build.Dense(n, n);
        double[] strength = graph.Symmetrise().InStrengths();
        double[] scale =
        [
            .. strength.Select(d =>
                !normalised ? 1
                : d > 0 ? 1 / Math.Sqrt(d)
                : 0
            ),
        ];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double from = graph.Rows[i, j];
                double to = graph.Rows[j, i];
                if (from + to > 0)
                {
                    double phase = 2 * Math.PI * charge * ((to - from) / (to + from));
                    double size = -0.5 * (from + to) * scale[i] * scale[j];
                    matrix[i, j] = new Complex(size * Math.Cos(phase), size * Math.Sin(phase));
                    matrix[j, i] = Complex.Conjugate(matrix[i, j]);
                }
            }
            matrix[i, i] = (strength[i] - graph.Rows[i, i]) * scale[i] * scale[i];
        }
        return new MagneticLaplacian(matrix, charge, normalised);
    }

    /// <summary>The operator as a fresh Hermitian matrix.</summary>
    /// <returns>L, N x N.</returns>
    public Matrix<Complex> ToMatrix() => matrix.Clone();

    /// <summary>L x.</summary>
    /// <param name="x">N complex values.</param>
    /// <returns>N complex values.</returns>
    public Complex[] Apply(params IReadOnlyList<Complex> x)
    {
        Require.SameLength(x.Count, Nodes, nameof(x), "one value a node");
        return (matrix * MathNet.Numerics.LinearAlgebra.Vector<Complex>.Build.DenseOfEnumerable(x)).ToArray();
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"magnetic Laplacian: {Nodes} nodes, charge {Charge:g4}{(IsNormalised ? ", normalised" : "")}"
        );
}
