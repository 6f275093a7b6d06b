using Gsp.Files;
using Gsp.Signals;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Experiments;

/// <summary>Optical mapping of a beating heart, reduced to a grid of blocks that are the nodes of a graph.</summary>
/// <remarks>
/// Frames are smoothed by a 3 x 3 mean, reduced by four in each direction, masked to the heart, and standardised by the first beat, as in the
/// AdaCGP study. Its zero-phase
/// low-pass filter is left out: it looks ahead, so a forecast after it would not be one (and the frames come from a filtered video, whose
/// frame rate is not stated).
/// </remarks>
internal sealed class OpticalRecording
{
    /// <summary>Pixels along the side of a block, which becomes one node.</summary>
    private const int Side = 4;

    /// <summary>Frames before the second beat.</summary>
    private const int FirstBeat = 110;

    private OpticalRecording(int rows, int columns, int[] cells, Matrix<double> raw)
    {
        (Rows, Columns, Cells, Raw) = (rows, columns, cells, raw);
        (Matrix<double> samples, Matrix<double> observed) = SeriesPreparation.Standardise(raw, FirstBeat);
        Series = new RealSeries
        {
            Name = "optical",
            Title = "Panoramic optical mapping of a heart, two beats",
            Processing =
                "3 x 3 mean; bilinear reduction by four; pixels that do not change left out; zero mean and unit variance over the first beat",
            Samples = samples,
            Observed = observed,
            TrainingRows = FirstBeat,
            Nodes = [.. cells.Select(cell => FormattableString.Invariant($"r{cell / columns}c{cell % columns}"))],
            Positions = [.. cells.Select(cell => ((double)(cell % columns), (double)(cell / columns)))],
        };
    }

    /// <summary>Rows of the grid.</summary>
    public int Rows { get; }

    /// <summary>Columns of the grid.</summary>
    public int Columns { get; }

    /// <summary>The cell (row x columns + column) of each node.</summary>
    public int[] Cells { get; }

    /// <summary>[frame, node]: brightness of each block, 0 to 255.</summary>
    public Matrix<double> Raw { get; }

    /// <summary>The standardised series; the second beat is held out.</summary>
    public RealSeries Series { get; }

    /// <summary>Reads <c>frames_gray_u8.npy</c>, [frame, row, column].</summary>
    public static OpticalRecording Load(string data)
    {
        string path = Path.Combine(data, "optical-mapping-lee2017", "frames_gray_u8.npy");
        NpyArray array = Npy.Read(path);
        Require.That(
            array.Shape.Count == 3,
            $"{path} has {array.Shape.Count} axes; expected [frame, row, column]",
            "frames"
        );
        (int frames, int height, int width) = (array.Shape[0], array.Shape[1], array.Shape[2]);
        (int rows, int columns) = (height / Side, width / Side);
        ImageSeries images = new ImageSeries(array.ToDoubles(), frames, height, width).Mean3x3().Resize(rows, columns);
        Matrix<double> all = Matrix<double>.Build.Dense(
            frames,
            rows * columns,
            (t, cell) => images[t, cell / columns, cell % columns]
        );
        int[] cells = Heart(all, columns);
        return new OpticalRecording(rows, columns, cells, SeriesPreparation.Columns(all, cells));
    }

    /// <summary>Ones for the eight neighbours of each node and itself.</summary>
    public Matrix<double> Neighbourhood() =>
        Matrix<double>.Build.Dense(
            Cells.Length,
            Cells.Length,
            (i, j) =>
                Math.Abs(Cells[i] / Columns - Cells[j] / Columns) <= 1
                && Math.Abs(Cells[i] % Columns - Cells[j] % Columns) <= 1
                    ? 1
                    : 0
        );

    /// <summary>The frame of the steepest rise of each node in the first beat.</summary>
    public double[] ActivationFrames() =>
        [
            .. Enumerable
                .Range(0, Cells.Length)
                .Select(i =>
                    (double)
                        Enumerable
                            .Range(2, FirstBeat - 4)
                            .MaxBy(t => Raw[t + 2, i] + Raw[t + 1, i] - Raw[t - 1, i] - Raw[t - 2, i])
                ),
        ];

    /// <summary>The largest connected set of blocks that change by at least a quarter of the liveliest block's deviation.</summary>
    private static int[] Heart(Matrix<double> all, int columns)
    {
        double[] deviation = new double[all.ColumnCount];
        for (int cell = 0; cell < deviation.Length; cell++)
        {
            double[] values = [.. all.Column(cell).Take(FirstBeat)];
            double mean = values.Average();
            deviation[cell] = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        }
        double least = deviation.Max() / 4;
        int rows = deviation.Length / columns;
        var seen = new bool[deviation.Length];
        List<int> largest = [];
        for (int start = 0; start < deviation.Length; start++)
        {
            List<int> component = [];
            Stack<int> open = new([start]);
            while (open.TryPop(out int cell))
            {
                if (seen[cell] || deviation[cell] < least)
                {
                    continue;
                }
                seen[cell] = true;
                component.Add(cell);
                (int row, int column) = (cell / columns, cell % columns);
                (int Row, int Column)[] sides =
                [
                    (row - 1, column),
                    (row + 1, column),
                    (row, column - 1),
                    (row, column + 1),
                ];
                foreach ((int r, int c) in sides)
                {
                    if (r >= 0 && r < rows && c >= 0 && c < columns)
                    {
                        open.Push(r * columns + c);
                    }
                }
            }
            largest = component.Count > largest.Count ? component : largest;
        }
        return [.. largest.Order()];
    }
}
