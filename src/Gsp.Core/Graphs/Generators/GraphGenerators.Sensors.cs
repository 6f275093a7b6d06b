using Gsp.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Graphs;

public static partial class GraphGenerators
{
    /// <summary>Sensors scattered in the unit square, joined to their nearest ones with Gaussian weights (PyGSP: <c>Sensor</c>).</summary>
    /// <param name="nodes">N.</param>
    /// <param name="stream">Two words a node.</param>
    /// <param name="neighbours">k nearest neighbours of each, 1 .. N-1.</param>
    /// <returns>The undirected weighted graph with its coordinates; it need not be connected for small k.</returns>
    public static Graph RandomSensor(int nodes, RandomStream stream, int neighbours = 6)
    {
        // One point in each cell of a square lattice keeps the sensors spread out, as in a planned network.
        int side = (int)Math.Ceiling(Math.Sqrt(Require.Positive(nodes)));
        int[] cells = stream.Choice(side * side, nodes, replace: false);
        Matrix<double> points = Matrix<double>.Build.Dense(nodes, 2);
        for (int i = 0; i < nodes; i++)
        {
            points[i, 0] = (cells[i] % side + stream.NextUniform()) / side;
            points[i, 1] = (cells[i] / side + stream.NextUniform()) / side;
        }
        return NeighbourGraphs.KNearest(points, neighbours, symmetrisation: Symmetrisation.Fill);
    }
}
