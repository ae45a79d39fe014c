using System.Globalization;

namespace StudyAnalysis.Statistics.Missing;

/// <summary>How the missing values of a variable are drawn.</summary>
public enum ImputationMethod
{
    /// <summary>Nothing is missing: predictor only.</summary>
    Complete,

    /// <summary>Predictive mean matching: a value observed in a similar subject ("pmm").</summary>
    PredictiveMeanMatching,

    /// <summary>Logistic regression, for 0 and 1 ("logreg").</summary>
    Logistic,

    /// <summary>Proportional odds, for ordered codes ("polr").</summary>
    ProportionalOdds,

    /// <summary>Normal regression truncated at the limit of quantification.</summary>
    BelowLimit,
}

/// <summary>A variable of the data set to be completed.</summary>
public sealed class ImputationVariable
{
    private readonly double[] _values;
    private readonly bool[] _missing;
    private readonly double[] _limits;

    private ImputationVariable(string name, double[] values, bool[] missing, double[] limits, ImputationMethod method)
    {
        (Name, Method) = (name, method);
        (_values, _missing, _limits) = (values, missing, limits);
    }

    /// <summary>Name.</summary>
    public string Name { get; }

    /// <summary>How its missing values are drawn.</summary>
    public ImputationMethod Method { get; }

    /// <summary>Number of subjects.</summary>
    public int Rows => _values.Length;

    /// <summary>Values to be drawn.</summary>
    public int Missing => _missing.Count(m => m);

    internal double[] Values => _values;

    internal bool[] IsMissing => _missing;

    /// <summary>Upper limit of what is drawn; +∞ where only missing.</summary>
    internal double[] Limits => _limits;

    /// <summary>A variable without missing values. The outcome of the later analysis has to be among the variables.</summary>
    /// <param name="name">Name.</param>
    /// <param name="values">n finite values; for follow-up give the Nelson–Aalen hazard and the event (White and Royston 2009).</param>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static ImputationVariable Complete(string name, double[] values) => Make(name, values, new bool[values.Length], ImputationMethod.Complete);

    /// <summary>A number; drawn by predictive mean matching.</summary>
    /// <param name="name">Name.</param>
    /// <param name="values">n values; where missing anything.</param>
    /// <param name="missing">Whether the value is missing; shape: n.</param>
    /// <exception cref="ArgumentException">Different lengths, or an observed value is not finite.</exception>
    public static ImputationVariable Numeric(string name, double[] values, IReadOnlyList<bool> missing) =>
        Make(name, values, missing, ImputationMethod.PredictiveMeanMatching);

    /// <summary>Yes/no as 1 and 0; drawn by logistic regression.</summary>
    /// <param name="name">Name.</param>
    /// <param name="values">n values, 0 or 1; where missing anything.</param>
    /// <param name="missing">Whether the value is missing; shape: n.</param>
    /// <exception cref="ArgumentException">Different lengths, or an observed value other than 0 and 1.</exception>
    public static ImputationVariable Binary(string name, double[] values, IReadOnlyList<bool> missing)
    {
        var variable = Make(name, values, missing, ImputationMethod.Logistic);
        return values.Where((v, i) => !missing[i] && v != 0 && v != 1).Any()
            ? throw new ArgumentException($"{name} holds observed values other than 0 and 1.", nameof(values))
            : variable;
    }

    /// <summary>Ordered categories; drawn by proportional odds. As a predictor of others the code itself is used.</summary>
    /// <param name="name">Name.</param>
    /// <param name="values">n whole codes in their order; where missing anything.</param>
    /// <param name="missing">Whether the value is missing; shape: n.</param>
    /// <exception cref="ArgumentException">Different lengths, or an observed code that is not whole.</exception>
    public static ImputationVariable Ordinal(string name, double[] values, IReadOnlyList<bool> missing)
    {
        var variable = Make(name, values, missing, ImputationMethod.ProportionalOdds);
        return values.Where((v, i) => !missing[i] && v != Math.Floor(v)).Any()
            ? throw new ArgumentException($"{name} holds codes that are not whole.", nameof(values))
            : variable;
    }

    /// <summary>A marker with values below its limit, and perhaps missing ones; drawn from the (truncated) normal regression.</summary>
    /// <param name="name">Name.</param>
    /// <param name="values">n values on the scale on which errors are normal, usually a logarithm; where below, the limit; where missing anything.</param>
    /// <param name="below">Whether the value lies below; shape: n.</param>
    /// <param name="missing">Whether the value is missing altogether; null for none; shape: n.</param>
    /// <exception cref="ArgumentException">Different lengths, or a value or limit is not finite.</exception>
    public static ImputationVariable BelowLimit(string name, double[] values, IReadOnlyList<bool> below, IReadOnlyList<bool>? missing = null)
    {
        Guard.SameLength(values.Length, below.Count, nameof(values), nameof(below));
        var absent = missing ?? new bool[values.Length];
        var checkedValues = Make(name, values, absent, ImputationMethod.BelowLimit);
        bool[] drawn = [.. below.Select((b, i) => b || absent[i])];
        double[] limits = [.. values.Select((v, i) => absent[i] ? double.PositiveInfinity : v)];
        return new(name, checkedValues.Values, drawn, limits, ImputationMethod.BelowLimit);
    }

    private static ImputationVariable Make(string name, double[] values, IReadOnlyList<bool> missing, ImputationMethod method)
    {
        Guard.SameLength(values.Length, missing.Count, nameof(values), nameof(missing));
        var copy = new double[values.Length];
        for (var i = 0; i < copy.Length; i++)
        {
            if (!missing[i] && !double.IsFinite(values[i]))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{name}[{i}] is {values[i]} but not marked missing."), nameof(values));
            }

            copy[i] = missing[i] ? 0 : values[i];
        }

        return new(name, copy, [.. missing], Enumerable.Repeat(double.PositiveInfinity, values.Length).ToArray(), method);
    }
}
