namespace Gsp.Cli;

/// <summary>Keeps a follower's state in the file that the user named.</summary>
internal sealed class FollowState
{
    private const string Kind = "gsp follow/1";

    private readonly SavedRun file;
    private readonly CheckpointClock clock;
    private readonly Terminal terminal;

    /// <summary>Names the file and the run that it belongs to.</summary>
    public FollowState(string path, LearnRequest request, LearnPlan plan, InputFiles inputs, Terminal terminal)
    {
        if (request.Support is not null)
        {
            // It is read where the number of nodes is known, and belongs to what must be the same.
            inputs.Bytes("support", request.Support);
        }
        file = new SavedRun(path, Kind, RunIdentity.Of(request, plan, inputs.Records));
        clock = new CheckpointClock(request.Checkpoint, terminal);
        this.terminal = terminal;
    }

    /// <summary>Goes on from the file, where it exists.</summary>
    public void Restore(FollowCourse course)
    {
        if (file.TryRestore(course.Restore, Accept))
        {
            terminal.Notice(
                FormattableString.Invariant(
                    $"going on after {course.Taken} samples ({file.Path}); the next line is t = {course.Taken}"
                )
            );
        }
    }

    /// <summary>Writes the file where it is time to.</summary>
    public void SaveIfDue(FollowCourse course) => clock.Tick(() => file.Save(course.Save()));

    /// <summary>Writes the file; before the first line there is nothing to keep.</summary>
    public void Save(FollowCourse course)
    {
        if (course.Begun)
        {
            file.Save(course.Save());
            terminal.Notice(FormattableString.Invariant($"{course.Taken} samples are kept in {file.Path}"));
        }
    }

    /// <summary>A follower may have learned for months: a new version goes on with its state, as long as the state has the same layout.</summary>
    private bool Accept(RunIdentity.Difference difference)
    {
        if (difference.IsVersion)
        {
            terminal.Notice(
                $"{file.Path} was written by another version, so the bits may differ from here: {difference}"
            );
        }
        return difference.IsVersion;
    }
}
