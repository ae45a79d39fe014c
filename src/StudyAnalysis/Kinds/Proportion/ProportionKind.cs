using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Kinds.Proportion;

/// <summary>The share of units that fulfil an expression, with Wilson's interval (kind proportion).</summary>
/// <remarks>Unit: the population's level. Units outside the denominator, and units for which numerator or denominator is unknown, are counted out.</remarks>
public sealed class ProportionKind : IKind
{
    /// <inheritdoc/>
    public string Name => "proportion";

    /// <inheritdoc/>
    public IResultSection Section { get; } = new ProportionSection();

    /// <inheritdoc/>
    public IEnumerable<OptionReference> References(AnalysisSpec spec) => [];

    /// <inheritdoc/>
    public AnalysisResult Analyze(IAnalysisContext context, AnalysisSpec spec)
    {
        var result = ResultBuilder.Start(context, spec);
        if (result.Unavailable() is { } notRun)
        {
            return notRun;
        }

        if (result.Options.Has("denominator"))
        {
            Restrict(result, Evaluate(result, "denominator"));
        }

        var numerator = Evaluate(result, "numerator");
        result.Keep([.. numerator.Select(v => !v.IsMissing)], result.Say("not known whether it applies", "on ignore si le critère est rempli"));
        return Estimate(result, numerator.Count(IsTrue), numerator.Count(v => !v.IsMissing));
    }

    private static AnalysisResult Estimate(ResultBuilder result, int events, int total)
    {
        var test = Proportions.Wilson(events, total, result.Spec.ConfLevel);
        var about = result.About(ProportionResult.Key);
        about.N(total);
        about.Count("n.event", result.Say("number with the feature", "nombre avec le critère"), events);
        if (total == 0)
        {
            return result.NotEstimable(result.Say("nobody is in the denominator", "personne au dénominateur"));
        }

        about.Test(test, result.Say("proportion", "proportion"), NumberFormat.Percent());
        result.Method(test);
        if (result.Units.PatientRows.Distinct().Count() < total)
        {
            result.Note(result.Say(
                $"several {result.Level.Plural.In(result.Language)} of one patient count separately; the interval does not allow for it and is too narrow",
                $"plusieurs {result.Level.Plural.In(result.Language)} d’un même patient comptent séparément ; l’intervalle n’en tient pas compte et est trop étroit"));
        }

        return result.Finish(common => new ProportionResult(common));
    }

    private static void Restrict(ResultBuilder result, Value[] denominator)
    {
        result.Keep([.. denominator.Select(v => !v.IsMissing)], result.Say("not known whether in the denominator", "appartenance au dénominateur inconnue"));
        result.Keep([.. denominator.Where(v => !v.IsMissing).Select(IsTrue)], result.Say("not in the denominator", "hors dénominateur"));
    }

    private static Value[] Evaluate(ResultBuilder result, string option)
    {
        var expression = result.Context.Parse(result.Options.Text(option), result.Level.Table, result.Options.Path(option));
        return [.. result.Context.Evaluate(expression, result.Level.Table, result.Units.Rows)];
    }

    private static bool IsTrue(Value value) => value.Kind == ValueKind.Truth && value.Truth;
}
