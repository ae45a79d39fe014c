using StudyAnalysis.Data;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <summary>Checks the data cut: one typing error moves a cut that nobody stated.</summary>
internal static class CutChecks
{
    private const string LoneCut = "IMP-082";
    private const string AfterRun = "IMP-083";

    // What follows a stated cut by years is no later data but a slip.
    private const int LongAfter = 3653;
    private const int LongBefore = 31;

    public static IEnumerable<Finding> Run(StudyData whole, IReadOnlyDictionary<string, TableBuilder> tables)
    {
        if (whole.CutKind == CutKind.None)
        {
            return [];
        }

        var latest = whole.RunDate is { } run ? Value.Of(run).Number : Value.Of(whole.AsOf).Number + LongAfter;
        var patients = new LatestDates(whole, latest);
        return patients.After.Select(d => CellFinding.Make(AfterRun, d.Table, d.Field, d.Row, tables[d.Table.Schema.Name]))
            .Concat(whole.CutKind == CutKind.LatestDate && patients.Lone(LongBefore) is { } lone
                ? [CellFinding.Make(LoneCut, lone.Table, lone.Field, lone.Row, tables[lone.Table.Schema.Name])]
                : []);
    }
}
