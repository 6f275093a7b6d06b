using Gsp.Random;
using Gsp.Testing;
using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Topology;

public sealed class SturmEigenvalueTests
{
    [Fact]
    public void AgreesWithMathNet() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            RandomStream stream = new RandomStream(seed).Split("eigen");
            int n = 1 + (int)(stream.NextUniform() * 12);
            Matrix<double> a = Matrix<double>.Build.Dense(n, n, (_, _) => stream.NextNormal());
            a = stream.NextUniform() < 0.3 ? a.Column(0).OuterProduct(a.Column(0)) : a + a.Transpose();
            double expected = a.Evd(Symmetricity.Symmetric).EigenValues.Real().Maximum();
            double scale = Math.Max(1e-300, a.L2Norm());
            return Math.Abs(new SturmEigenvalue(n).Of(a.ToRowMajorArray()) - expected) <= 1e-13 * scale;
        });
}
