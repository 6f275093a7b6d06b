using Gsp.Compute;
using Gsp.Numerics;
using Xunit;

namespace Gsp.Core.Tests.Compute;

public sealed class BackendTests
{
    [Theory]
    [InlineData("auto", "managed")]
    [InlineData("managed", "managed")]
    [InlineData("Reference", "reference")]
    public void AreFoundByName(string name, string expected) => Assert.Equal(expected, Backend.Find(name).Name);

    [Fact]
    public void AnUnknownNameListsTheKnownOnes()
    {
        var error = Assert.Throws<ArgumentException>(() => Backend.Find("mkl"));
        Assert.Contains("auto, reference, managed, openblas, cuda", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingBackendTellsWhatWasProbed()
    {
        var error = Assert.Throws<BackendUnavailableException>(() => Backend.Find("cuda"));
        Assert.Equal("not built in this version", error.Probed);
    }

    [Fact]
    public void OpenBlasIsThereOrTellsWhatWasProbed()
    {
        if (Backend.TryOpenBlas(out Backend? backend, 1))
        {
            Assert.Equal("openblas", backend.Name);
            Assert.Same(typeof(OpenBlas<double>), Backend.Find("openblas").Double.GetType());
        }
        else
        {
            var error = Assert.Throws<BackendUnavailableException>(() => Backend.Find("openblas"));
            Assert.Contains("not found", error.Probed, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ThreadsAreAsAskedFor()
    {
        Assert.Equal(Environment.ProcessorCount, Backend.Managed.Threads);
        Assert.Equal(3, Backend.ManagedWith(3).Threads);
        Assert.Equal(3, ((ManagedBlas<float>)Backend.ManagedWith(3).Single).Threads);
        Assert.Throws<ArgumentOutOfRangeException>(() => Backend.ManagedWith(0));
    }

    [Fact]
    public void TheDescriptionNamesEverything()
    {
        string text = Backend.Describe();
        foreach (
            string part in new[] { $"{SimdWidth.Bits} bits", "cores", "openblas", "cuda", "not built in this version" }
        )
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }
    }
}
