using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Recordings;

/// <summary>What was recorded at one time from one subject: channels with names, units and rates, and the marks made on them.</summary>
/// <remarks>Immutable. Holds arrays, so two recordings compare by reference of their samples.</remarks>
public sealed record Recording
{
    /// <summary>The record's name.</summary>
    public required string Name { get; init; }

    /// <summary>The channels, in the file's order.</summary>
    public required IReadOnlyList<Channel> Channels { get; init; }

    /// <summary>When the first sample was taken; null where the file does not say.</summary>
    public DateTime? Start { get; init; }

    /// <summary>Free text of the file, one entry a line.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];

    /// <summary>Marks on the samples, by time.</summary>
    public IReadOnlyList<Annotation> Annotations { get; init; } = [];

    /// <summary>The names of all channels, in order.</summary>
    public IEnumerable<string> Names => Channels.Select(channel => channel.Name);

    /// <summary>The rate shared by all channels, in Hz.</summary>
    /// <exception cref="InvalidOperationException">There is no channel, or rates differ: choose channels or resample first.</exception>
    public double Rate
    {
        get
        {
            double[] rates = [.. Channels.Select(channel => channel.Rate).Distinct()];
            return rates.Length == 1
                ? rates[0]
                : throw new InvalidOperationException(
                    rates.Length == 0
                        ? $"recording '{Name}' has no channels, so it has no rate"
                        : $"recording '{Name}' has channels at {string.Join(", ", rates.Select(r => FormattableString.Invariant($"{r:g6}")))} Hz; choose channels of one rate, or resample"
                );
        }
    }

    /// <summary>A channel by name: exactly, else as another spelling of the same ECG lead.</summary>
    /// <param name="name">The name, such as <c>II</c>.</param>
    /// <exception cref="ArgumentException">There is no such channel, or more than one.</exception>
    public Channel this[string name]
    {
        get
        {
            Channel[] found = [.. Channels.Where(channel => channel.Name == name)];
            if (found.Length == 0)
            {
                found = [.. Channels.Where(channel => LeadNames.AreSame(channel.Name, name))];
            }
            return found.Length switch
            {
                1 => found[0],
                0 => throw new ArgumentException(
                    $"recording '{Name}' has no channel '{name}'; it has {string.Join(", ", Names)}",
                    nameof(name)
                ),
                _ => throw new ArgumentException(
                    $"recording '{Name}' has {found.Length} channels '{name}'",
                    nameof(name)
                ),
            };
        }
    }

    /// <summary>The recording with the named channels only, in the given order.</summary>
    /// <param name="names">Names as in <see cref="this[string]"/>.</param>
    /// <exception cref="ArgumentException">A channel is missing.</exception>
    public Recording Select(params IEnumerable<string> names) =>
        this with
        {
            Channels = [.. names.Select(name => this[name])],
        };

    /// <summary>A part of the recording; the channels must share rate and length.</summary>
    /// <param name="from">First sample, from 0.</param>
    /// <param name="to">The sample after the last.</param>
    /// <returns>The samples from <paramref name="from"/> up to <paramref name="to"/>, copied; marks and start move along.</returns>
    /// <exception cref="ArgumentException">The recording has no such range.</exception>
    /// <exception cref="InvalidOperationException">Rates or lengths differ.</exception>
    public Recording Slice(long from, long to)
    {
        double rate = Rate;
        int length = RequireOneLength();
        Require.That(
            0 <= from && from <= to && to <= length,
            FormattableString.Invariant(
                $"samples {from} to {to} of '{Name}', which has {length}; the range is half-open, 0 <= from <= to <= {length}"
            ),
            nameof(to)
        );
        return this with
        {
            Channels = [.. Channels.Select(channel => channel with { Samples = channel.Samples[(int)from..(int)to] })],
            Annotations =
            [
                .. Annotations
                    .Where(mark => mark.Sample >= from && mark.Sample < to)
                    .Select(mark => mark with { Sample = mark.Sample - from }),
            ],
            Start = Start?.AddSeconds(from / rate),
        };
    }

    /// <summary>The samples of all channels, which must share rate and length.</summary>
    /// <returns>[time, channel], in the channels' units.</returns>
    /// <exception cref="InvalidOperationException">Rates or lengths differ.</exception>
    public Matrix<double> ToMatrix()
    {
        _ = Rate;
        RequireOneLength();
        return Matrix<double>.Build.DenseOfColumnArrays(Channels.Select(channel => channel.Samples));
    }

    /// <summary>The recording with other samples, for instance filtered ones; names, units and rates stay.</summary>
    /// <param name="samples">[time, channel], one column a channel; any number of rows.</param>
    /// <exception cref="ArgumentException">The number of columns is not that of the channels.</exception>
    public Recording WithMatrix(Matrix<double> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        Require.SameLength(samples.ColumnCount, Channels.Count, nameof(samples), "one column a channel");
        return this with
        {
            Channels =
            [
                .. Channels.Select((channel, place) => channel with { Samples = samples.Column(place).ToArray() }),
            ],
        };
    }

    private int RequireOneLength()
    {
        int length = Channels[0].Length;
        foreach (Channel channel in Channels)
        {
            if (channel.Length != length)
            {
                throw new InvalidOperationException(
                    $"channel '{channel.Name}' of '{Name}' has {channel.Length} samples, '{Channels[0].Name}' has {length}"
                );
            }
        }
        return length;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{Name}: {Channels.Count} channels ({string.Join(", ", Names)}), {Annotations.Count} marks{(Channels.Count > 0 ? FormattableString.Invariant($", {Channels.Max(c => c.Duration):g6} s") : "")}"
        );
}
