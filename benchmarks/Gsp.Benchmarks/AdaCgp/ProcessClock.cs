using System.Runtime.InteropServices;

namespace Gsp.Benchmarks;

/// <summary>CPU time of this process in seconds, to the nanosecond: on a shared machine the only clock worth comparing.</summary>
internal static partial class ProcessClock
{
    private const int ProcessCpuTime = 2;

    public static double Seconds
    {
        get
        {
            _ = ReadClock(ProcessCpuTime, out Timespec time);
            return time.Seconds + 1e-9 * time.Nanoseconds;
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ReadClock(int clock, out Timespec time);

    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
