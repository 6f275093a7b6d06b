namespace Gsp.Networks;

/// <summary>Where tensors lie: memory that is asked for and given back by address.</summary>
/// <remarks>The address means something to its own device only; the processor's is a pointer.</remarks>
public interface IDeviceMemory
{
    /// <summary>Asks for memory, aligned to 64 bytes, with any content.</summary>
    /// <param name="bytes">How much, more than zero.</param>
    /// <returns>The address.</returns>
    nint Allocate(long bytes);

    /// <summary>Gives memory back.</summary>
    /// <param name="address">What <see cref="Allocate"/> returned.</param>
    void Free(nint address);
}
