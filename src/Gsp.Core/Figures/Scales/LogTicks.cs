namespace Gsp.Figures;

/// <summary>Ticks of a logarithmic axis: decades, or 1-2-5 within them where there are few, or linear ticks within one.</summary>
internal static class LogTicks
{
    /// <summary>Ticks between 10^low and 10^high.</summary>
    public static TickSet Locate(double low, double high, int target)
    {
        int first = (int)Math.Ceiling(low - 1e-9);
        int last = (int)Math.Floor(high + 1e-9);
        int decades = last - first + 1;
        return decades >= 2 ? Decades(first, last, low, high, target) : Within(low, high, target);
    }

    private static TickSet Decades(int first, int last, double low, double high, int target)
    {
        int stride = Stride(last - first + 1, target);
        // Labels at multiples of the stride: 10^-6, 10^-3, 1 rather than 10^-7, 10^-4, 10^-1.
        int start = (int)(Math.Ceiling((double)first / stride) * stride);
        List<double> values = [];
        List<string> labels = [];
        for (int k = start; k <= last; k += stride)
        {
            values.Add(Math.Pow(10, k));
            labels.Add(NumberText.PowerOfTen(k));
        }
        List<double> minor = [];
        for (int k = first - 1; k <= last; k++)
        {
            for (int m = 1; m < 10 && (stride == 1 || m == 1); m++)
            {
                double place = k + Math.Log10(m);
                bool labelled = m == 1 && k >= start && (k - start) % stride == 0;
                if (!labelled && place >= low && place <= high)
                {
                    minor.Add(m * Math.Pow(10, k));
                }
            }
        }
        bool crowded = stride == 1 && last - first > 8;
        return new TickSet(values, labels, crowded ? [] : minor, "");
    }

    private static int Stride(int count, int target)
    {
        foreach (int stride in (ReadOnlySpan<int>)[1, 2, 3, 5, 10, 20, 25, 50, 100, 200])
        {
            if (count <= Math.Max(1, target) * stride)
            {
                return stride;
            }
        }
        return 400;
    }

    private static TickSet Within(double low, double high, int target)
    {
        List<double> values = [];
        List<string> labels = [];
        List<double> minor = [];
        for (int k = (int)Math.Floor(low) - 1; k <= high + 1; k++)
        {
            for (int m = 1; m < 10; m++)
            {
                double place = k + Math.Log10(m);
                if (place < low - 1e-9 || place > high + 1e-9)
                {
                    continue;
                }
                double value = k >= 0 ? m * Math.Pow(10, k) : m / Math.Pow(10, -k);
                if (m is 1 or 2 or 5)
                {
                    values.Add(value);
                    labels.Add(NumberText.Short(value));
                }
                else
                {
                    minor.Add(value);
                }
            }
        }
        return values.Count >= 2 && values.Count <= target + 1
            ? new TickSet(values, labels, minor, "")
            : LinearTicks.Locate(Math.Pow(10, low), Math.Pow(10, high), target);
    }
}
