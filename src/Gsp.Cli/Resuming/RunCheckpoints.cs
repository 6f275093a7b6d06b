namespace Gsp.Cli;

/// <summary>Keeps a streaming run over a recording resumable: reads its checkpoint at the start, writes it now and then and when interrupted.</summary>
/// <param name="run">The run.</param>
/// <param name="file">Its checkpoint.</param>
/// <param name="seconds">Seconds between two checkpoints; 0 for none but that of an interruption.</param>
/// <param name="terminal">Where to tell about it.</param>
internal sealed class RunCheckpoints(StreamRun run, SavedRun file, double seconds, Terminal terminal)
{
    private const string Kind = "gsp learn/1";

    private readonly CheckpointClock clock = new(seconds, terminal);

    /// <summary>The checkpoint of a result folder: a file beside it, for the folder itself is complete or absent.</summary>
    public static SavedRun FileOf(string folder, RunIdentity identity) =>
        new(ResultFolder.Beside(folder, ".checkpoint"), Kind, identity);

    /// <summary>Takes up the run where its checkpoint left it; without one it starts from the first sample.</summary>
    public void Resume()
    {
        if (file.TryRestore(run.Restore, accept: _ => false))
        {
            terminal.Notice(FormattableString.Invariant($"resuming at step {run.Next} of {run.Count} ({file.Path})"));
        }
    }

    /// <summary>To be called between two steps.</summary>
    /// <exception cref="CommandError">The user interrupts; the checkpoint is written.</exception>
    /// <exception cref="OperationCanceledException">The user interrupts before the first step.</exception>
    public void BetweenSteps(CancellationToken cancellation)
    {
        if (run.Next == 0)
        {
            cancellation.ThrowIfCancellationRequested();
            return;
        }
        if (!cancellation.IsCancellationRequested)
        {
            clock.Tick(() => file.Save(run.Save()));
            return;
        }
        string interrupted = FormattableString.Invariant($"interrupted at step {run.Next} of {run.Count}");
        try
        {
            file.Save(run.Save());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            throw CommandError.Interrupted($"{interrupted}, and no checkpoint could be written: {e.Message}", e);
        }
        throw CommandError.Checkpointed($"{interrupted}; the same command goes on from there ({file.Path})");
    }

    /// <summary>Removes the checkpoint of a run that has come to its end.</summary>
    public void Delete() => file.Delete();
}
