using System.Numerics;
using Gsp.Random;

namespace Gsp.Networks;

/// <summary>Initial values of weights, as the field's standard draws them.</summary>
/// <remarks>Fans count the connections of one output (in) and of one input (out). He, Zhang, Ren and Sun, "Delving deep into rectifiers", ICCV 2015;
/// Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010.</remarks>
public static class Initialisation
{
    /// <summary>Uniform in ±1/√fanIn: the default of linear and convolution layers, weights and biases.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="random">The stream to draw from.</param>
    /// <param name="count">Number of values.</param>
    /// <param name="fanIn">Connections of one output.</param>
    /// <returns>The values.</returns>
    public static T[] Default<T>(RandomStream random, int count, int fanIn)
        where T : unmanaged, IFloatingPointIeee754<T> => Uniform<T>(random, count, 1 / Math.Sqrt(Math.Max(1, fanIn)));

    /// <summary>Uniform in ±√(6 / (fanIn + fanOut)), after Glorot.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="random">The stream to draw from.</param>
    /// <param name="count">Number of values.</param>
    /// <param name="fanIn">Connections of one output.</param>
    /// <param name="fanOut">Connections of one input.</param>
    /// <returns>The values.</returns>
    public static T[] XavierUniform<T>(RandomStream random, int count, int fanIn, int fanOut)
        where T : unmanaged, IFloatingPointIeee754<T> => Uniform<T>(random, count, Math.Sqrt(6.0 / (fanIn + fanOut)));

    /// <summary>Normal with variance 2 / fanIn, after He.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="random">The stream to draw from.</param>
    /// <param name="count">Number of values.</param>
    /// <param name="fanIn">Connections of one output.</param>
    /// <returns>The values.</returns>
    public static T[] KaimingNormal<T>(RandomStream random, int count, int fanIn)
        where T : unmanaged, IFloatingPointIeee754<T> => Normal<T>(random, count, Math.Sqrt(2.0 / fanIn));

    /// <summary>Normal with mean 0.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="random">The stream to draw from.</param>
    /// <param name="count">Number of values.</param>
    /// <param name="deviation">Standard deviation.</param>
    /// <returns>The values.</returns>
    public static T[] Normal<T>(RandomStream random, int count, double deviation)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(random);
        var values = new double[count];
        random.FillNormal(values, 0, deviation);
        return Array.ConvertAll(values, T.CreateTruncating);
    }

    /// <summary>Uniform in ±bound.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="random">The stream to draw from.</param>
    /// <param name="count">Number of values.</param>
    /// <param name="bound">The bound.</param>
    /// <returns>The values.</returns>
    public static T[] Uniform<T>(RandomStream random, int count, double bound)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(random);
        var values = new double[count];
        random.FillUniform(values, -bound, bound);
        return Array.ConvertAll(values, T.CreateTruncating);
    }

    /// <summary>One value throughout.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="count">Number of values.</param>
    /// <param name="value">The value.</param>
    /// <returns>The values.</returns>
    public static T[] Constant<T>(int count, double value)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = new T[count];
        Array.Fill(values, T.CreateTruncating(value));
        return values;
    }
}
