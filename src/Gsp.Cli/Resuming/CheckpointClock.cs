using System.Diagnostics;

namespace Gsp.Cli;

/// <summary>Saves a running program now and then.</summary>
/// <param name="seconds">Least seconds between the end of one save and the next; 0 for never.</param>
/// <param name="terminal">Where to tell that a save failed.</param>
internal sealed class CheckpointClock(double seconds, Terminal terminal)
{
    private long last = Stopwatch.GetTimestamp();
    private bool failed;

    /// <summary>Saves where it is time to.</summary>
    public void Tick(Action save)
    {
        if (seconds > 0 && Stopwatch.GetElapsedTime(last).TotalSeconds >= seconds)
        {
            TrySave(save);
            // From the end of the save, so that a large state on a slow disk cannot take all the time.
            last = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>A full disk must not end a run that needs no checkpoint to go on.</summary>
    private void TrySave(Action save)
    {
        try
        {
            save();
            failed = false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            if (!failed)
            {
                terminal.Notice($"no checkpoint could be written ({e.Message}); the run goes on");
            }
            failed = true;
        }
    }
}
