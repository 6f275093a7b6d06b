using System.Numerics;

namespace Gsp.Graphs;

/// <summary>Small helpers on complex vectors.</summary>
internal static class ComplexVectors
{
    /// <summary>Takes the longest vector, normalises it and removes its direction from the others: one step of a pivoted Gram-Schmidt.</summary>
    public static Complex[] TakeLargest(List<Complex[]> candidates)
    {
        Complex[] best = candidates.MaxBy(SquaredNorm)!;
        candidates.Remove(best);
        double norm = Math.Sqrt(SquaredNorm(best));
        Complex[] unit = [.. best.Select(v => v / norm)];
        // Twice is enough to be orthogonal to rounding.
        for (int pass = 0; pass < 2; pass++)
        {
            foreach (Complex[] other in candidates)
            {
                Complex overlap = 0;
                for (int i = 0; i < unit.Length; i++)
                {
                    overlap += Complex.Conjugate(unit[i]) * other[i];
                }
                for (int i = 0; i < unit.Length; i++)
                {
                    other[i] -= overlap * unit[i];
                }
            }
        }
        return unit;
    }

    /// <summary>The vector turned so that its first entry of largest modulus is real and positive.</summary>
    public static Complex[] Upright(Complex[] vector)
    {
        int largest = 0;
        for (int i = 1; i < vector.Length; i++)
        {
            // A margin above rounding, so that equal moduli do not depend on it.
            largest = vector[i].Magnitude > vector[largest].Magnitude * (1 + 1e-10) ? i : largest;
        }
        Complex turn = Complex.Conjugate(vector[largest]) / vector[largest].Magnitude;
        return [.. vector.Select(v => v * turn)];
    }

    public static double SquaredNorm(Complex[] vector)
    {
        double sum = 0;
        foreach (Complex value in vector)
        {
            sum += value.Real * value.Real + value.Imaginary * value.Imaginary;
        }
        return sum;
    }
}
