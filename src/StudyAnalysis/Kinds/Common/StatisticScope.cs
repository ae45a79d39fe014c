using StudyAnalysis.Engine;
using StudyAnalysis.Statistics;

namespace StudyAnalysis.Kinds.Common;

/// <summary>Adds the numbers about one thing to a result, by their broom names.</summary>
public sealed class StatisticScope
{
    private readonly ResultBuilder _builder;

    internal StatisticScope(ResultBuilder builder, StatisticKey key)
    {
        _builder = builder;
        Key = key;
    }

    /// <summary>What the numbers are about.</summary>
    public StatisticKey Key { get; }

    /// <summary>Adds a number.</summary>
    public Statistic Number(string name, string label, Quantity value, NumberFormat format, string? unit = null, string? warning = null) =>
        _builder.Add(new Statistic
        {
            Group1 = Key.Group1,
            Group1Level = Key.Group1Level,
            Group2 = Key.Group2,
            Group2Level = Key.Group2Level,
            Variable = Key.Variable,
            VariableLevel = Key.VariableLevel,
            Context = Key.Context,
            Name = name,
            Label = label,
            Value = ReasonText.In(value, _builder.Language),
            Format = format,
            Unit = unit,
            Warning = warning,
        });

    /// <summary>Adds a count.</summary>
    public Statistic Count(string name, string label, int value) => Number(name, label, (double)value, NumberFormat.Count);

    /// <summary>Adds the number of units, n.</summary>
    public Statistic N(int value) => Count("n", "n", value);

    /// <summary>Adds a p value.</summary>
    public Statistic P(Quantity value, string? label = null) => Number("p.value", label ?? "p", value, NumberFormat.PValue);

    /// <summary>Adds conf.low, conf.high and conf.level.</summary>
    /// <param name="interval">The interval; null adds nothing.</param>
    /// <param name="format">How the ends are shown.</param>
    /// <param name="unit">Unit.</param>
    /// <param name="scale">Increasing function from the scale of analysis to the one shown, for example 2^x; null: none.</param>
    public void Interval(ConfidenceInterval? interval, NumberFormat format, string? unit = null, Func<double, double>? scale = null)
    {
        if (interval is null)
        {
            return;
        }

        var words = _builder.Say($"confidence interval ({interval.Method})", $"intervalle de confiance ({interval.Method})");
        Number("conf.low", words + _builder.Say(", low", ", borne inférieure"), Scaled(interval.Low, scale), format, unit);
        Number("conf.high", words + _builder.Say(", high", ", borne supérieure"), Scaled(interval.High, scale), format, unit);
        Number("conf.level", _builder.Say("confidence level", "niveau de confiance"), interval.Level, LevelFormat(interval.Level));
    }

    /// <summary>Adds everything a test has: estimate, std.error, interval, statistic, parameter, p.value. What its method does not define is left out.</summary>
    /// <param name="test">The test.</param>
    /// <param name="label">What the estimate is, for people, saying which group comes first.</param>
    /// <param name="format">How the estimate and its interval are shown.</param>
    /// <param name="unit">Unit of the estimate.</param>
    /// <param name="scale">Increasing function from the scale of analysis to the one shown; the standard error is then left out.</param>
    /// <returns>The p value, or null when the test has none.</returns>
    public Statistic? Test(TestResult test, string label, NumberFormat format, string? unit = null, Func<double, double>? scale = null)
    {
        Estimate(test, label, format, unit, scale);
        Defined(test.Statistic, q => Number("statistic", test.StatisticName, q, NumberFormat.Significant(5)));
        Defined(test.DegreesOfFreedom, q => Number("parameter", _builder.Say("degrees of freedom", "degrés de liberté"), q, NumberFormat.Significant(4)));
        Defined(test.DenominatorDegreesOfFreedom, q => Number("df.residual", _builder.Say("residual degrees of freedom", "degrés de liberté résiduels"), q, NumberFormat.Significant(4)));
        Statistic? p = null;
        Defined(test.PValue, q => p = P(q));
        return p;
    }

    /// <summary>Adds the estimate, std.error and interval of a test, without its statistic and p: what stands beside the test of record.</summary>
    /// <param name="test">The test.</param>
    /// <param name="label">What the estimate is, for people, saying which group comes first.</param>
    /// <param name="format">How the estimate and its interval are shown.</param>
    /// <param name="unit">Unit of the estimate.</param>
    /// <param name="scale">Increasing function from the scale of analysis to the one shown; the standard error is then left out.</param>
    public void Estimate(TestResult test, string label, NumberFormat format, string? unit = null, Func<double, double>? scale = null)
    {
        Defined(test.Estimate, q => Number("estimate", label, Scaled(q, scale), format, unit));
        if (scale is null)
        {
            Defined(test.StandardError, q => Number("std.error", _builder.Say("standard error", "erreur type"), q, NumberFormat.Significant(), unit));
        }

        Interval(test.Interval, format, unit, scale);
    }

    private static void Defined(Quantity quantity, Func<Quantity, Statistic> add)
    {
        if (quantity != TestResult.Undefined)
        {
            _ = add(quantity);
        }
    }

    private static Quantity Scaled(Quantity quantity, Func<double, double>? scale) =>
        scale is null || !quantity.IsEstimable ? quantity : Quantity.OfOr(scale(quantity.Value), "outside the scale");

    private static NumberFormat LevelFormat(double level) =>
        NumberFormat.Percent(Math.Abs((100 * level) - Math.Round(100 * level)) < 1e-9 ? 0 : 1);
}
