using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import.Writing;

/// <summary>The query list: findings as a workbook for the data manager. It holds pseudonyms and data and belongs with the private files.</summary>
public static class FindingsWriter
{
    private static readonly double[] Widths = [10, 12, 18, 9, 14, 24, 28, 48, 36, 44, 10, 30];

    /// <summary>The workbook's bytes; the same findings give the same bytes.</summary>
    /// <param name="findings">Findings, in the order of the list.</param>
    /// <param name="ledger">Ledger, summarised on the second sheet.</param>
    /// <param name="language">Language of the texts.</param>
    /// <param name="asOf">Date written into the file's properties.</param>
    public static byte[] ToBytes(ImmutableArray<Finding> findings, Ledger ledger, Language language, DateOnly asOf) => WorkbookWriter.ToBytes(
        new WorkbookContent([Queries(findings, language), Summary(ledger, language)])
        {
            Title = language.Pick("Queries on the workbook", "Demandes de correction du classeur"),
            Created = asOf,
        });

    private static SheetContent Queries(ImmutableArray<Finding> findings, Language language)
    {
        string[] headers = language.Pick<string[]>(
            ["Id", "Severity", "Sheet", "Cell", "Patient", "Column", "What stands there", "What happened", "What is expected", "What to do", "Status", "Answer"],
            ["Id", "Gravité", "Feuille", "Cellule", "Patient", "Colonne", "Contenu", "Constat", "Attendu", "À faire", "Statut", "Réponse"]);
        return new SheetContent
        {
            Name = language.Pick("Queries", "Demandes"),
            Rows = [Header(headers), .. findings.Select(f => Row(f, language))],
            ColumnWidths = [.. Widths],
            FrozenRows = 1,
            FilterRow = 1,
            Validations = findings.IsEmpty ? [] : [Status(findings.Length, language)],
        };
    }

    private static ImmutableArray<CellContent> Row(Finding finding, Language language) =>
    [
        CellContent.Of(finding.Id),
        CellContent.Of(SeverityText(finding.Severity, language)),
        CellContent.Of(finding.Sheet),
        CellContent.Of(finding.Cell?.Address),
        CellContent.Of(finding.Patient),
        CellContent.Of(finding.Column, CellStyle.Wrapped),
        CellContent.Of(finding.Observed, CellStyle.Wrapped),
        CellContent.Of(finding.Message.In(language), CellStyle.Wrapped),
        CellContent.Of(finding.Expected.In(language), CellStyle.Wrapped),
        CellContent.Of(finding.Action.In(language), CellStyle.Wrapped),
        CellContent.Of(finding.Severity == Severity.Note ? string.Empty : language.Pick("new", "nouveau")),
    ];

    private static ColumnValidation Status(int count, Language language) => new()
    {
        Column = 11,
        FirstRow = 2,
        LastRow = count + 1,
        Kind = ValidationKind.List,
        Values = language.Pick<ImmutableArray<string>>(["new", "open", "corrected", "confirmed", "closed"], ["nouveau", "ouvert", "corrigé", "confirmé", "clos"]),
        IsStrict = false,
    };

    private static SheetContent Summary(Ledger ledger, Language language)
    {
        string[] headers = language.Pick<string[]>(
            ["Sheet", "Table", "Outcome", "Rule", "Cells"], ["Feuille", "Table", "Devenir", "Règle", "Cellules"]);
        var rows = ledger.Entries
            .GroupBy(e => (e.Cell.Sheet, e.Table, e.Outcome, e.Rule))
            .OrderBy(g => g.Key.Sheet, StringComparer.Ordinal).ThenBy(g => g.Key.Table, StringComparer.Ordinal)
            .ThenBy(g => g.Key.Outcome).ThenBy(g => g.Key.Rule, StringComparer.Ordinal);
        return new SheetContent
        {
            Name = language.Pick("Ledger", "Registre des cellules"),
            Rows =
            [
                Header(headers),
                .. rows.Select(g => ImmutableArray.Create(
                    CellContent.Of(g.Key.Sheet), CellContent.Of(g.Key.Table), CellContent.Of(OutcomeText(g.Key.Outcome, language)), CellContent.Of(g.Key.Rule), CellContent.Of(g.Count()))),
                [CellContent.Of(language.Pick("Total", "Total")), CellContent.Blank, CellContent.Blank, CellContent.Blank, CellContent.Of(ledger.Entries.Length)],
                [CellContent.Of(language.Pick("Dates counted from the year", "Dates comptées depuis l'année")), CellContent.Blank, CellContent.Blank, CellContent.Blank, CellContent.Of(ledger.DateSystem)],
            ],
            ColumnWidths = [24, 20, 14, 26, 10],
            FrozenRows = 1,
            FilterRow = 1,
        };
    }

    private static ImmutableArray<CellContent> Header(IEnumerable<string> texts) => [.. texts.Select(t => CellContent.Of(t, CellStyle.Header))];

    private static string SeverityText(Severity severity, Language language) => severity switch
    {
        Severity.Blocking => language.Pick("blocking", "bloquant"),
        Severity.Error => language.Pick("error", "erreur"),
        Severity.Warning => language.Pick("warning", "avertissement"),
        _ => language.Pick("note", "note"),
    };

    private static string OutcomeText(CellOutcome outcome, Language language) => outcome switch
    {
        CellOutcome.Used => language.Pick("used", "utilisée"),
        CellOutcome.Converted => language.Pick("converted", "convertie"),
        CellOutcome.Refused => language.Pick("refused", "refusée"),
        _ => language.Pick("ignored", "ignorée"),
    };
}
