using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics.Censored;

namespace StudyAnalysis.Kinds.Common;

/// <summary>Turns variables into the columns of a design matrix: numbers as they are, markers per doubling, categories against their reference.</summary>
internal static class DesignBuilder
{
    public static DesignTerm Build(IAnalysisContext context, TermSpec spec, AnalysisUnits units)
    {
        var variable = context.Variable(spec.Variable, units);
        var name = spec.Name ?? spec.Variable;
        var label = spec.Label ?? variable.Label;
        return (spec.As ?? Natural(variable)) switch
        {
            "category" when variable.Type != VariableType.Truth => Category(variable, name, label, context.Language),
            "score" => Single(name, Scores(variable), label, Per(context.Language.Pick("per step", "par degré"), label)),
            "detected" => Detected(variable, name, label, context.Language),
            "log2" => Marker(variable, name, label, context.Language, log2: true),
            _ => Marker(variable, name, label, context.Language, log2: false),
        };
    }

    private static string Natural(Variable variable) => variable.Type switch
    {
        VariableType.Nominal or VariableType.Ordered => "category",
        VariableType.Numeric when variable.IsLog2 => "log2",
        _ => "number",
    };

    private static string Per(string per, string label) => $"{label}, {per}";

    private static DesignTerm Single(string name, double[] values, string label, string columnLabel) =>
        new(name, label, [new DesignColumn(name, columnLabel, null, values)], 0, null);

    private static DesignTerm Category(Variable variable, string name, string label, Language language)
    {
        var used = variable.Categories.Where(c => variable.Values.Any(v => Is(v, c))).ToImmutableArray();
        var reference = used.FirstOrDefault(c => c.IsReference) ?? used.FirstOrDefault();
        var columns = used.Where(c => c != reference).Select(c => new DesignColumn(
            name + c.Value,
            language.Pick($"{label}: {c.Label.In(language)} vs {reference!.Label.In(language)}", $"{label} : {c.Label.In(language)} contre {reference!.Label.In(language)}"),
            c.Value,
            [.. variable.Values.Select(v => v.IsMissing ? double.NaN : Is(v, c) ? 1d : 0d)]));
        return new DesignTerm(name, label, [.. columns], 0, null);
    }

    private static bool Is(Value value, Code code) => !value.IsMissing && value.ToString() == code.Value;

    private static double[] Scores(Variable variable) =>
        [.. variable.Values.Select(v => v.IsMissing ? double.NaN : ScoreOf(variable, v))];

    private static double ScoreOf(Variable variable, Value value)
    {
        if (variable.Categories.IsEmpty)
        {
            return value.Number;
        }

        var rank = variable.Categories.Select((c, i) => (c, i)).FirstOrDefault(p => Is(value, p.c));
        return rank.c is null ? double.NaN : rank.c.Score ?? rank.i + 1;
    }

    /// <summary>A number, by the stated rule for values below the limit: up to 10 % LLOQ/√2, above half detected yes/no; between, the model imputes.</summary>
    private static DesignTerm Marker(Variable variable, string name, string label, Language language, bool log2)
    {
        var below = variable.Values.Count(IsBelow);
        var known = variable.Values.Count(v => !v.IsMissing);
        var rule = BelowLimit.ForPredictor(below, known);
        if (rule == PredictorRule.DetectedOrNot)
        {
            return Detected(variable, name, label, language);
        }

        var imputes = rule == PredictorRule.MultipleImputation;
        var values = variable.Values.Select(v => v.IsMissing ? double.NaN : Scale(IsBelow(v) && !imputes ? BelowLimit.Substitute(v.Number) : v.Number, log2)).ToArray();
        var columnLabel = log2
            ? Per(language.Pick("per doubling", "par doublement"), label)
            : variable.Type == VariableType.Truth ? label : Per(language.Pick("per ", "par ") + PerUnit(variable.Unit, language), label);
        return new DesignTerm(name, label, [new DesignColumn(name, columnLabel, null, values)], below, BelowNote(below, known, imputes, language))
        {
            ToImpute = imputes ? [.. variable.Values.Select(IsBelow)] : [],
        };
    }

    private static bool IsBelow(Value value) => !value.IsMissing && value.Qualifier == Qualifier.BelowLimit;

    private static double Scale(double value, bool log2) => !log2 ? value : value > 0 ? Math.Log2(value) : double.NaN;

    private static string? BelowNote(int below, int known, bool imputes, Language language)
    {
        if (below == 0)
        {
            return null;
        }

        var n = below.ToString(CultureInfo.InvariantCulture);
        var of = known.ToString(CultureInfo.InvariantCulture);
        return imputes
            ? language.Pick(
                $"{n} of {of} values below the limit of quantification, more than 10 %: imputed from the truncated distribution.",
                $"{n} valeurs sur {of} sous la limite de quantification, plus de 10 % : imputées d’après la distribution tronquée.")
            : language.Pick($"{n} of {of} values below the limit of quantification entered as LLOQ/√2.", $"{n} valeurs sur {of} sous la limite de quantification entrées comme LLOQ/√2.");
    }

    private static DesignTerm Detected(Variable variable, string name, string label, Language language)
    {
        var values = variable.Values.Select(v => v.IsMissing ? double.NaN : v.Qualifier == Qualifier.BelowLimit ? 0d : 1d).ToArray();
        var column = new DesignColumn(name, language.Pick($"{label}: detected vs not", $"{label} : détecté contre non détecté"), null, values);
        var below = values.Count(v => v == 0);
        return new DesignTerm(name, label, [column], below, language.Pick(
            "More than half of the values are below the limit of quantification: entered as detected yes/no.",
            "Plus de la moitié des valeurs sont sous la limite de quantification : entré comme détecté oui/non."));
    }

    /// <summary>"per year" of age in years, "per unit" of a number without one.</summary>
    private static string PerUnit(string? unit, Language language) => unit switch
    {
        null or "" or "1" => language.Pick("unit", "unité"),
        "a" => language.Pick("year", "an"),
        "mo" => language.Pick("month", "mois"),
        "d" => language.Pick("day", "jour"),
        _ => UnitText.Of(unit, language),
    };
}
