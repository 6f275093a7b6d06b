using System.Numerics;

namespace Gsp.Networks;

/// <summary>Spectra of convolution kernels with a copy of what they were made from, which tells when they are out of date.</summary>
internal sealed class SpectraCache<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int length;
    private readonly Tensor<T>[] sources;
    private readonly Tensor<T>[] copies;

    public SpectraCache(int length, Tensor<T> spectra, Tensor<T>[] sources)
    {
        this.length = length;
        Spectra = spectra.Keep();
        this.sources = sources;
        copies = [.. sources.Select(source => source.Detach().Copy().Keep())];
    }

    public Tensor<T> Spectra { get; }

    /// <summary>Whether the spectra are those of kernels of a length from the parameters as they are.</summary>
    public bool Serves(int wanted) =>
        wanted == length
        && sources.Zip(copies).All(pair => pair.First.Workspace.Device.SameBits(pair.First, pair.Second));

    public void Dispose()
    {
        Spectra.Dispose();
        foreach (Tensor<T> copy in copies)
        {
            copy.Dispose();
        }
    }
}
