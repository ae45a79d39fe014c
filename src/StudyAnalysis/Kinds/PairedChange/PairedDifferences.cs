using System.Collections.Immutable;
using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics.Censored;

namespace StudyAnalysis.Kinds.PairedChange;

/// <summary>A marker at two time points of the same units, and the differences on the scale of analysis.</summary>
/// <remarks>Both values below their limits: difference 0. One below: difference at the limit. The same above upper limits.</remarks>
internal sealed record PairedDifferences(Variable From, Variable To, double[] Differences)
{
    /// <summary>Number of pairs with both values below.</summary>
    public int BothBelow => From.Values.Zip(To.Values).Count(p => Measured.IsBelow(p.First) && Measured.IsBelow(p.Second));

    /// <summary>Number of pairs with one value below.</summary>
    public int OneBelow => From.Values.Zip(To.Values).Count(p => Measured.IsBelow(p.First) != Measured.IsBelow(p.Second));

    /// <summary>Keeps the units with both values (positive when the marker is a logarithm), the others counted with their reason.</summary>
    public static PairedDifferences Of(ResultBuilder result, string marker, string from, string to)
    {
        Measured.Require(result, Reference(marker, from));
        var second = Measured.Require(result, Reference(marker, to));
        var first = result.Variable(Reference(marker, from));
        return new(first, second, Of(first, second));
    }

    /// <summary>The differences of two variables without missing values.</summary>
    /// <remarks>Differences of equal size but for rounding are tied, those so near 0 are 0.</remarks>
    public static double[] Of(Variable from, Variable to)
    {
        bool[] same = [.. from.Values.Zip(to.Values).Select(p => p.First.Qualifier == p.Second.Qualifier && p.First.Qualifier != Qualifier.Exact)];
        double[] Scaled(Variable variable) => [.. variable.Values.Select(v => Measured.OnScale(to, v.Number))];
        return BelowLimit.Differences(Scaled(to), same, Scaled(from), same);
    }

    /// <summary>marker@timePoint.</summary>
    public static string Reference(string marker, string timePoint) => $"{marker}@{timePoint}";

    /// <summary>Label of a time point.</summary>
    public static string Label(ResultBuilder result, string timePoint) =>
        result.Context.Definition.Plan.TimePoints.First(t => t.Id == timePoint).Label.In(result.Language);

    /// <summary>The references of the options marker, from and to.</summary>
    public static IEnumerable<OptionReference> References(AnalysisSpec spec)
    {
        var options = Options.Of(spec);
        yield return new OptionReference(options.Path("marker"), options.Text("marker"), ReferenceKind.Marker);
        yield return new OptionReference(options.Path("from"), options.Text("from"), ReferenceKind.TimePoint);
        yield return new OptionReference(options.Path("to"), options.Text("to"), ReferenceKind.TimePoint);
        var adjust = options.Texts("adjust");
        for (var i = 0; i < adjust.Length; i++)
        {
            yield return new OptionReference($"{options.Path("adjust")}[{i}]", adjust[i], ReferenceKind.Marker);
        }
    }

    /// <summary>The pairs, ordered by value.</summary>
    public ImmutableArray<(double From, double To)> Ordered() =>
        [.. From.Values.Zip(To.Values).Select(p => (From: p.First.Number, To: p.Second.Number)).OrderBy(p => p.From).ThenBy(p => p.To)];

    /// <summary>The difference of one pair on the scale of analysis.</summary>
    public static double Difference(Variable variable, Value from, Value to) =>
        from.Qualifier == to.Qualifier && from.Qualifier != Qualifier.Exact
            ? 0
            : Measured.OnScale(variable, to.Number) - Measured.OnScale(variable, from.Number);
}
