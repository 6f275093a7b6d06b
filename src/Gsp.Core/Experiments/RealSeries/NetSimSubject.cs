using Gsp.Files;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Experiments;

/// <summary>One simulated subject of NetSim with its true directed graph.</summary>
/// <remarks>Smith et al., "Network modelling methods for FMRI", NeuroImage 54 (2011) 875, simulation 3: 15 nodes, 200 samples.</remarks>
internal sealed record NetSimSubject(string Name, Matrix<double> Samples, Matrix<double> Truth)
{
    /// <summary>Every subject of the folder in numerical order.</summary>
    public static IReadOnlyList<NetSimSubject> Load(string data) =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(data, "netsim-dream3", "netsim"), "*.npz")
                .OrderBy(path => path.Length)
                .ThenBy(path => path, StringComparer.Ordinal)
                .Select(Read),
        ];

    private static NetSimSubject Read(string path)
    {
        IReadOnlyDictionary<string, NpyArray> arrays = Npz.Read(path);
        Matrix<double> samples = arrays["X_np"].ToMatrix().Transpose();
        // Rows are targets; the diagonal is all ones and defines nothing.
        Matrix<double> truth = arrays["Gref"].ToMatrix().MapIndexed((i, j, value) => i == j ? 0 : value);
        (Matrix<double> standardised, _) = SeriesPreparation.Standardise(samples, samples.RowCount);
        return new NetSimSubject(Path.GetFileNameWithoutExtension(path), standardised, truth);
    }
}
