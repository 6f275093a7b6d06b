using Gsp.Topology;

namespace Gsp.Cli;

/// <summary>A streaming method on its way through samples that come one by one: it can be put down after any of them and taken up again.</summary>
/// <param name="rows">The samples.</param>
/// <param name="start">Makes the method for a number of nodes.</param>
internal sealed class FollowCourse(SampleReader rows, Func<int, ITopologyStream> start)
{
    private ITopologyStream? stream;
    private int nodes;

    /// <summary>Whether anything came that must be kept: the first lines may only be a header and samples that differences wait for.</summary>
    public bool Begun => rows.Begun;

    /// <summary>Number of samples taken.</summary>
    public long Taken { get; private set; }

    /// <summary>How the estimate stands.</summary>
    public FitStatus Status => stream?.Status ?? FitStatus.Degenerate;

    /// <summary>Takes the next sample; null at the end of the input.</summary>
    public StreamStep? Step(CancellationToken cancellation)
    {
        if (rows.Next(cancellation) is not { } sample)
        {
            return null;
        }
        nodes = sample.Length;
        stream ??= start(nodes);
        StreamStep step = stream.Step(sample);
        Taken++;
        return step;
    }

    /// <summary>How far the course has come.</summary>
    public Snapshot Save()
    {
        Snapshot snapshot = new Snapshot("course").Put("progress", [Taken, nodes]).PutPart("reader", rows.Save());
        return stream is null ? snapshot : snapshot.PutPart("method", stream.Save());
    }

    /// <summary>Takes up a course where it was saved.</summary>
    /// <exception cref="ArgumentException">It belongs to another method or size.</exception>
    public void Restore(Snapshot snapshot)
    {
        ReadOnlySpan<double> progress = snapshot.Get("progress");
        (Taken, nodes) = ((long)progress[0], (int)progress[1]);
        rows.Restore(snapshot.GetPart("reader"));
        if (Taken > 0)
        {
            stream = start(nodes);
            stream.Restore(snapshot.GetPart("method"));
        }
    }
}
