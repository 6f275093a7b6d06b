namespace Gsp.Recordings;

/// <summary>Finds QRS complexes in one or more leads recorded together.</summary>
/// <remarks>
/// Beats do not depend on the leads' units, polarities or order of magnitude. Missing samples (NaN) are bridged without a jump and no beat is put
/// into them. Cost: linear in the samples.
/// </remarks>
public static class QrsDetector
{
    /// <summary>Beats of one lead.</summary>
    /// <param name="lead">Samples in any unit; NaN where missing.</param>
    /// <param name="rate">Samples a second, 100 to 1000 Hz.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">An option or the rate is out of range, or a sample is infinite.</exception>
    public static QrsDetection Detect(double[] lead, double rate, QrsOptions? options = null) =>
        Detect([lead], rate, options);

    /// <summary>Beats of several leads recorded together.</summary>
    /// <param name="leads">[channel][time] of equal lengths; NaN where missing.</param>
    /// <param name="rate">Samples a second, 100 to 1000 Hz.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">No lead, lengths differ, an option or the rate is out of range, or a sample is infinite.</exception>
    public static QrsDetection Detect(IReadOnlyList<double[]> leads, double rate, QrsOptions? options = null)
    {
        options = (options ?? new QrsOptions()).Validate();
        QrsOptions.ValidateRate(rate);
        LeadChecks.Leads(leads);
        IReadOnlyList<Beat> beats;
        if (options.Method == QrsMethod.StationaryWavelet)
        {
            beats = new WaveletQrs(rate, options).Detect(leads);
        }
        else
        {
            var stream = new QrsStream(leads.Count, rate, options);
            beats = [.. stream.Push(leads), .. stream.Finish()];
        }
        return new QrsDetection
        {
            Beats = beats,
            Rate = rate,
            Method = options.Method,
        };
    }

    /// <summary>Beats of all channels of a recording, which must be leads of one ECG at one rate.</summary>
    /// <param name="recording">The recording; use <see cref="Recording.Select"/> for some of its channels.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">As for the other overloads.</exception>
    /// <exception cref="InvalidOperationException">There is no channel, or rates differ.</exception>
    public static QrsDetection Detect(Recording recording, QrsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(recording);
        return Detect([.. recording.Channels.Select(channel => channel.Samples)], recording.Rate, options);
    }
}
