namespace Gsp.Numerics;

/// <summary>The plans used last, by length: at most 16, of together at most 64 MiB. Thread-safe.</summary>
/// <remarks>Two threads that miss the same length at once both make the plan; either serves, since plans of one length have the same bits.</remarks>
internal sealed class PlanCache<TPlan>(Func<int, TPlan> make, Func<TPlan, long> bytes)
    where TPlan : class
{
    private const int MostPlans = 16;
    private const long MostBytes = 64L << 20;
    private readonly Lock gate = new();
    private readonly List<(int Length, TPlan Plan)> plans = []; // the last one used last

    /// <summary>The plan of a length.</summary>
    public TPlan Get(int length)
    {
        lock (gate)
        {
            int place = plans.FindLastIndex(entry => entry.Length == length);
            if (place >= 0)
            {
                (int Length, TPlan Plan) entry = plans[place];
                plans.RemoveAt(place);
                plans.Add(entry);
                return entry.Plan;
            }
        }
        TPlan plan = make(length);
        lock (gate)
        {
            plans.RemoveAll(entry => entry.Length == length);
            plans.Add((length, plan));
            while (plans.Count > MostPlans || plans.Sum(entry => bytes(entry.Plan)) > MostBytes)
            {
                plans.RemoveAt(0); // a plan larger than the whole store is not kept at all
            }
        }
        return plan;
    }
}
