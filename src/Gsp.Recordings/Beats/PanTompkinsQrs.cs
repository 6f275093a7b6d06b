using Gsp.Signals;

namespace Gsp.Recordings;

/// <summary>Pan and Tompkins, IEEE Trans. Biomed. Eng. 32 (1985) 230-236, at any rate and for any number of leads.</summary>
/// <remarks>
/// Band-pass 5-15 Hz, five-point derivative (section III.C; its step is 5 ms at any rate), squaring summed over leads, mean of 150 ms. Peaks of that mean
/// and of the band-passed signal are each held against an adaptive threshold NPK + 0.25 (SPK - NPK) (section IV.B, equations 12-23); a peak within 360 ms of
/// a beat whose steepest slope is less than half the beat's is a T wave; after 1.66 mean regular intervals without a beat the largest peak above half the
/// thresholds is taken. Ours: Butterworth for the integer band-pass; thresholds start from 2 s and then judge those seconds too; the signal level halves for
/// each 2 s without a beat, down to a tenth, so that one artefact does not silence the detector.
/// </remarks>
internal sealed class PanTompkinsQrs : CausalQrs
{
    private readonly record struct Peak(long Position, long Found, double Energy, double Band, double Slope);

    private readonly FilterState[] bands;
    private readonly History[] filtered;
    private readonly History slopes;
    private readonly History band;
    private readonly History energy;
    private readonly MovingAverage window;
    private readonly RegularIntervals intervals;
    private readonly double rate;
    private readonly int step;
    private readonly int learning;
    private readonly int refractory;
    private readonly int delay;
    private AdaptiveLevel energyLevel;
    private AdaptiveLevel bandLevel;
    private Peak rising;
    private Peak missed;
    private Peak lastBeat = new(long.MinValue / 4, long.MinValue / 4, 0, 0, 0);
    private long judged;
    private long halved;

    public PanTompkinsQrs(int leads, double rate, QrsOptions options)
    {
        this.rate = rate;
        SosFilter filter = ButterworthDesign.BandPass(2, 5, 15, rate);
        bands = [.. Enumerable.Range(0, leads).Select(_ => filter.Start())];
        step = Math.Max(1, (int)Math.Round(0.005 * rate));
        learning = (int)(2 * rate);
        refractory = (int)Math.Round(options.RefractorySeconds * rate);
        filtered = [.. Enumerable.Range(0, leads).Select(_ => new History(4 * step + 1))];
        int kept = (int)(3 * rate);
        (slopes, band, energy) = (new History(kept), new History(kept), new History(kept));
        window = new MovingAverage((int)Math.Round(0.15 * rate));
        intervals = new RegularIntervals(rate);
        // Group delay at 10 Hz, -d phase / d omega, by a central difference.
        double phase = (filter.Response(11 / rate) / filter.Response(9 / rate)).Phase;
        delay = (int)Math.Round(-phase / (2 * Math.PI * 2 / rate));
    }

    public override void Step(ReadOnlySpan<double> frame, List<Beat> found)
    {
        double magnitude = 0;
        double squared = 0;
        for (int c = 0; c < frame.Length; c++)
        {
            double y = bands[c].Process(frame[c]);
            History past = filtered[c];
            past.Add(y);
            long t = past.Count - 1;
            double d = 2 * y + past[t - step] - past[t - 3 * step] - 2 * past[t - 4 * step];
            squared += d * d;
            magnitude += y * y;
        }
        slopes.Add(squared);
        band.Add(Math.Sqrt(magnitude));
        energy.Add(window.Next(squared));
        if (energy.Count == learning)
        {
            Learn();
        }
        if (energy.Count >= learning)
        {
            JudgeKnown(found);
        }
    }

    public override void Finish(List<Beat> found)
    {
        if (energy.Count == 0)
        {
            return;
        }
        long count = energy.Count;
        if (count < learning)
        {
            Learn();
        }
        JudgeKnown(found);
        if (rising.Energy > 0)
        {
            Judge(rising, count, found);
        }
    }

    private void Learn()
    {
        long end = energy.Count - 1;
        double mean = 0;
        double bandMean = 0;
        for (long t = 0; t <= end; t++)
        {
            mean += energy[t] / (end + 1);
            bandMean += band[t] / (end + 1);
        }
        energyLevel = new AdaptiveLevel(energy.Max(0, end) / 2, mean / 2);
        bandLevel = new AdaptiveLevel(band.Max(0, end) / 2, bandMean / 2);
    }

    private void JudgeKnown(List<Beat> found)
    {
        for (; judged < energy.Count; judged++)
        {
            Advance(judged, found);
        }
    }

    private void Advance(long t, List<Beat> found)
    {
        double value = energy[t];
        if (value > rising.Energy)
        {
            long from = t - (long)(0.2 * rate);
            long position = band.ArgMax(from, t);
            rising = new Peak(position - delay, t, value, band[position], Math.Sqrt(slopes.Max(from, t)));
        }
        else if (rising.Energy > 0 && value < 0.5 * rising.Energy)
        {
            Judge(rising, t, found);
            rising = default;
        }
        SearchBack(t, found);
    }

    private void Judge(Peak peak, long now, List<Beat> found)
    {
        long since = peak.Position - lastBeat.Position;
        if (since < refractory)
        {
            return;
        }
        bool isTWave = since < 0.36 * rate && peak.Slope < 0.5 * lastBeat.Slope;
        double scale = intervals.IsRegular ? 1 : 0.5;
        if (!isTWave && peak.Energy > scale * energyLevel.Threshold && peak.Band > scale * bandLevel.Threshold)
        {
            Accept(peak, 0.125, found);
        }
        else
        {
            energyLevel.Noise(peak.Energy);
            bandLevel.Noise(peak.Band);
            missed = !isTWave && peak.Energy > missed.Energy ? peak : missed;
        }
    }

    private void SearchBack(long t, List<Beat> found)
    {
        long since = t - lastBeat.Found;
        if (
            missed.Energy > 0.5 * energyLevel.Threshold
            && missed.Band > 0.5 * bandLevel.Threshold
            && since > 1.66 * intervals.Mean
        )
        {
            Accept(missed, 0.25, found);
        }
        long silent = t - Math.Max(Math.Max(lastBeat.Found, 0), halved);
        if (silent > 2 * rate)
        {
            energyLevel.Halve();
            bandLevel.Halve();
            halved = t;
        }
    }

    private void Accept(Peak peak, double weight, List<Beat> found)
    {
        double confidence = energyLevel.Confidence(peak.Energy);
        energyLevel.Signal(peak.Energy, weight);
        bandLevel.Signal(peak.Band, weight);
        if (lastBeat.Position >= 0)
        {
            intervals.Add(peak.Position - lastBeat.Position);
        }
        lastBeat = peak;
        missed = default;
        found.Add(new Beat(Math.Max(0, peak.Position), confidence));
    }
}
