using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Gsp.Networks;

/// <summary>The memory of one tensor and its views, with what still needs it.</summary>
internal sealed class Storage<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Workspace<T> workspace;
    private readonly nint address;
    private readonly long bytes;
    private string? lost;

    public Storage(Workspace<T> workspace, int length)
    {
        this.workspace = workspace;
        Length = length;
        (address, bytes) = workspace.Pool.Rent((long)length * Unsafe.SizeOf<T>());
    }

    /// <summary>Elements.</summary>
    public int Length { get; }

    /// <summary>How many recorded operations need it for their backward pass.</summary>
    public int Saves { get; set; }

    /// <summary>How many tensors have it as their gradient.</summary>
    public int GradientUsers { get; set; }

    /// <summary>Whether it outlives every scope.</summary>
    public bool Kept { get; set; }

    /// <summary>Whether it was made inside a layer and is not what the layer returned: nobody outside can want it after the backward pass.</summary>
    public bool Internal { get; set; }

    public bool Released => lost is not null;

    public bool Pinned => Saves > 0 || GradientUsers > 0 || Kept;

    /// <summary>The address of the first element.</summary>
    /// <exception cref="InvalidOperationException">The memory has been given back.</exception>
    public nint Address => lost is null ? address : throw Lost();

    /// <summary>Gives the memory back; the reason stands in the error of whoever reads it later.</summary>
    public void Release(string reason)
    {
        if (lost is null)
        {
            lost = reason;
            workspace.Pool.Return(address, bytes);
        }
    }

    private InvalidOperationException Lost() =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"the memory of this tensor ({Length} elements) was given back {lost}; call Keep() on a tensor that is needed longer"
            )
        );
}
