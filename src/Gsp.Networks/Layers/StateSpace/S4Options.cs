namespace Gsp.Networks;

/// <summary>How an <see cref="S4{T}"/> layer is made.</summary>
/// <remarks>Left as they are, what starts from HiPPO stays as it starts and only C~, D and the output map are trained, as in the released SSSD networks.</remarks>
public sealed record S4Options
{
    private readonly int stateSize = 64;
    private readonly double shortestStep = 0.001;
    private readonly double longestStep = 0.1;
    private readonly KernelMode mode = KernelMode.Full;

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

    /// <summary>The modes that the kernel's sums run over.</summary>
    public KernelMode Mode
    {
        get => mode;
        init
        {
            Require.That(Enum.IsDefined(value), $"Mode is {value}; it must be Full or HalfSpectrum");
            mode = value;
        }
    }

    /// <summary>Whether log Delta is trained.</summary>
    public bool TrainStep { get; init; }

    /// <summary>Whether Lambda is trained; nothing keeps its real parts below zero.</summary>
    public bool TrainLambda { get; init; }

    /// <summary>Whether B is trained.</summary>
    public bool TrainInput { get; init; }

    /// <summary>Whether P is trained.</summary>
    public bool TrainLowRank { get; init; }

    internal int Modes => StateSize / 2;

    internal int Directions => Bidirectional ? 2 : 1;
}
