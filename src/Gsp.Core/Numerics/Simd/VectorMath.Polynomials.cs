using System.Runtime.CompilerServices;

namespace Gsp.Numerics;

// Written by tests/Gsp.Core.Tests/Golden/vectormath/fit_polynomials.py: change it there.

/// <content>Minimax polynomials. The figure in brackets is the greatest error that the polynomial alone leaves in its function, in ulp.</content>
internal static partial class VectorMath<T, V, L>
{
    /// <summary>(e^x - 1 - x) / x^2 for |x| up to (log 2) / 2 [double 0.2, float 0.006].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ExpTail(V x)
    {
        if (typeof(T) == typeof(double))
        {
            V p = Constant(2.5031798930277374e-08);
            p = L.MultiplyAdd(p, x, Constant(2.762533652778878e-07));
            p = L.MultiplyAdd(p, x, Constant(2.7557442813195963e-06));
            p = L.MultiplyAdd(p, x, Constant(2.480150749680772e-05));
            p = L.MultiplyAdd(p, x, Constant(0.00019841269722251429));
            p = L.MultiplyAdd(p, x, Constant(0.0013888888929604864));
            p = L.MultiplyAdd(p, x, Constant(0.008333333333364211));
            p = L.MultiplyAdd(p, x, Constant(0.0416666666665805));
            p = L.MultiplyAdd(p, x, Constant(0.16666666666666677));
            return L.MultiplyAdd(p, x, Constant(0.5000000000000006));
        }
        else
        {
            V p = Constant(0.00019778532441705465);
            p = L.MultiplyAdd(p, x, Constant(0.0013932884903624654));
            p = L.MultiplyAdd(p, x, Constant(0.008333531208336353));
            p = L.MultiplyAdd(p, x, Constant(0.04166649654507637));
            p = L.MultiplyAdd(p, x, Constant(0.1666666567325592));
            return L.MultiplyAdd(p, x, Constant(0.5));
        }
    }

    /// <summary>(log((1 + s) / (1 - s)) - 2 s) / s^3 as a polynomial in x = s^2, for s up to (sqrt 2 - 1) / (sqrt 2 + 1) [double 0.006, float 0.007].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogTail(V x)
    {
        if (typeof(T) == typeof(double))
        {
            V p = Constant(0.14798259377042233);
            p = L.MultiplyAdd(p, x, Constant(0.15313832121062138));
            p = L.MultiplyAdd(p, x, Constant(0.1818357235616909));
            p = L.MultiplyAdd(p, x, Constant(0.2222219842896123));
            p = L.MultiplyAdd(p, x, Constant(0.28571428743686583));
            p = L.MultiplyAdd(p, x, Constant(0.3999999999940935));
            return L.MultiplyAdd(p, x, Constant(0.6666666666666735));
        }
        else
        {
            V p = Constant(0.2987106740474701);
            p = L.MultiplyAdd(p, x, Constant(0.39977577328681946));
            return L.MultiplyAdd(p, x, Constant(0.6666677594184875));
        }
    }

    /// <summary>(tanh s - s) / s^3 as a polynomial in x = s^2, for s up to 0.55 [double 0.09, float 0.01].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V TanhTail(V x)
    {
        if (typeof(T) == typeof(double))
        {
            V p = Constant(5.1022969782533067e-05);
            p = L.MultiplyAdd(p, x, Constant(-0.00021030474190328167));
            p = L.MultiplyAdd(p, x, Constant(0.0005791385869990618));
            p = L.MultiplyAdd(p, x, Constant(-0.0014532173437714494));
            p = L.MultiplyAdd(p, x, Constant(0.0035917198310461747));
            p = L.MultiplyAdd(p, x, Constant(-0.0088631945230787));
            p = L.MultiplyAdd(p, x, Constant(0.02186948597646743));
            p = L.MultiplyAdd(p, x, Constant(-0.05396825387616456));
            p = L.MultiplyAdd(p, x, Constant(0.13333333333168934));
            return L.MultiplyAdd(p, x, Constant(-0.33333333333332316));
        }
        else
        {
            V p = Constant(-0.00624284939840436);
            p = L.MultiplyAdd(p, x, Constant(0.02105071395635605));
            p = L.MultiplyAdd(p, x, Constant(-0.0538475476205349));
            p = L.MultiplyAdd(p, x, Constant(0.13332544267177582));
            return L.MultiplyAdd(p, x, Constant(-0.33333316445350647));
        }
    }

    /// <summary>erf(sqrt x) / sqrt x - 1, for x up to 1 [double 0.06, float 0.3].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ErfTail(V x)
    {
        if (typeof(T) == typeof(double))
        {
            V p = Constant(-7.607039648948584e-10);
            p = L.MultiplyAdd(p, x, Constant(1.36163304969715e-08));
            p = L.MultiplyAdd(p, x, Constant(-1.6183916592183624e-07));
            p = L.MultiplyAdd(p, x, Constant(1.6444142243190324e-06));
            p = L.MultiplyAdd(p, x, Constant(-1.4924465079334803e-05));
            p = L.MultiplyAdd(p, x, Constant(0.00012055280473299494));
            p = L.MultiplyAdd(p, x, Constant(-0.0008548325484413005));
            p = L.MultiplyAdd(p, x, Constant(0.005223977596727501));
            p = L.MultiplyAdd(p, x, Constant(-0.02686617064195855));
            p = L.MultiplyAdd(p, x, Constant(0.11283791670936949));
            p = L.MultiplyAdd(p, x, Constant(-0.37612638903183343));
            return L.MultiplyAdd(p, x, Constant(0.12837916709551256));
        }
        else
        {
            V p = Constant(-0.0005619965959340334);
            p = L.MultiplyAdd(p, x, Constant(0.004914915654808283));
            p = L.MultiplyAdd(p, x, Constant(-0.026709217578172684));
            p = L.MultiplyAdd(p, x, Constant(0.11280113458633423));
            p = L.MultiplyAdd(p, x, Constant(-0.37612318992614746));
            return L.MultiplyAdd(p, x, Constant(0.12837912142276764));
        }
    }

    /// <summary>-log(1 - erf x) for x from 1 to 6 (double) or 4 (float) [double 0.1, float 0.009].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ErfcExponent(V x)
    {
        if (typeof(T) == typeof(double))
        {
            V p = Constant(-1.7702161234539603e-11);
            p = L.MultiplyAdd(p, x, Constant(6.5174029406914e-10));
            p = L.MultiplyAdd(p, x, Constant(-1.0902115743354443e-08));
            p = L.MultiplyAdd(p, x, Constant(1.0820862918348158e-07));
            p = L.MultiplyAdd(p, x, Constant(-6.87669242771495e-07));
            p = L.MultiplyAdd(p, x, Constant(2.6725995836446915e-06));
            p = L.MultiplyAdd(p, x, Constant(-3.609756699060539e-06));
            p = L.MultiplyAdd(p, x, Constant(-2.800010981128882e-05));
            p = L.MultiplyAdd(p, x, Constant(0.0002306485943922029));
            p = L.MultiplyAdd(p, x, Constant(-0.0009199382662980397));
            p = L.MultiplyAdd(p, x, Constant(0.002098762418981532));
            p = L.MultiplyAdd(p, x, Constant(-0.0005840474575172208));
            p = L.MultiplyAdd(p, x, Constant(-0.01886539829316181));
            p = L.MultiplyAdd(p, x, Constant(0.10263765777897857));
            p = L.MultiplyAdd(p, x, Constant(0.6366675757321901));
            p = L.MultiplyAdd(p, x, Constant(1.1283687129040656));
            return L.MultiplyAdd(p, x, Constant(1.0635172353648582e-06));
        }
        else
        {
            V p = Constant(-0.00018636610184330493);
            p = L.MultiplyAdd(p, x, Constant(0.002947562374174595));
            p = L.MultiplyAdd(p, x, Constant(-0.021837778389453888));
            p = L.MultiplyAdd(p, x, Constant(0.1031063124537468));
            p = L.MultiplyAdd(p, x, Constant(0.6381452083587646));
            p = L.MultiplyAdd(p, x, Constant(1.127089023590088));
            return L.MultiplyAdd(p, x, Constant(0.0003415533574298024));
        }
    }

    /// <summary>(sin s - s) / s^3 as a polynomial in x = s^2, for s up to pi / 2 [double 0.001, float 0.05].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SinTail(V x)
    {
        if (typeof(T) == typeof(double))
        {
            V p = Constant(2.7214191533037046e-15);
            p = L.MultiplyAdd(p, x, Constant(-7.6430193569846e-13));
            p = L.MultiplyAdd(p, x, Constant(1.6058941002213473e-10));
            p = L.MultiplyAdd(p, x, Constant(-2.505210690442389e-08));
            p = L.MultiplyAdd(p, x, Constant(2.7557319211569486e-06));
            p = L.MultiplyAdd(p, x, Constant(-0.0001984126984121248));
            p = L.MultiplyAdd(p, x, Constant(0.008333333333333207));
            return L.MultiplyAdd(p, x, Constant(-0.16666666666666666));
        }
        else
        {
            V p = Constant(2.606095677037956e-06);
            p = L.MultiplyAdd(p, x, Constant(-0.00019809776858892292));
            p = L.MultiplyAdd(p, x, Constant(0.008333069272339344));
            return L.MultiplyAdd(p, x, Constant(-0.16666659712791443));
        }
    }
}
