using System.Numerics;

namespace Gsp.Networks;

/// <summary>One discretised system that a recurrence steps.</summary>
internal interface IStateStep
{
    /// <summary>x becomes A x + B u.</summary>
    void Step(Span<Complex> state, double u);
}
