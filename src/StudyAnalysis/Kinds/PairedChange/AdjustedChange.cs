using System.Collections.Immutable;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Statistics.Regress;

namespace StudyAnalysis.Kinds.PairedChange;

/// <summary>The mean change of a marker where other markers do not change: the intercept of change ~ changes of the others, HC3 with t.</summary>
/// <remarks>Adjusting for a marker that may lie on the way (platelets for a platelet product) answers another question than the unadjusted change.</remarks>
internal static class AdjustedChange
{
    /// <summary>Adds the adjusted change when the plan asks for one; it uses the pairs that have the other markers at both times too.</summary>
    /// <returns>Labels of the markers adjusted for.</returns>
    public static ImmutableArray<string> Add(ResultBuilder result, PairedDifferences pairs, string from, string to)
    {
        var adjust = result.Options.Texts("adjust");
        if (adjust.IsEmpty)
        {
            return [];
        }

        var changes = adjust.Select(m => Changes(result, m, from, to)).ToArray();
        var complete = Enumerable.Range(0, pairs.Differences.Length).Where(i => changes.All(c => c[i] is not null)).ToArray();
        var labels = adjust.Select(m => PairedChangeKind.MarkerLabel(result, m)).ToImmutableArray();
        var about = result.About(PairedChangeResult.Adjusted);
        about.N(complete.Length);
        var fit = LeastSquares.Fit(
            [.. complete.Select(i => pairs.Differences[i])],
            Design.WithIntercept(complete.Length, [.. adjust.Select((m, j) => (m, complete.Select(i => changes[j][i]!.Value).ToArray()))]),
            CovarianceType.HC3,
            level: result.Spec.ConfLevel);
        var (format, unit) = Measured.Effect(pairs.To);
        var others = string.Join(", ", labels);
        about.Estimate(
            fit.Coefficients[0],
            pairs.To.IsLog2
                ? result.Say($"ratio of geometric means at unchanged {others}", $"ratio des moyennes géométriques à variation nulle de {others}")
                : result.Say($"mean change at unchanged {others}", $"variation moyenne à variation nulle de {others}"),
            format,
            unit,
            Measured.Back(pairs.To));
        result.Method(fit.Coefficients[0]);
        result.Note(result.Say(
            $"The adjusted change uses the {complete.Length} pairs that also have {others} at both times.",
            $"La variation ajustée utilise les {complete.Length} paires ayant aussi, aux deux temps : {others}."));
        return labels;
    }

    /// <summary>Change of another marker per pair, null where it is not known at both times.</summary>
    private static double?[] Changes(ResultBuilder result, string marker, string from, string to)
    {
        var a = result.Variable(PairedDifferences.Reference(marker, from));
        var b = result.Variable(PairedDifferences.Reference(marker, to));
        return [.. a.Values.Zip(b.Values).Select(p => p.First.IsMissing || p.Second.IsMissing || (b.IsLog2 && (p.First.Number <= 0 || p.Second.Number <= 0))
            ? (double?)null
            : PairedDifferences.Difference(b, p.First, p.Second))];
    }
}
