using Gsp.Numerics;
using Gsp.Random;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Numerics;

public sealed class GeneralEigenConvergenceTests
{
    /// <summary>Graphs whose many leaves share one defective eigenvalue: from the top of the block, the shifts drown in rounding.</summary>
    [Fact]
    public void RepeatedDefectiveEigenvaluesConverge()
    {
        PublishedFamily family = new PublishedFamily.PowerLaw(5);
        for (ulong seed = 0; seed < 300; seed++)
        {
            Matrix<double> w = family.Draw(20, new StreamDraws(new RandomStream(seed))).ToMatrix(20, 20);
            GeneralEigen eigen = GeneralEigen.Of(w, vectors: false);
            Assert.Equal(DecompositionStatus.Succeeded, eigen.Status);
            Assert.Equal(w.Trace(), eigen.Values.Sum(v => v.Real), 1e-11);
        }
    }
}
