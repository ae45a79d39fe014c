using System.Collections.Immutable;
using StudyAnalysis.Data;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <summary>Checks that read several cells: the plan's own, and the endpoints'. They see every row, also those after the data cut, because a data manager
/// corrects these too; what the data at the cut do not show is marked, and is not part of a report at that cut.</summary>
internal static class DataChecks
{
    private static readonly LocalizedText AfterCut = LocalizedText.Of(
        "It follows only from what lies after the data cut; no figure at this cut uses that.",
        "Il ne découle que de ce qui est postérieur à la date de point ; aucun chiffre à cette date ne s'en sert.");

    /// <summary>All findings, in the order of the checks.</summary>
    /// <param name="whole">All data of the workbook.</param>
    /// <param name="cut">The same at the data cut.</param>
    /// <param name="tables">Where their cells stand.</param>
    public static IEnumerable<Finding> Run(StudyData whole, StudyData cut, IReadOnlyDictionary<string, TableBuilder> tables)
    {
        var all = Findings(whole, tables);
        if (cut.Cut.Rows.IsEmpty && cut.Cut.Cells.IsEmpty)
        {
            return all;
        }

        var known = Findings(cut, tables).Select(Place).ToHashSet();
        return all.Select(f => known.Contains(Place(f)) ? f : Marked(f));
    }

    private static IEnumerable<Finding> Findings(StudyData data, IReadOnlyDictionary<string, TableBuilder> tables) =>
        CrossChecks.Run(data, tables).Concat(EndpointChecks.Run(data, tables));

    private static (string Id, CellReference? Cell) Place(Finding finding) => (finding.Id, finding.Cell);

    private static Finding Marked(Finding finding) => finding with
    {
        IsAfterCut = true,
        Message = new LocalizedText(finding.Message.ByLanguage.ToImmutableSortedDictionary(
            t => t.Key, t => t.Value + " " + AfterCut.In(t.Key == "fr" ? Language.French : Language.English))),
    };
}
