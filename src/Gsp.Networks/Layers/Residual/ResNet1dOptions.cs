using System.Globalization;

namespace Gsp.Networks;

/// <summary>The shape of a residual network over time.</summary>
/// <remarks>The defaults are the trunk that is usual for 12-lead electrocardiograms: a stem of 7 taps and stride 2 without pooling. Immutable.</remarks>
public sealed record ResNet1dOptions
{
    /// <summary>Two basic blocks a stage.</summary>
    public static ResNet1dOptions ResNet18 { get; } = new();

    /// <summary>3, 4, 6 and 3 basic blocks.</summary>
    public static ResNet1dOptions ResNet34 { get; } = new() { Blocks = [3, 4, 6, 3] };

    /// <summary>3, 4, 6 and 3 bottleneck blocks.</summary>
    public static ResNet1dOptions ResNet50 { get; } = new() { Blocks = [3, 4, 6, 3], Bottleneck = true };

    /// <summary>Input channels.</summary>
    public int Inputs
    {
        get;
        init => field = Require.Positive(value);
    } = 12;

    /// <summary>Channels of the stem and of the first stage; they double with each stage.</summary>
    public int Width
    {
        get;
        init => field = Require.Positive(value);
    } = 64;

    /// <summary>Blocks of each stage; the first block of every stage but the first has stride 2.</summary>
    public IReadOnlyList<int> Blocks
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            Require.That(value.Count > 0, "a residual network needs at least one stage", nameof(Blocks));
            foreach (int blocks in value)
            {
                Require.Positive(blocks, "every stage needs at least one block", nameof(Blocks));
            }
            field = [.. value];
        }
    } = [2, 2, 2, 2];

    /// <summary>Whether blocks are bottlenecks (1, k, 1 taps, four times the width outside) instead of basic (k, k taps).</summary>
    public bool Bottleneck { get; init; }

    /// <summary>Taps of the blocks' convolutions, odd.</summary>
    public int Taps
    {
        get;
        init => field = Odd(value);
    } = 3;

    /// <summary>Taps of the stem, odd.</summary>
    public int StemTaps
    {
        get;
        init => field = Odd(value);
    } = 7;

    /// <summary>Stride of the stem.</summary>
    public int StemStride
    {
        get;
        init => field = Require.Positive(value);
    } = 2;

    /// <summary>Whether the stem ends with a maximum over 3 inputs at stride 2.</summary>
    public bool StemPooling { get; init; }

    /// <summary>Outputs of the linear head on the mean over time; null for a trunk that returns its last map.</summary>
    public int? Outputs
    {
        get;
        init => field = value is { } outputs ? Require.Positive(outputs) : null;
    }

    /// <summary>Channels of the last map.</summary>
    public int Features => checked((Width << (Blocks.Count - 1)) * (Bottleneck ? BottleneckBlock.Expansion : 1));

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(Bottleneck ? "bottleneck" : "basic")} blocks {string.Join(", ", Blocks)}, {Inputs} inputs, width {Width}, stem {StemTaps} taps stride {StemStride}{(StemPooling ? " pooled" : "")}, {(Outputs is { } outputs ? string.Create(CultureInfo.InvariantCulture, $"{outputs} outputs") : "no head")}"
        );

    private static int Odd(int taps)
    {
        Require.That(
            taps > 0 && taps % 2 == 1,
            string.Create(
                CultureInfo.InvariantCulture,
                $"a kernel of {taps} taps; residual networks need an odd number, so that padding keeps outputs centred on inputs"
            ),
            nameof(taps)
        );
        return taps;
    }
}
