using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Gsp.Benchmarks;

/// <summary>Processor time of the calling thread: what other processes do is not counted.</summary>
internal static partial class CpuClock
{
    private const int ThreadCpuTime = 3; // CLOCK_THREAD_CPUTIME_ID of Linux

    /// <summary>Seconds since some moment; wall time where the system has no such clock.</summary>
    public static double Seconds()
    {
        if (!OperatingSystem.IsLinux() || Get(ThreadCpuTime, out Time time) != 0)
        {
            return Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
        }
        return time.Seconds + 1e-9 * time.Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int Get(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
