using System.Collections.Immutable;
using StudyAnalysis.Data;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;

namespace StudyAnalysis.Kinds.Enrolment;

/// <summary>Enrolment by calendar month against the planned number and duration (kind enrolment).</summary>
/// <remarks>Only months counted from the first enrolment are published, no dates. The last month may be incomplete at the data cut.</remarks>
public sealed class EnrolmentKind : IKind
{
    /// <inheritdoc/>
    public string Name => "enrolment";

    /// <inheritdoc/>
    public IResultSection Section { get; } = new EnrolmentSection();

    /// <inheritdoc/>
    public IEnumerable<OptionReference> References(AnalysisSpec spec)
    {
        var counts = Options.Of(spec).Object("counts");
        var table = counts is null ? [] : new[] { new OptionReference(counts.Path("table"), counts.Text("table"), ReferenceKind.Table, IsRequired: false) };
        return OptionReferences.Variables(spec, "date").Concat(table);
    }

    /// <inheritdoc/>
    public AnalysisResult Analyze(IAnalysisContext context, AnalysisSpec spec)
    {
        var result = ResultBuilder.Start(context, spec);
        var date = result.Options.Text("date");
        if (result.Unavailable(date) is { } notRun)
        {
            return notRun;
        }

        var days = result.Complete(date).Values.Select(v => v.Day).Order().ToArray();
        var about = result.About(EnrolmentResult.Main);
        about.N(days.Length);
        Planned(result, about);
        var counts = Counts(result);
        if (days.Length == 0)
        {
            return result.NotEstimable(result.Say("nobody is enrolled yet", "personne n’est encore inclus"));
        }

        var months = MonthsBetween(days[0], days[^1]) + 1;
        about.Count("months", result.Say("calendar months from the first to the last enrolment", "mois civils de la première à la dernière inclusion"), months);
        for (var m = 1; m <= months; m++)
        {
            var last = m;
            result.About(EnrolmentResult.Month(m)).Count(
                "n", result.Say($"enrolled by the end of month {m}", $"inclus à la fin du mois {m}"), days.Count(d => MonthsBetween(days[0], d) < last));
        }

        result.Method(result.Say("Counts by calendar month.", "Effectifs par mois civil."));
        return result.Finish(common => new EnrolmentResult(common) { Months = months, Counts = counts });
    }

    private static void Planned(ResultBuilder result, StatisticScope about)
    {
        if ((result.Options.Number("planned") ?? result.Context.Definition.Plan.Study.PlannedPatients) is { } planned)
        {
            about.Number("n.planned", result.Say("planned", "prévus"), planned, NumberFormat.Count);
        }

        if (result.Options.Number("months") is { } months)
        {
            about.Number("months.planned", result.Say("months planned", "mois prévus"), months, NumberFormat.Count);
        }
    }

    private static ImmutableArray<CategoryLevel> Counts(ResultBuilder result)
    {
        if (result.Options.Object("counts") is not { } counts)
        {
            return [];
        }

        var name = counts.Text("table");
        if (result.Context.Unavailable(name, result.Level.Id) is { } reason)
        {
            result.Note(result.Say($"Monthly counts are left out: {reason}", $"Les décomptes mensuels sont absents : {reason}"));
            return [];
        }

        var table = result.Context.Data[name];
        var levels = ImmutableArray.CreateBuilder<CategoryLevel>();
        foreach (var column in counts.Objects("columns"))
        {
            var level = new CategoryLevel(column.Text("field"), column.Localized("label").In(result.Language));
            var values = table[level.Code].Values.ToArray().Where(v => v.Kind == ValueKind.Number).ToArray();
            result.About(EnrolmentResult.Count(level.Code)).Number(
                "n",
                level.Label,
                values.Length == 0 ? Quantity.NotEstimable(result.Say("nothing filled in", "rien de renseigné")) : values.Sum(v => v.Number),
                NumberFormat.Count);
            levels.Add(level);
            Unread(result, level.Label, values.Length, table.RowCount);
        }

        return levels.ToImmutable();
    }

    // A sum that leaves rows out must say so; a count nobody has filled in yet has no sum.
    private static void Unread(ResultBuilder result, string label, int read, int rows)
    {
        if (read > 0 && read < rows)
        {
            result.Note(result.Say(
                $"{label}: {rows - read} of {rows} rows hold no readable number and are not in the sum.",
                $"{label} : {rows - read} lignes sur {rows} sans nombre lisible, hors de la somme."));
        }
    }

    private static int MonthsBetween(DateOnly first, DateOnly later) => (12 * (later.Year - first.Year)) + later.Month - first.Month;
}
