namespace Gsp.Recordings;

/// <summary>Christov, BioMedical Engineering OnLine 3:28 (2004): one adaptive threshold M + F + R on the complex lead.</summary>
/// <remarks>
/// Moving averages of 20 and 28 ms on each lead; complex lead Y = mean over leads of |x_(t+1) - x_(t-1)|; moving average of 40 ms. M is the mean of five
/// values 0.6 max Y of the 200 ms after a beat (at most 1.1 of the last where it would exceed 1.5 of it) and falls to 0.6 of itself from 200 to 1200 ms; F adds
/// (max of the newest 50 ms - max of the oldest 50 ms of 350 ms) / 150 at 500 Hz; R falls at 1/1.4 of M's slope from 2/3 of the mean interval up to
/// it. Ours: steps of the differences and of F scale with the rate; a beat is where Y crosses the threshold, less the filters' delay; the first 5 s, which set M by their
/// 0.6 max, are judged too, by the median of the maxima of their seconds so that one artefact does not hide the beats.
/// </remarks>
internal sealed class ChristovQrs : CausalQrs
{
    private readonly MovingAverage[] powerline;
    private readonly MovingAverage[] muscle;
    private readonly MovingAverage smooth;
    private readonly History[] leads;
    private readonly History y;
    private readonly double rate;
    private readonly int step;
    private readonly int learning;
    private readonly int frozen;
    private readonly int delay;
    private readonly Queue<double> steep = new();
    private readonly Queue<double> intervals = new();
    private double m;
    private double f;
    private double lastSteep;
    private long lastBeat = long.MinValue / 4;
    private bool isLearnt;
    private long judged;

    public ChristovQrs(int count, double rate, QrsOptions options)
    {
        this.rate = rate;
        step = Math.Max(1, (int)Math.Round(rate / 500));
        learning = (int)(5 * rate);
        frozen = (int)Math.Round(options.RefractorySeconds * rate);
        int first = (int)Math.Round(0.02 * rate);
        int second = (int)Math.Round(0.028 * rate);
        int third = (int)Math.Round(0.04 * rate);
        powerline = [.. Enumerable.Range(0, count).Select(_ => new MovingAverage(first))];
        muscle = [.. Enumerable.Range(0, count).Select(_ => new MovingAverage(second))];
        smooth = new MovingAverage(third);
        leads = [.. Enumerable.Range(0, count).Select(_ => new History(2 * step + 1))];
        y = new History((int)(6 * rate));
        delay = ((first + second + third - 3) / 2) + step;
    }

    public override void Step(ReadOnlySpan<double> frame, List<Beat> found)
    {
        double sum = 0;
        for (int c = 0; c < frame.Length; c++)
        {
            History past = leads[c];
            past.Add(muscle[c].Next(powerline[c].Next(frame[c])));
            long t = past.Count - 1;
            sum += Math.Abs(past[t] - past[t - 2 * step]);
        }
        y.Add(smooth.Next(sum / frame.Length));
        if (y.Count == learning)
        {
            Learn();
        }
        Judge(found);
    }

    public override void Finish(List<Beat> found)
    {
        if (!isLearnt && y.Count > 0)
        {
            Learn();
        }
        Judge(found);
    }

    private void Learn()
    {
        List<double> maxima = [];
        for (long start = 0; start < y.Count; start += (long)rate)
        {
            maxima.Add(y.Max(start, Math.Min(y.Count, start + (long)rate) - 1));
        }
        maxima.Sort();
        lastSteep = 0.6 * maxima[maxima.Count / 2];
        for (int i = 0; i < 5; i++)
        {
            steep.Enqueue(lastSteep);
        }
        m = lastSteep;
        f = 0;
        for (int t = 0; t < Math.Min(y.Count, (int)(0.35 * rate)); t++)
        {
            f += y[t] / (0.35 * rate);
        }
        isLearnt = true;
    }

    private void Judge(List<Beat> found)
    {
        for (; isLearnt && judged < y.Count; judged++)
        {
            Advance(judged, found);
        }
    }

    private void Advance(long t, List<Beat> found)
    {
        if (t >= 0.35 * rate)
        {
            long fifty = (long)(0.05 * rate);
            double newest = y.Max(t - fifty + 1, t);
            long old = t - (long)(0.35 * rate);
            f += (newest - y.Max(old, old + fifty - 1)) / 150 * (500 / rate);
        }
        long since = t - lastBeat;
        if (since == frozen)
        {
            RenewSteepness(y.Max(lastBeat, t));
        }
        double threshold = Steepness(since) + f + Expectation(since);
        // No evidence of a flat line is above a threshold of zero.
        if (since >= frozen && y[t] > threshold && y[t] > 0)
        {
            if (lastBeat >= 0)
            {
                Put(intervals, since);
            }
            lastBeat = t;
            double level = lastSteep / 0.6;
            double height = y[t] + 0.5 * (level - y[t]);
            found.Add(
                new Beat(
                    Math.Max(0, t - delay + (long)(0.02 * rate)),
                    Math.Clamp(height / Math.Max(level, 1e-300), 0, 1)
                )
            );
        }
    }

    private void RenewSteepness(double maximum)
    {
        double value = 0.6 * maximum;
        if (value > 1.5 * lastSteep)
        {
            value = 1.1 * lastSteep;
        }
        lastSteep = value;
        Put(steep, value);
        m = steep.Average();
    }

    /// <summary>M: whole until 200 ms after a beat, then falling to 0.6 at 1200 ms.</summary>
    private double Steepness(long since) => m * (1 - 0.4 * Math.Clamp((since / rate) - 0.2, 0, 1));

    /// <summary>R: zero until 2/3 of the mean interval, then falling until the mean interval.</summary>
    private double Expectation(long since)
    {
        if (intervals.Count < 5)
        {
            return 0;
        }
        double mean = intervals.Average();
        double late = Math.Clamp(since - (2 * mean / 3), 0, mean / 3) / rate;
        return -0.4 * m * late / 1.4;
    }

    private static void Put(Queue<double> queue, double value)
    {
        queue.Enqueue(value);
        if (queue.Count > 5)
        {
            queue.Dequeue();
        }
    }
}
