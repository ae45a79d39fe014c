using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Data;

/// <summary>One value from the replicates of a sample: the geometric mean on the log2 scale, else the mean.</summary>
/// <remarks>Half or more of the replicates beyond a limit put the value beyond it (below the highest, above the lowest limit met); fewer enter at
/// their limit.</remarks>
internal static class ReplicatePool
{
    public static Value Pool(ImmutableArray<Value> replicates, bool isLog2, Language language)
    {
        if (isLog2 && replicates.Any(r => r.Number <= 0))
        {
            return Value.Missing(MissingReasons.NoLogarithm.In(language));
        }

        var below = replicates.Where(r => r.Qualifier == Qualifier.BelowLimit).ToList();
        var above = replicates.Where(r => r.Qualifier == Qualifier.AboveLimit).ToList();
        var isBelow = below.Count > 0 && 2 * below.Count >= replicates.Length;
        var isAbove = above.Count > 0 && 2 * above.Count >= replicates.Length;
        return (isBelow, isAbove) switch
        {
            (true, true) => Value.Missing(MissingReasons.BothLimits.In(language)),
            (true, false) => Value.Of(below.Max(v => v.Number), Qualifier.BelowLimit),
            (false, true) => Value.Of(above.Min(v => v.Number), Qualifier.AboveLimit),
            _ => Mean(replicates, isLog2),
        };
    }

    // A single measurement is handed on as typed: exp2(log2 x) need not be x.
    private static Value Mean(ImmutableArray<Value> replicates, bool isLog2) => replicates.Length == 1
        ? Value.Of(replicates[0].Number)
        : Value.Of(isLog2 ? Math.Exp(replicates.Average(r => Math.Log(r.Number))) : replicates.Average(r => r.Number));
}
