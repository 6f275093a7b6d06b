using System.Security.Cryptography;
using System.Text.Json;

namespace Gsp.Experiments;

/// <summary>A folder that keeps the finished runs of a study, one file a run, so that an interrupted study goes on where it was.</summary>
/// <remarks>
/// A file's name holds a checksum of the program, the options and the run, so other options or another program find nothing and start anew.
/// Files are complete or absent. Safe for concurrent runs of one study.
/// </remarks>
/// <param name="folder">The folder; made with the first file.</param>
/// <param name="build">Names the program to the bit: scores of another build are not taken over.</param>
public sealed class StudyScoreStore(string folder, string build)
{
    private int kept;

    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>Number of finished runs in the folder that belong to the study in progress.</summary>
    public int Kept => kept;

    /// <summary>Removes the files, of whatever options, and the folder where nothing else is in it.</summary>
    public void Delete()
    {
        if (!Directory.Exists(folder))
        {
            return;
        }
        foreach (string file in Directory.GetFiles(folder, "*run-*.gsp*"))
        {
            File.Delete(file);
        }
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }

    /// <summary>The scores of a finished run; null where it is not finished.</summary>
    /// <param name="options">The study's options.</param>
    /// <param name="index">The run's place in the study: one method has several runs on one recording.</param>
    /// <param name="task">The run.</param>
    /// <exception cref="GspFormatException">The file is damaged.</exception>
    internal IReadOnlyList<MethodScore>? Find(AdaCgpStudyOptions options, int index, StudyTask task)
    {
        string path = PathOf(options, index, task);
        if (!File.Exists(path))
        {
            return null;
        }
        IReadOnlyList<MethodScore> scores = MethodScoreFile.Load(path);
        Interlocked.Increment(ref kept);
        return scores;
    }

    /// <summary>Files the scores of a finished run.</summary>
    /// <param name="options">The study's options.</param>
    /// <param name="index">The run's place in the study.</param>
    /// <param name="task">The run.</param>
    /// <param name="scores">Its scores.</param>
    internal void Keep(AdaCgpStudyOptions options, int index, StudyTask task, IReadOnlyList<MethodScore> scores)
    {
        MethodScoreFile.Save(PathOf(options, index, task), scores);
        Interlocked.Increment(ref kept);
    }

    private string PathOf(AdaCgpStudyOptions options, int index, StudyTask task)
    {
        // The number of threads never changes a bit.
        object[] key = [build, options with { Threads = 1 }, index, task.Family, task.Seed, task.Method];
        string checksum = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(key)));
        return Path.Combine(folder, FormattableString.Invariant($"run-{index:0000}-{checksum[..16]}.gsp"));
    }
}
