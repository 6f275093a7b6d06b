namespace Gsp.Signals;

/// <summary>How an image continues beyond its border.</summary>
public enum ImageBorder
{
    /// <summary>Mirrored about the outermost pixel, which is not repeated: c b | a b c (OpenCV's default).</summary>
    MirrorAboutPixel,

    /// <summary>The outermost pixel repeated: a | a b c (over one pixel, as here, the same as SciPy's default).</summary>
    Repeat,
}

/// <summary>A series of equally sized images, for instance the frames of an optical recording.</summary>
/// <remarks>Values lie frame after frame, row after row: index (frame * Rows + row) * Columns + column. NaN marks pixels outside the object; it
/// spreads to every pixel that needs it. Immutable and thread-safe; compares by reference.</remarks>
public sealed class ImageSeries
{
    private readonly double[] values;

    /// <summary>Takes over the values of a series.</summary>
    /// <param name="values">frames x rows x columns numbers, frame after frame, row after row; not copied.</param>
    /// <param name="frames">Number of frames, zero or more.</param>
    /// <param name="rows">Number of rows, at least 1.</param>
    /// <param name="columns">Number of columns, at least 1.</param>
    /// <exception cref="ArgumentException">Another number of values than frames x rows x columns.</exception>
    public ImageSeries(double[] values, int frames, int rows, int columns)
    {
        Frames = Require.InRange(frames, 0, int.MaxValue);
        Rows = Require.InRange(rows, 1, int.MaxValue);
        Columns = Require.InRange(columns, 1, int.MaxValue);
        Require.SameLength(values.Length, checked(frames * rows * columns), nameof(values), "frames x rows x columns");
        this.values = values;
    }

    /// <summary>Number of frames.</summary>
    public int Frames { get; }

    /// <summary>Number of rows of a frame.</summary>
    public int Rows { get; }

    /// <summary>Number of columns of a frame.</summary>
    public int Columns { get; }

    /// <summary>All values.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>A pixel.</summary>
    /// <param name="frame">Frame, from 0.</param>
    /// <param name="row">Row, from 0.</param>
    /// <param name="column">Column, from 0.</param>
    public double this[int frame, int row, int column] => values[(frame * Rows + row) * Columns + column];

    /// <summary>The mean over the 3 x 3 neighbourhood of each pixel. Cost: 9 additions a pixel.</summary>
    /// <param name="border">What lies beyond the border.</param>
    /// <returns>A series of the same size.</returns>
    /// <exception cref="ArgumentException">An unknown border.</exception>
    public ImageSeries Mean3x3(ImageBorder border = ImageBorder.MirrorAboutPixel)
    {
        int[] above = Neighbours(Rows, -1, border);
        int[] below = Neighbours(Rows, 1, border);
        int[] left = Neighbours(Columns, -1, border);
        int[] right = Neighbours(Columns, 1, border);
        var means = new double[values.Length];
        for (int frame = 0; frame < Frames; frame++)
        {
            ReadOnlySpan<double> image = Frame(frame);
            Span<double> target = means.AsSpan(frame * Rows * Columns, Rows * Columns);
            for (int i = 0; i < Rows; i++)
            {
                for (int j = 0; j < Columns; j++)
                {
                    double sum = Three(image, above[i], j) + Three(image, i, j) + Three(image, below[i], j);
                    target[i * Columns + j] = sum / 9;
                }
            }
        }
        return new ImageSeries(means, Frames, Rows, Columns);

        double Three(ReadOnlySpan<double> image, int i, int j) =>
            image[i * Columns + left[j]] + image[i * Columns + j] + image[i * Columns + right[j]];
    }

    /// <summary>Bilinear interpolation on another grid.</summary>
    /// <remarks>Pixel centres lie at half-integers, so output pixel i looks at (i + 0.5) Rows / rows - 0.5 of the input, clamped to the
    /// outermost centres: the convention of OpenCV's INTER_LINEAR. There is no averaging before: when shrinking by 4 each output sees 2 x 2
    /// of the 4 x 4 pixels it stands for, so smooth first where aliasing matters.</remarks>
    /// <param name="rows">New number of rows, at least 1.</param>
    /// <param name="columns">New number of columns, at least 1.</param>
    /// <returns>A series of the new size.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public ImageSeries Resize(int rows, int columns)
    {
        Require.InRange(rows, 1, int.MaxValue);
        Require.InRange(columns, 1, int.MaxValue);
        (int Low, int High, double Weight)[] vertical = Grid(Rows, rows);
        (int Low, int High, double Weight)[] horizontal = Grid(Columns, columns);
        var resized = new double[checked(Frames * rows * columns)];
        for (int frame = 0; frame < Frames; frame++)
        {
            ReadOnlySpan<double> image = Frame(frame);
            Span<double> target = resized.AsSpan(frame * rows * columns, rows * columns);
            for (int i = 0; i < rows; i++)
            {
                (int top, int bottom, double down) = vertical[i];
                for (int j = 0; j < columns; j++)
                {
                    (int left, int right, double across) = horizontal[j];
                    double upper = Mix(image[top * Columns + left], image[top * Columns + right], across);
                    double lower = Mix(image[bottom * Columns + left], image[bottom * Columns + right], across);
                    target[i * columns + j] = Mix(upper, lower, down);
                }
            }
        }
        return new ImageSeries(resized, Frames, rows, columns);
    }

    private ReadOnlySpan<double> Frame(int frame) => values.AsSpan(frame * Rows * Columns, Rows * Columns);

    private static double Mix(double first, double second, double weight) => (1 - weight) * first + weight * second;

    private static (int Low, int High, double Weight)[] Grid(int from, int to)
    {
        var grid = new (int, int, double)[to];
        for (int i = 0; i < to; i++)
        {
            double place = Math.Clamp((i + 0.5) * from / to - 0.5, 0, from - 1);
            int low = (int)Math.Floor(place);
            grid[i] = (low, Math.Min(low + 1, from - 1), place - low);
        }
        return grid;
    }

    private static int[] Neighbours(int size, int step, ImageBorder border)
    {
        Require.That(Enum.IsDefined(border), $"{(int)border} is no image border", nameof(border));
        var indices = new int[size];
        for (int i = 0; i < size; i++)
        {
            int neighbour = i + step;
            if (neighbour < 0 || neighbour >= size)
            {
                neighbour = border == ImageBorder.MirrorAboutPixel && size > 1 ? i - step : i;
            }
            indices[i] = neighbour;
        }
        return indices;
    }
}
