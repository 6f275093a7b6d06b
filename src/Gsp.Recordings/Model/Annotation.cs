namespace Gsp.Recordings;

/// <summary>One mark on a recording.</summary>
/// <param name="Sample">Index of the marked sample, from 0, at the rate of the marks' file or of the channels.</param>
/// <param name="Symbol">The mark's symbol, such as <c>N</c> for a normal beat or <c>(</c> for the start of a wave.</param>
/// <param name="Channel">Index of the channel concerned; 0 where the mark is for all.</param>
/// <param name="SubType">A finer type, from -128 to 127.</param>
/// <param name="Number">A number that belongs to the mark, from -128 to 127.</param>
/// <param name="Text">Free text, such as a rhythm; empty for none.</param>
/// <param name="Duration">Seconds that what is marked lasts; 0 for an instant. MIT annotation files cannot hold it, EDF+ can.</param>
public readonly record struct Annotation(
    long Sample,
    string Symbol,
    int Channel = 0,
    int SubType = 0,
    int Number = 0,
    string Text = "",
    double Duration = 0
);
