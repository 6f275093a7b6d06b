namespace Gsp.Figures;

/// <summary>Maps values to pixels and back along one axis.</summary>
internal readonly record struct AxisTransform(AxisRange Range, double Start, double End)
{
    /// <summary>Beyond this many pixels outside its axis a point is only known to be outside.</summary>
    private const double Far = 1e5;

    /// <summary>The pixel of a value; NaN for a missing one.</summary>
    public double Pixel(double value)
    {
        // Halves: the difference of two values near the largest double would overflow.
        double fraction = ((Range.Forward(value) / 2) - (Range.Low / 2)) / ((Range.High / 2) - (Range.Low / 2));
        double pixel = Start + (fraction * (End - Start));
        return double.IsNaN(pixel) ? pixel : Math.Clamp(pixel, -Far, Far);
    }

    /// <summary>The value at a pixel.</summary>
    public double Value(double pixel)
    {
        double fraction = (pixel - Start) / (End - Start);
        return Range.Backward((Range.Low * (1 - fraction)) + (Range.High * fraction));
    }

    /// <summary>Where bars stand: zero, or the lower end of a logarithmic axis.</summary>
    public double Foot => Range.Scale == AxisScale.Linear ? Pixel(0) : Start;
}
