namespace Gsp.Figures;

/// <summary>A rectangle in pixels; y grows downwards.</summary>
internal readonly record struct Rect(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    public double CentreX => Left + (Width / 2);

    public double CentreY => Top + (Height / 2);

    /// <summary>Whether a point lies inside, with a hair of room for rounding.</summary>
    public bool Holds(double x, double y) =>
        x >= Left - 1e-6 && x <= Right + 1e-6 && y >= Top - 1e-6 && y <= Bottom + 1e-6;
}

/// <summary>A point in pixels.</summary>
internal readonly record struct Point(double X, double Y);
