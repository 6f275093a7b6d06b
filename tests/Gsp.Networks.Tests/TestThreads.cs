using Gsp.Compute;
using Xunit;

namespace Gsp.Networks.Tests;

/// <summary>Runs a computation on other threads and in the other precision.</summary>
internal static class TestThreads
{
    /// <summary>Asserts that a computation has the same bits on one, two and three threads.</summary>
    public static void SameBits(Func<Workspace<float>, float[][]> compute)
    {
        float[][] one = On(1, compute);
        foreach (int threads in (int[])[2, 3])
        {
            float[][] more = On(threads, compute);
            Assert.Equal(one.Length, more.Length);
            for (int i = 0; i < one.Length; i++)
            {
                Assert.True(one[i].AsSpan().SequenceEqual(more[i]), $"result {i} differs on {threads} threads");
            }
        }
    }

    private static float[][] On(int threads, Func<Workspace<float>, float[][]> compute)
    {
        using var workspace = new Workspace<float>(
            Backend.ManagedWith(threads),
            new WorkspaceOptions { PoisonMemory = true }
        );
        return compute(workspace);
    }
}
