using Gsp.Graphs;
using Gsp.Numerics;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Graphs;

/// <summary>Agreement with NumPy, SciPy and networkx on one directed graph; see the README beside the numbers.</summary>
public sealed class GraphGoldenTests
{
    private static readonly Graph Directed = Graph.Directed(Read("weights").ToMatrix(7, 7));
    private static readonly Graph Undirected = Directed.Symmetrise();
    private static readonly double[] Signal = Read("signal");

    private static double[] Read(string name) =>
        [
            .. Golden
                .Csv(Path.Combine(Repository.Root, "tests", "Gsp.Core.Tests", "Golden", "graphs", $"{name}.csv"))
                .SelectMany(row => row),
        ];

    [Fact]
    public void ChungsLaplaciansAreNetworkxs()
    {
        void Same(DirectedLaplacian ours, string name) =>
            Close.Relative(ours.Shift.ToMatrix().ToRowMajor(), Read(name), 1e-12, name);
        Same(DirectedLaplacian.Of(Directed), "chung_random");
        Same(DirectedLaplacian.Of(Directed, 0.05), "chung_pagerank95");
        Same(DirectedLaplacian.Of(Directed, normalised: false), "chung_combinatorial");
    }

    [Fact]
    public void SpectraAreScipys()
    {
        double[] Spectrum(ShiftKind kind) => [.. FourierBasis.Of(Undirected.Shift(kind)).Frequencies];
        Close.Relative(Spectrum(ShiftKind.CombinatorialLaplacian), Read("spectrum_combinatorial"), 1e-13);
        Close.Relative(Spectrum(ShiftKind.NormalisedLaplacian), Read("spectrum_normalised"), 1e-13);
        MagneticFourierBasis magnetic = MagneticFourierBasis.Of(MagneticLaplacian.Of(Directed, 0.2));
        Close.Relative([.. magnetic.Frequencies], Read("spectrum_magnetic02"), 1e-13);
    }

    [Fact]
    public void HeatIsTheMatrixExponentialByBothRoutes()
    {
        FourierBasis basis = FourierBasis.Of(Undirected.Laplacian());
        GraphKernel heat = FilterBanks.Heat(basis.LargestFrequency, 3).Kernels[0];
        Close.Relative(heat.Filter(basis, Signal), Read("heat3"), 1e-12);
        double[] series = ChebyshevFilter.Of(heat, basis.LargestFrequency, 25).Filter(Undirected.Laplacian(), Signal);
        Close.Relative(series, Read("heat3"), 1e-12);
    }

    [Fact]
    public void DenoisingAgreesWithASolveAndWithAnotherOptimiser()
    {
        var fine = new DenoisingOptions { Tolerance = 1e-14 };
        Close.Relative(
            GraphDenoising.Tikhonov(Undirected, Signal, 0.8, options: fine).Signal,
            Read("tikhonov08"),
            1e-12
        );
        Close.Relative(GraphDenoising.TotalVariation(Undirected, Signal, 0.3, fine).Signal, Read("tv03"), 1e-6);
    }

    [Fact]
    public void KronReductionIsTheSchurComplement() =>
        Close.Relative(
            KronReduction.Reduce(Undirected, 0, 2, 5).Laplacian().ToMatrix().ToRowMajor(),
            Read("kron_0_2_5"),
            1e-13
        );
}
