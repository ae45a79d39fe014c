using System.Collections.Immutable;
using StudyAnalysis.Data;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <summary>The data cut: the one stated, else the latest date in the workbook that is not after the day of the run.</summary>
/// <param name="Day">The cut; without one the date of the plan.</param>
/// <param name="Kind">Where it comes from.</param>
/// <param name="RunDate">The day of the run, when the cut depends on it.</param>
internal sealed record CutChoice(DateOnly Day, CutKind Kind, DateOnly? RunDate)
{
    public static CutChoice Of(StudyDefinition definition, ImmutableArray<DataTable> tables, ImportOptions options)
    {
        if (options.AsOf is { } stated)
        {
            return new CutChoice(stated, CutKind.Stated, null);
        }

        // Not row-dates alone: a death typed after the last visit would be cut away.
        var days = tables.SelectMany(t => t.Days).ToArray();
        if (days.Length == 0)
        {
            return new CutChoice(definition.Plan.Date, CutKind.None, null);
        }

        var today = Value.Of(options.Today).Number;
        var past = days.Where(d => d <= today).ToArray();
        return new CutChoice(past.Length == 0 ? options.Today : Value.OfDays(past.Max()).Day, CutKind.LatestDate, options.Today);
    }
}
