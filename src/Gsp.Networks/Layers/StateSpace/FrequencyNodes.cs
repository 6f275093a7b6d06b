using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>The L-th roots of unity omega_j = exp(-2 pi i j / L), j = 0 .. L/2, as the generating function of a kernel needs them.</summary>
/// <remarks>(1 - omega)/(1 + omega) = i tan(pi j / L) and 2/(1 + omega) = 1 + i tan(pi j / L). The tangents are followed by zeros up to a
/// whole number of blocks; omega = -1, where the generating function takes a limit, has a zero too. Immutable.</remarks>
internal sealed class FrequencyNodes
{
    public FrequencyNodes(int length)
    {
        Length = length;
        Count = length / 2 + 1;
        Padded = (Count + CauchySums.Block - 1) / CauchySums.Block * CauchySums.Block;
        Tangents = new double[Padded];
        for (int j = 0; 2 * j < length; j++)
        {
            (double sine, double cosine) = PortableMath.SinCosOfTurn(j, 2L * length);
            Tangents[j] = sine / cosine;
        }
    }

    public int Length { get; }

    public int Count { get; }

    public int Padded { get; }

    public double[] Tangents { get; }

    /// <summary>The node omega = -1; -1 for odd lengths, which have none.</summary>
    public int MinusOne => Length % 2 == 0 ? Length / 2 : -1;
}
