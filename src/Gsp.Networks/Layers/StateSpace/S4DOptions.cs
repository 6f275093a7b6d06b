using System.Numerics;

namespace Gsp.Networks;

/// <summary>Where the eigenvalues of an <see cref="S4D{T}"/> layer start.</summary>
public enum S4DStart
{
    /// <summary>S4D-Lin, <see cref="StateSpaceInitialisation.Linear"/>, with B = 1.</summary>
    Linear,

    /// <summary>S4D-Inv, <see cref="StateSpaceInitialisation.Inverse"/>, with B = 1.</summary>
    Inverse,

    /// <summary>S4D-LegS: Lambda and B of <see cref="Hippo.LegS"/>, its low-rank part left out.</summary>
    LegS,
}

/// <summary>How an <see cref="S4D{T}"/> layer is made.</summary>
public sealed record S4DOptions
{
    private readonly int stateSize = 64;
    private readonly double shortestStep = 0.001;
    private readonly double longestStep = 0.1;
    private readonly Discretisation discretisation;
    private readonly S4DStart start;

    /// <summary>Size N of the state: even, from 2 to 4096.</summary>
    public int StateSize
    {
        get => stateSize;
        init
        {
            Require.InRange(value, 2, 4096, name: nameof(StateSize));
            Require.That(value % 2 == 0, $"StateSize is {value}; it must be even (modes come in conjugate pairs)");
            stateSize = value;
        }
    }

    /// <summary>Whether the convolution also looks ahead, with a kernel of its own for each direction.</summary>
    public bool Bidirectional { get; init; }

    /// <summary>Where the eigenvalues start.</summary>
    public S4DStart Start
    {
        get => start;
        init
        {
            Require.That(Enum.IsDefined(value), $"Start is {value}; it must be Linear, Inverse or LegS");
            start = value;
        }
    }

    /// <summary>The discretisation.</summary>
    public Discretisation Discretisation
    {
        get => discretisation;
        init
        {
            Require.That(Enum.IsDefined(value), $"Discretisation is {value}; it must be ZeroOrderHold or Bilinear");
            discretisation = value;
        }
    }

    /// <summary>Smallest initial step Delta, above zero.</summary>
    public double ShortestStep
    {
        get => shortestStep;
        init => shortestStep = Require.Positive(value, name: nameof(ShortestStep));
    }

    /// <summary>Largest initial step Delta, above the smallest.</summary>
    public double LongestStep
    {
        get => longestStep;
        init => longestStep = Require.Positive(value, name: nameof(LongestStep));
    }

    /// <summary>Whether log Delta is trained.</summary>
    public bool TrainStep { get; init; } = true;

    /// <summary>Whether Lambda is trained; its real parts stay below zero.</summary>
    public bool TrainLambda { get; init; } = true;

    /// <summary>Whether B is trained; C alone has the same freedom.</summary>
    public bool TrainInput { get; init; }

    internal int Modes => StateSize / 2;

    internal int Directions => Bidirectional ? 2 : 1;

    internal (IReadOnlyList<Complex> Lambda, IReadOnlyList<Complex> Input) System()
    {
        switch (Start)
        {
            case S4DStart.Linear:
                return (StateSpaceInitialisation.Linear(StateSize), [.. Enumerable.Repeat(Complex.One, Modes)]);
            case S4DStart.Inverse:
                return (StateSpaceInitialisation.Inverse(StateSize), [.. Enumerable.Repeat(Complex.One, Modes)]);
            default:
                DiagonalPlusLowRank form = Hippo.LegS(StateSize);
                return (form.Lambda, form.Input);
        }
    }
}
