using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>A trust-region interior-point method that can be stopped early, step for step like the reference study's.</summary>
/// <remarks>
/// <para>Minimises f(x) - mu sum log s subject to the equalities and sign x + s = 0 for a falling mu, by sequential quadratic programming
/// with a Byrd-Omojokun trust region and a quasi-Newton Hessian (Byrd, Hribar and Nocedal, SIAM J. Optim. 9 (1999) 877; Lalee, Nocedal and
/// Plantenga, SIAM J. Optim. 8 (1998) 682). Every constant is the reference solver's, because a truncated path depends on all of them.
/// A test of the stopping rule counts as an iteration, also the one that opens a barrier problem.</para>
/// </remarks>
internal sealed class TruncatedInteriorPoint
{
    private const double BarrierDecay = 0.2;
    private const double SlackFraction = 0.995;
    private const double SmallestRadius = 1e-8;
    private const double SmallestBarrier = 1e-8;
    private const double Sufficient = 1e-8;

    private readonly LaplacianProgramme programme;
    private readonly double gradientTolerance;
    private readonly int q;
    private readonly int m;
    private readonly QuasiNewtonHessian hessian;
    private readonly double[] lower;
    private readonly double[] lastPoint;
    private readonly double[] lastGradient;
    private double[] slack;
    private double barrier = 0.1;
    private double tolerance = 0.1;
    private int iterations;

    public TruncatedInteriorPoint(LaplacianProgramme programme, double gradientTolerance)
    {
        (this.programme, this.gradientTolerance) = (programme, gradientTolerance);
        q = programme.Variables;
        m = programme.Equalities;
        hessian = new QuasiNewtonHessian(q);
        Point = programme.Start();
        slack = [.. Point.Select((x, e) => Math.Max(-1.5 * programme.Signs[e] * x, 1))];
        lower = [.. Enumerable.Repeat(double.NegativeInfinity, q), .. Enumerable.Repeat(-SlackFraction, q)];
        lastPoint = [.. Point];
        lastGradient = new double[q];
        programme.Gradient(Point, lastGradient);
    }

    /// <summary>The last accepted x.</summary>
    public double[] Point { get; private set; }

    /// <summary>Runs until the tolerance or the allowed number of iterations is reached; the iterations counted.</summary>
    public int Run(int maximumIterations, CancellationToken cancellation)
    {
        double radius = 1;
        while (BarrierProblem(ref radius, maximumIterations, cancellation))
        {
            radius = Math.Max(1, 5 * radius);
            barrier *= BarrierDecay;
            tolerance *= BarrierDecay;
        }
        return iterations;
    }

    /// <summary>Solves one barrier problem; false when the whole run is over.</summary>
    private bool BarrierProblem(ref double radius, int maximumIterations, CancellationToken cancellation)
    {
        double penalty = 1;
        var here = new Local(this);
        bool failed = false;
        (double optimality, double violation) = (double.NaN, double.NaN);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            iterations++;
            if (!failed)
            {
                (optimality, violation) = here.GlobalErrors();
            }
            bool converged = optimality < gradientTolerance && violation < gradientTolerance;
            bool stuck = radius < SmallestRadius && barrier < SmallestBarrier;
            if (converged || stuck || iterations >= maximumIterations)
            {
                return false;
            }
            bool solved = here.Optimality < tolerance && Reductions.MaxMagnitude(here.Violation) < tolerance;
            if (solved || radius < SmallestRadius)
            {
                return true;
            }
            failed = !Step(ref here, ref radius, ref penalty);
        }
    }

    /// <summary>Tries one step; whether it was accepted.</summary>
    private bool Step(ref Local here, ref double radius, ref double penalty)
    {
        Local at = here;
        double[] b = at.Violation;
        double[] normal = TrustRegionSteps.Normal(at.Constraints, b, 0.8 * radius, NewVectors.Scale(0.5, lower));
        double[] tangential = TrustRegionSteps.Tangential(
            d => at.HessianTimes(hessian, d),
            NewVectors.Add(at.HessianTimes(hessian, normal), 1, at.Gradient),
            at.Constraints,
            m + q,
            Math.Sqrt(radius * radius - Vectors.Dot<double>(normal, normal)),
            NewVectors.Subtract(lower, normal)
        );
        double[] d = NewVectors.Add(normal, 1, tangential);
        double length = Reductions.Norm(d);
        double model = 0.5 * Vectors.Dot<double>(at.HessianTimes(hessian, d), d) + Vectors.Dot<double>(at.Gradient, d);
        double linearised = Reductions.Norm(NewVectors.Add(at.Constraints.Apply(d), 1, b));
        double gain = Math.Max(1e-16, Reductions.Norm(b) - linearised);
        double previousPenalty = penalty;
        if (model > 0)
        {
            penalty = Math.Max(penalty, model / (0.7 * gain));
        }
        double predicted = -model + penalty * gain;
        double merit = at.Value + penalty * Reductions.Norm(b);
        Trial trial = Evaluate(d);
        double ratio = (merit - trial.Merit(penalty)) / predicted;
        if (ratio < Sufficient && Reductions.Norm(normal) <= 0.1 * Reductions.Norm(tangential))
        {
            double[] correction = NewVectors.Scale(-1, at.Constraints.Shortest(trial.Violation));
            (_, double t, bool meets) = TrustRegionSteps.Box(d, correction, lower, false);
            Trial corrected = Evaluate(NewVectors.Add(d, t, correction));
            double correctedRatio = (merit - corrected.Merit(penalty)) / predicted;
            if (meets && correctedRatio >= Sufficient)
            {
                (trial, ratio) = (corrected, correctedRatio);
            }
        }
        radius = NewRadius(radius, ratio, length);
        if (!(ratio >= Sufficient))
        {
            penalty = previousPenalty;
            return false;
        }
        (Point, slack) = (trial.Point, trial.Slack);
        here = new Local(this);
        return true;
    }

    private static double NewRadius(double radius, double ratio, double length)
    {
        if (ratio >= 0.3)
        {
            return Math.Max((ratio >= 0.9 ? 7 : 2) * length, radius);
        }
        return ratio < Sufficient
            ? Math.Clamp((1 - Sufficient) / (1 - ratio) * length, 0.1 * radius, 0.5 * radius)
            : radius;
    }

    private Trial Evaluate(double[] d)
    {
        double[] x = NewVectors.Add(Point, 1, d.AsSpan(0, q));
        double[] s = [.. slack.Select((value, e) => value + value * d[q + e])];
        Visit(x);
        return new Trial(x, s, BarrierValue(x, s), Violations(x, s));
    }

    /// <summary>Every point at which the objective is evaluated feeds the quasi-Newton Hessian, rejected ones included.</summary>
    private void Visit(double[] x)
    {
        if (x.AsSpan().SequenceEqual(lastPoint))
        {
            return;
        }
        var gradient = new double[q];
        programme.Gradient(x, gradient);
        hessian.Update(NewVectors.Subtract(x, lastPoint), NewVectors.Subtract(gradient, lastGradient));
        x.CopyTo(lastPoint, 0);
        gradient.CopyTo(lastGradient, 0);
    }

    private double BarrierValue(double[] x, double[] s)
    {
        double logarithms = 0;
        foreach (double value in s)
        {
            logarithms += value > 0 ? Math.Log(value) : double.NegativeInfinity;
        }
        return programme.Value(x) - barrier * logarithms;
    }

    private double[] Violations(double[] x, double[] s)
    {
        var b = new double[m + q];
        programme.Apply(x, b.AsSpan(0, m));
        for (int i = 0; i < m; i++)
        {
            b[i] -= programme.RightHandSide(i);
        }
        for (int e = 0; e < q; e++)
        {
            b[m + e] = programme.Signs[e] * x[e] + s[e];
        }
        return b;
    }

    private sealed record Trial(double[] Point, double[] Slack, double Value, double[] Violation)
    {
        public double Merit(double penalty) => Value + penalty * Reductions.Norm(Violation);
    }

    /// <summary>Everything known at the current point: value, scaled gradient, constraints, multipliers.</summary>
    private sealed class Local
    {
        private readonly TruncatedInteriorPoint owner;
        private readonly double[] multipliers;
        private readonly double[] slackCurvature;

        public Local(TruncatedInteriorPoint owner)
        {
            this.owner = owner;
            (int q, int m) = (owner.q, owner.m);
            owner.Visit(owner.Point);
            Value = owner.BarrierValue(owner.Point, owner.slack);
            Violation = owner.Violations(owner.Point, owner.slack);
            Gradient = new double[2 * q];
            owner.programme.Gradient(owner.Point, Gradient.AsSpan(0, q));
            Array.Fill(Gradient, -owner.barrier, q, q);
            Constraints = new ScaledConstraints(owner.programme, owner.slack);
            multipliers = NewVectors.Scale(-1, Constraints.LeastSquares(Gradient));
            slackCurvature =
            [
                .. owner.slack.Select((s, e) => multipliers[m + e] > 0 ? multipliers[m + e] * s : owner.barrier),
            ];
            Optimality = Reductions.MaxMagnitude(NewVectors.Add(Gradient, 1, Constraints.ApplyTransposed(multipliers)));
        }

        public double Value { get; }

        public double[] Violation { get; }

        public double[] Gradient { get; }

        public ScaledConstraints Constraints { get; }

        public double Optimality { get; }

        public double[] HessianTimes(QuasiNewtonHessian hessian, double[] d)
        {
            int q = owner.q;
            return [.. hessian.Multiply(d.AsSpan(0, q)), .. slackCurvature.Select((c, e) => c * d[q + e])];
        }

        /// <summary>The Lagrangian's gradient over x alone, and the worst violated equality or bound.</summary>
        public (double Optimality, double Violation) GlobalErrors()
        {
            double[] lagrangian = NewVectors.Add(Gradient, 1, Constraints.ApplyTransposed(multipliers));
            double violation = Reductions.MaxMagnitude(Violation.AsSpan(0, owner.m));
            for (int e = 0; e < owner.q; e++)
            {
                violation = Math.Max(violation, owner.programme.Signs[e] * owner.Point[e]);
            }
            return (Reductions.MaxMagnitude(lagrangian.AsSpan(0, owner.q)), violation);
        }
    }
}
