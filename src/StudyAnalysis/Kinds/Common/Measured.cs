using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Kinds.Common;

/// <summary>Numbers with limits of quantification, and the scale they are analysed on.</summary>
/// <remarks>Below a limit a value enters at the limit; the rules by use are in the documentation of each kind. Nothing is dropped or halved.</remarks>
public static class Measured
{
    /// <summary>Whether a value is below its lower limit.</summary>
    public static bool IsBelow(Value value) => value.Qualifier == Qualifier.BelowLimit;

    /// <summary>Whether no value was measured: every one lies below its limit.</summary>
    public static bool WhollyBelow(IEnumerable<Value> values) => Wholly(values, Qualifier.BelowLimit);

    /// <summary>Why nothing is estimated from these values: every one lies below its limit, or every one above it; null when some were measured.</summary>
    public static string? NothingMeasured(ResultBuilder result, IEnumerable<Value> values)
    {
        Value[] all = [.. values];
        return WhollyBelow(all)
            ? result.Say("every value lies below the limit of quantification", "toutes les valeurs sont sous la limite de quantification")
            : Wholly(all, Qualifier.AboveLimit)
                ? result.Say("every value lies above the limit of quantification", "toutes les valeurs sont au-dessus de la limite de quantification")
                : null;
    }

    /// <summary>The numbers of a variable without missing values, on the scale of analysis (log2 or as it is).</summary>
    public static double[] Scaled(Variable variable, IEnumerable<Value> values) => [.. values.Select(v => OnScale(variable, v.Number))];

    /// <summary>A number on the scale of analysis.</summary>
    public static double OnScale(Variable variable, double number) => variable.IsLog2 ? Math.Log2(number) : number;

    /// <summary>From the scale of analysis to the scale shown: differences of log2 become ratios; null when nothing is to be done.</summary>
    public static Func<double, double>? Back(Variable variable) => variable.IsLog2 ? x => Math.Pow(2, x) : null;

    /// <summary>The value of no difference on the scale shown: 1 for ratios, 0 for differences.</summary>
    public static double NoDifference(bool isLog2) => isLog2 ? 1 : 0;

    /// <summary>How values of a variable are shown.</summary>
    public static NumberFormat Format(Variable variable) => variable.Decimals is { } decimals ? NumberFormat.Fixed(decimals) : NumberFormat.Significant();

    /// <summary>How a number made from values of a variable is shown: of whole numbers (grades, counts) without decimals that say nothing.</summary>
    public static NumberFormat Format(Variable variable, Statistics.Quantity value) =>
        variable.Decimals is null && variable.Values.All(v => v.IsMissing || double.IsInteger(v.Number))
            ? NumberFormat.Fixed(value.IsEstimable && !double.IsInteger(value.Value) ? 1 : 0)
            : Format(variable);

    /// <summary>How differences or ratios of a variable are shown, and their unit.</summary>
    public static (NumberFormat Format, string? Unit) Effect(Variable variable) =>
        variable.IsLog2 ? (NumberFormat.Fixed(2), null) : (Format(variable), variable.Unit);

    /// <summary>Ranks need one limit: everything at or below the highest lower limit met is set to it, everything at or above the lowest upper limit to that.</summary>
    public static double[] Recensored(IReadOnlyList<Value> values)
    {
        var low = values.Where(IsBelow).Select(v => v.Number).DefaultIfEmpty(double.NegativeInfinity).Max();
        var high = values.Where(v => v.Qualifier == Qualifier.AboveLimit).Select(v => v.Number).DefaultIfEmpty(double.PositiveInfinity).Min();
        return [.. values.Select(v => Math.Max(low, Math.Min(high, v.Number)))];
    }

    /// <summary>Keeps the units on which a variable is there and, when it is analysed as a logarithm, positive.</summary>
    public static Variable Require(ResultBuilder result, string reference)
    {
        var variable = result.Complete(reference);
        if (!variable.IsLog2)
        {
            return variable;
        }

        result.Keep(
            [.. variable.Values.Select(v => v.Number > 0)],
            result.Say($"{variable.Label}: 0 or below, no logarithm", $"{variable.Label} : 0 ou moins, pas de logarithme"));
        return result.Variable(reference);
    }

    /// <summary>Adds n, median, quartiles, and where there are any the values below the limit with their share.</summary>
    public static void Summarise(ResultBuilder result, StatisticKey key, Variable variable, IReadOnlyList<Value> values)
    {
        var about = result.About(key);
        var numbers = Recensored(values);
        var summary = Summary.Compute(numbers);
        var limit = values.Where(IsBelow).Select(v => v.Number).DefaultIfEmpty(double.NegativeInfinity).Max();
        about.N(values.Count);
        Quartile("median", result.Say("median", "médiane"), summary.Median);
        Quartile("p25", result.Say("lower quartile", "premier quartile"), summary.LowerQuartile);
        Quartile("p75", result.Say("upper quartile", "troisième quartile"), summary.UpperQuartile);
        Below(result, about, values);

        void Quartile(string name, string label, Statistics.Quantity value) => about.Number(
            name, label, value, Format(variable, value), variable.Unit, value.IsEstimable && value.Value <= limit ? AtLimit(result) : null);
    }

    /// <summary>Adds the number and share of values below the limit, when there is one; always when <paramref name="always"/>.</summary>
    public static void Below(ResultBuilder result, StatisticScope about, IReadOnlyList<Value> values, bool always = false)
    {
        var below = values.Count(IsBelow);
        if (below == 0 && !always)
        {
            return;
        }

        about.Count("n.below", result.Say("below the limit of quantification", "sous la limite de quantification"), below);
        about.Number(
            "prop.below",
            result.Say("share below the limit of quantification", "part sous la limite de quantification"),
            Statistics.Quantity.OfOr(below / (double)values.Count, result.Say("no values", "aucune valeur")),
            NumberFormat.Percent());
    }

    private static bool Wholly(IEnumerable<Value> values, Qualifier side)
    {
        Value[] known = [.. values.Where(v => !v.IsMissing)];
        return known.Length > 0 && known.All(v => v.Qualifier == side);
    }

    private static string AtLimit(ResultBuilder result) =>
        result.Say("at or below the highest limit of quantification met", "au plus égal à la plus haute limite de quantification rencontrée");
}
