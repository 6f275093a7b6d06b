using System.Diagnostics;

namespace Gsp.Cli;

/// <summary>A streaming method on its way through a recording: it can be put down after any sample and taken up again.</summary>
/// <param name="stream">The method.</param>
/// <param name="steps">Receives the course.</param>
/// <param name="recording">The samples.</param>
internal sealed class StreamRun(ITopologyStream stream, StepTable steps, LearnSamples recording)
{
    private readonly Stopwatch clock = new();
    private readonly double[] sample = new double[recording.Nodes];
    private double earlier;

    /// <summary>The method.</summary>
    public ITopologyStream Stream => stream;

    /// <summary>The course so far.</summary>
    public StepTable Steps => steps;

    /// <summary>The sample that comes next.</summary>
    public int Next { get; private set; }

    /// <summary>Number of samples of the recording.</summary>
    public int Count => recording.Count;

    /// <summary>Whether the samples are used up, or the method has stopped by its own criterion.</summary>
    public bool Ended { get; private set; }

    /// <summary>Time spent learning, that before a resumption included.</summary>
    public double Seconds => earlier + clock.Elapsed.TotalSeconds;

    /// <summary>Takes the next sample.</summary>
    public void Step()
    {
        for (int node = 0; node < sample.Length; node++)
        {
            sample[node] = recording.Samples[Next, node];
        }
        clock.Start();
        StreamStep step = stream.Step(sample);
        clock.Stop();
        if (step.Learned)
        {
            steps.Add(step, stream);
        }
        Next++;
        Ended = step.Stopped || Next == Count;
    }

    /// <summary>How far the run has come, the course included.</summary>
    public Snapshot Save()
    {
        Snapshot snapshot = new Snapshot("run").Put("progress", [Next, Seconds]).PutPart("method", stream.Save());
        steps.Save(snapshot);
        return snapshot;
    }

    /// <summary>Takes up a run where it was saved.</summary>
    /// <exception cref="ArgumentException">It belongs to another method, size or recording.</exception>
    public void Restore(Snapshot snapshot)
    {
        ReadOnlySpan<double> progress = snapshot.Get("progress");
        stream.Restore(snapshot.GetPart("method"));
        steps.Restore(snapshot);
        (Next, earlier) = ((int)progress[0], progress[1]);
        Require.InRange(Next, 1, Count, "samples taken, of those that the recording holds");
        Ended = Next == Count;
    }
}
