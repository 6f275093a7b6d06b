using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Recordings;

/// <summary>What a mask's true entries mean.</summary>
public enum MaskMeaning
{
    /// <summary>The sample was recorded.</summary>
    Observed,

    /// <summary>The sample is shown to a model.</summary>
    Conditional,

    /// <summary>The sample is hidden from a model, which is scored on it.</summary>
    Target,
}

/// <summary>Which samples of a block of channels are meant: [channel, time], with its meaning, so that no mask is taken for its opposite.</summary>
public sealed class Mask
{
    private readonly bool[] set;

    private Mask(MaskMeaning meaning, int channels, int length, bool[] set) =>
        (Meaning, Channels, Length, this.set) = (meaning, channels, length, set);

    /// <summary>What a true entry means.</summary>
    public MaskMeaning Meaning { get; }

    /// <summary>Number of channels.</summary>
    public int Channels { get; }

    /// <summary>Number of samples of each channel.</summary>
    public int Length { get; }

    /// <summary>Number of true entries.</summary>
    public int Count => set.Count(value => value);

    /// <summary>An entry.</summary>
    /// <param name="channel">Channel, from 0.</param>
    /// <param name="time">Sample, from 0.</param>
    public bool this[int channel, int time] => set[channel * Length + time];

    /// <summary>True where a sample was recorded: where it is not NaN.</summary>
    /// <param name="samples">[channel, time]; NaN where missing.</param>
    public static Mask Observed(double[,] samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return Of(
            MaskMeaning.Observed,
            samples.GetLength(0),
            samples.GetLength(1),
            (c, t) => !double.IsNaN(samples[c, t])
        );
    }

    /// <summary>True where a sample is shown to a model; must lie inside the observed ones.</summary>
    /// <param name="observed">What was recorded.</param>
    /// <param name="shown">[channel, time].</param>
    /// <exception cref="ArgumentException">Sizes differ, the first mask is not an observed one, or a missing sample would be shown.</exception>
    public static Mask Conditional(Mask observed, bool[,] shown)
    {
        Check(observed, MaskMeaning.Observed, nameof(observed));
        ArgumentNullException.ThrowIfNull(shown);
        Require.SameLength(shown.GetLength(0), observed.Channels, nameof(shown), "channels of the observed mask");
        Require.SameLength(shown.GetLength(1), observed.Length, nameof(shown), "samples of the observed mask");
        return Of(
            MaskMeaning.Conditional,
            observed.Channels,
            observed.Length,
            (c, t) =>
                !shown[c, t] || observed[c, t]
                    ? shown[c, t]
                    : throw new ArgumentException(
                        $"sample {t} of channel {c} is missing, so it cannot be shown to a model",
                        nameof(shown)
                    )
        );
    }

    /// <summary>True where a sample was recorded and is hidden from a model: observed and not conditional.</summary>
    /// <param name="observed">What was recorded.</param>
    /// <param name="conditional">What is shown.</param>
    /// <exception cref="ArgumentException">Sizes or meanings do not fit.</exception>
    public static Mask Target(Mask observed, Mask conditional)
    {
        Check(observed, MaskMeaning.Observed, nameof(observed));
        Check(conditional, MaskMeaning.Conditional, nameof(conditional));
        Require.SameLength(conditional.Channels, observed.Channels, nameof(conditional), "channels");
        Require.SameLength(conditional.Length, observed.Length, nameof(conditional), "samples");
        return Of(
            MaskMeaning.Target,
            observed.Channels,
            observed.Length,
            (c, t) => observed[c, t] && !conditional[c, t]
        );
    }

    /// <summary>The mask as numbers, 1 where true.</summary>
    /// <returns>[channel, time].</returns>
    public Matrix<double> ToMatrix() => Matrix<double>.Build.Dense(Channels, Length, (c, t) => this[c, t] ? 1 : 0);

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Meaning} mask, {Channels} x {Length}, {Count} of {set.Length} samples");

    private static Mask Of(MaskMeaning meaning, int channels, int length, Func<int, int, bool> entry)
    {
        var set = new bool[channels * length];
        for (int c = 0; c < channels; c++)
        {
            for (int t = 0; t < length; t++)
            {
                set[c * length + t] = entry(c, t);
            }
        }
        return new Mask(meaning, channels, length, set);
    }

    private static void Check(Mask mask, MaskMeaning expected, string name)
    {
        ArgumentNullException.ThrowIfNull(mask, name);
        Require.That(
            mask.Meaning == expected,
            $"{name} is a {mask.Meaning} mask; expected a {expected} one (true entries would mean the opposite)",
            name
        );
    }
}
