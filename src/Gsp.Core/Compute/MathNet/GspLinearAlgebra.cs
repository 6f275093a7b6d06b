using System.Diagnostics.CodeAnalysis;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace Gsp.Compute;

/// <summary>Lets plain MathNet code compute its matrix products by a backend: an explicit choice, as it holds for the whole process.</summary>
/// <remarks>Nothing in the library depends on this; it is for programs that use MathNet's matrices themselves. Call it where the program
/// starts; what other threads compute meanwhile may use either provider.</remarks>
public static class GspLinearAlgebra
{
    /// <summary>Registers a backend as MathNet's linear-algebra provider.</summary>
    /// <param name="backend">What computes the products from now on.</param>
    /// <returns>Disposing it brings the provider back that was there before.</returns>
    public static IDisposable Use(Backend backend)
    {
        var registration = new Registration(LinearAlgebraControl.Provider);
        LinearAlgebraControl.Provider = new GspLinearAlgebraProvider(backend);
        return registration;
    }

    /// <summary>Registers a backend by its name, where it can be had.</summary>
    /// <param name="name">A name that <see cref="Backend.Find"/> knows.</param>
    /// <param name="registration">Disposing it brings the provider back that was there before; null where the backend is missing.</param>
    /// <returns>Whether the backend is there; if not, MathNet is left as it was.</returns>
    /// <exception cref="ArgumentException">No backend has that name.</exception>
    public static bool TryUse(string name, [NotNullWhen(true)] out IDisposable? registration)
    {
        registration = Backend.TryFind(name, out Backend? backend) ? Use(backend) : null;
        return registration is not null;
    }

    private sealed class Registration(ILinearAlgebraProvider before) : IDisposable
    {
        private ILinearAlgebraProvider? previous = before;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref previous, null) is { } provider)
            {
                LinearAlgebraControl.Provider = provider;
            }
        }
    }
}
