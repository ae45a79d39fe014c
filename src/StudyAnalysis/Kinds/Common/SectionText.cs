using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Blocks;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Common;

/// <summary>Words shared by the sections of all kinds, in the language of the result.</summary>
public static class SectionText
{
    /// <summary>The ends of <see cref="NumberFormat.PValue"/>, which carry their own sign.</summary>
    private const double SmallestShownP = 0.001;
    private const double LargestShownP = 0.9995;

    /// <summary>The words of the result's language.</summary>
    public static string Say(this AnalysisResult result, string english, string french) => result.Language.Pick(english, french);

    /// <summary>The sentence of the result's language.</summary>
    public static RichText Say(this AnalysisResult result, RichText english, RichText french) => result.Language.Pick(english, french);

    /// <summary>A number for a table cell; a dash when the result has none; the reason when it is not estimable.</summary>
    public static RichText Cell(Statistic? statistic) => statistic is null ? "–" : RichText.Of(statistic);

    /// <summary>"x (95 % CI a to b)", with the level achieved; without the interval when there is none, with its reason when it is not estimable.</summary>
    public static RichText Estimate(AnalysisResult result, StatisticKey key, string name = "estimate", string prefix = "")
    {
        var estimate = result.Find(key, name);
        if (estimate is null)
        {
            return result.Say("not computed", "non calculé");
        }

        if (!estimate.Value.IsEstimable)
        {
            return result.Say("not estimable: ", "non estimable : ") + estimate.Value.Reason;
        }

        var interval = Interval(result, key);
        return interval.IsEmpty ? RichText.Write($"{prefix}{estimate}") : RichText.Write($"{prefix}{estimate} ({interval})");
    }

    /// <summary>"95 % CI a to b"; empty when the result has no interval; "no 95 % interval: …" when it cannot be given.</summary>
    public static RichText Interval(AnalysisResult result, StatisticKey key)
    {
        if (result.Find(key, "conf.low") is not { } low || result.Find(key, "conf.high") is not { } high || result.Find(key, "conf.level") is not { } level)
        {
            return RichText.Empty;
        }

        return !low.Value.IsEstimable && !high.Value.IsEstimable
            ? result.Say(RichText.Write($"no {level} interval: {low.Value.Reason}"), RichText.Write($"pas d’intervalle à {level} : {low.Value.Reason}"))
            : result.Say(RichText.Write($"{level} CI {low} to {high}"), RichText.Write($"IC à {level}\u00A0: {low} à {high}"));
    }

    /// <summary>"a to b" for a table cell; a dash when there is none.</summary>
    public static RichText IntervalCell(AnalysisResult result, StatisticKey key) =>
        result.Find(key, "conf.low") is { } low && result.Find(key, "conf.high") is { } high
            ? low.Value.IsEstimable || high.Value.IsEstimable
                ? result.Say(RichText.Write($"{low}\u00A0to\u00A0{high}"), RichText.Write($"{low}\u00A0à\u00A0{high}"))
                : result.Say("not estimable", "non estimable")
            : "–";

    /// <summary>"; p = 0.012", or nothing: a p may have been removed before the database lock, and sentences must stand without it.</summary>
    public static RichText AndP(AnalysisResult result, StatisticKey key, string name = "p.value") =>
        result.Find(key, name) is { } p && p.Value.IsEstimable ? RichText.Concat("; ", P(p)) : RichText.Empty;

    /// <summary>"p = 0.012", or "p &lt;0.001" and "p >0.999" at the ends of the format.</summary>
    public static RichText P(Statistic p) =>
        p.Value is { IsEstimable: true, Value: < SmallestShownP or > LargestShownP } ? RichText.Write($"p {p}") : RichText.Write($"p = {p}");

    /// <summary>"12 of 40".</summary>
    public static RichText CountOf(AnalysisResult result, Statistic count, Statistic total) =>
        result.Say(RichText.Write($"{count} of {total}"), RichText.Write($"{count} sur {total}"));

    /// <summary>"12/40 (30 %)" for a table cell: never a percentage without its counts.</summary>
    public static RichText Share(Statistic count, Statistic total, Statistic? share) => share is { Value.IsEstimable: true }
        ? RichText.Write($"{count}/{total}\u00A0({share})")
        : RichText.Write($"{count}/{total}");

    /// <summary>Who was left out, by reason: "3 without a sample; 2 opposed". Empty when nobody was.</summary>
    public static string Excluded(AnalysisResult result) =>
        string.Join("; ", result.Population.Excluded.Select(e => $"{e.N} {e.Reason}"));

    /// <summary>The colon of the result's language, with the space that belongs to it.</summary>
    public static string Colon(AnalysisResult result) => result.Language.Pick(": ", "\u00A0: ");

    /// <summary>Texts one after the other with the semicolon of the result's language between them.</summary>
    public static RichText List(AnalysisResult result, IEnumerable<RichText> texts) =>
        RichText.Concat(texts.SelectMany((t, i) => i == 0 ? new[] { t } : [result.Language.Pick("; ", "\u00A0; "), t]));

    /// <summary>"by day 365"; whole years of 365.25 days are "by 5 years".</summary>
    public static string By(AnalysisResult result, double days) => IsYears(days, out var years)
        ? result.Language.Pick($"by {Years(result, years)}", $"à {Years(result, years)}")
        : result.Language.Pick($"by day {Days(result, days)}", $"au jour {Days(result, days)}");

    /// <summary>"at 365 days", "at 5 years".</summary>
    public static string At(AnalysisResult result, double days) => IsYears(days, out var years)
        ? result.Language.Pick($"at {Years(result, years)}", $"à {Years(result, years)}")
        : result.Language.Pick($"at {Days(result, days)} days", $"à {Days(result, days)} jours");

    /// <summary>Why a curve is not read at a time, as the end of a sentence.</summary>
    internal static RichText NobodyFollowed(AnalysisResult result, double days) => result.Language.Pick(
        $", nobody followed for an estimate {At(result, days)}", $", suivi insuffisant pour une estimation {At(result, days)}");

    private static bool IsYears(double days, out int years)
    {
        years = (int)Math.Round(days / 365.25);
        return years > 0 && Math.Abs(days - (365.25 * years)) < 1e-9;
    }

    private static string Years(AnalysisResult result, int years) =>
        string.Create(CultureInfo.InvariantCulture, $"{years} {(years == 1 ? result.Language.Pick("year", "an") : result.Language.Pick("years", "ans"))}");

    private static string Days(AnalysisResult result, double days)
    {
        var text = days.ToString("0.##", CultureInfo.InvariantCulture);
        return result.Language.Pick(text, text.Replace('.', ','));
    }

    /// <summary>"label (unit)", the unit as people write it.</summary>
    public static string WithUnit(this AnalysisResult result, string label, string? unit) =>
        UnitText.Of(unit, result.Language) is { Length: > 0 } shown ? $"{label} ({shown})" : label;

    /// <summary>Whether a result has an interval with both ends, so that it can be read against a value.</summary>
    public static bool HasInterval(AnalysisResult result, StatisticKey key) =>
        result.Find(key, "conf.low") is { Value.IsEstimable: true } && result.Find(key, "conf.high") is { Value.IsEstimable: true };

    /// <summary>Which side of its null value an interval lies on: −1, 1, or 0 when it holds the value or there is no interval.</summary>
    public static int Side(AnalysisResult result, StatisticKey key, double nullValue)
    {
        var low = result.Find(key, "conf.low")?.Value;
        var high = result.Find(key, "conf.high")?.Value;
        return low is { IsEstimable: true } l && l.Value > nullValue ? 1 : high is { IsEstimable: true } h && h.Value < nullValue ? -1 : 0;
    }

    /// <summary>Content without figures or appendix.</summary>
    public static ResultContent Content(RichText sentence, params ImmutableArray<Table> tables) => new(sentence, tables, [], []);

    /// <summary>A table named after the analysis.</summary>
    public static Table TableOf(
        AnalysisResult result, string part, RichText caption, ImmutableArray<TableColumn> columns, IEnumerable<TableRow> rows, params ImmutableArray<RichText> notes) => new()
    {
        Id = part.Length == 0 ? $"tab-{result.Id}" : $"tab-{result.Id}-{part}",
        Caption = caption,
        Columns = columns,
        Rows = [.. rows],
        Notes = notes,
    };

    /// <summary>A row.</summary>
    public static TableRow Row(params ImmutableArray<RichText> cells) => new(cells);

    /// <summary>A column of text.</summary>
    public static TableColumn Words(string header) => new(header);

    /// <summary>A column of numbers.</summary>
    public static TableColumn Numbers(string header) => new(header, Alignment.Right);
}
