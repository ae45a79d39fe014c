using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Import.Queries;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import.Writing;

/// <summary>The query list: findings as a workbook for the data manager. It holds pseudonyms and data and belongs with the private files.</summary>
public static class FindingsWriter
{
    private static readonly double[] Widths = [10, 12, 18, 9, 14, 24, 28, 48, 36, 44, 16, 12, 30, 30];

    /// <summary>The workbook's bytes; the same findings give the same bytes.</summary>
    /// <param name="findings">Findings, in the order of the list.</param>
    /// <param name="ledger">Ledger, summarised on the second sheet.</param>
    /// <param name="language">Language of the texts.</param>
    /// <param name="asOf">Date written into the file's properties.</param>
    /// <param name="earlier">What was filled into the list before: it stands with the same query while what is typed in the cell is the same, and on a sheet of its
    /// own otherwise. Null for none.</param>
    public static byte[] ToBytes(ImmutableArray<Finding> findings, Ledger ledger, Language language, DateOnly asOf, AnsweredQueries? earlier = null)
    {
        var keys = QueryKeys.Of(findings);
        var (answers, left) = Match(findings, keys, earlier?.Rows ?? []);
        return WorkbookWriter.ToBytes(new WorkbookContent([Queries(findings, keys, answers, language), Summary(ledger, language), .. left.IsEmpty ? [] : ImmutableArray.Create(Answered(left, language))])
        {
            Title = language.Pick("Queries on the workbook", "Demandes de correction du classeur"),
            Created = asOf,
        });
    }

    private static (Dictionary<string, AnsweredQuery> Answers, ImmutableArray<AnsweredQuery> Left) Match(
        ImmutableArray<Finding> findings, ImmutableArray<string> keys, ImmutableArray<AnsweredQuery> earlier)
    {
        var typed = findings.Zip(keys).ToDictionary(f => f.Second, f => CellText.Unescape(CellText.Escape(f.First.Observed)).ReplaceLineEndings("\n"), StringComparer.Ordinal);
        var answers = new Dictionary<string, AnsweredQuery>(StringComparer.Ordinal);
        var left = earlier.Where(query => !(typed.TryGetValue(query.Key, out var now) && now == query.Typed && answers.TryAdd(query.Key, query))).ToImmutableArray();
        return (answers, left);
    }

    private static SheetContent Answered(ImmutableArray<AnsweredQuery> queries, Language language) => new()
    {
        Name = QueryColumns.AnsweredSheet.In(language),
        Rows = [Header(QueryColumns.Headers(language)), .. queries.Select(q => q.Cells.Select(c => CellContent.Of(c, c.Length > 0 ? CellStyle.Wrapped : CellStyle.Normal)).ToImmutableArray())],
        ColumnWidths = [.. Widths],
        FrozenRows = 1,
        FilterRow = 1,
    };

    private static SheetContent Queries(ImmutableArray<Finding> findings, ImmutableArray<string> keys, Dictionary<string, AnsweredQuery> answers, Language language) => new()
    {
        Name = QueryColumns.ListSheet.In(language),
        Rows = [Header(QueryColumns.Headers(language)), .. findings.Select((f, i) => Row(f, keys[i], answers.GetValueOrDefault(keys[i]), language))],
        ColumnWidths = [.. Widths],
        FrozenRows = 1,
        FilterRow = 1,
        Validations = findings.IsEmpty ? [] : [Status(findings.Length, language)],
    };

    private static ImmutableArray<CellContent> Row(Finding finding, string key, AnsweredQuery? answer, Language language) =>
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
        CellContent.Of(key),
        CellContent.Of(answer is { Status.Length: > 0 } ? QueryColumns.Translated(answer.Status, language) : finding.Severity == Severity.Note ? string.Empty : QueryColumns.States(language)[0]),
        Filled(answer?.Answer),
        Filled(answer?.Comment),
    ];

    private static CellContent Filled(string? text) => string.IsNullOrEmpty(text) ? CellContent.Blank : CellContent.Of(text, CellStyle.Wrapped);

    private static ColumnValidation Status(int count, Language language) => new()
    {
        Column = QueryColumns.Status,
        FirstRow = 2,
        LastRow = count + 1,
        Kind = ValidationKind.List,
        Values = QueryColumns.States(language),
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
                [CellContent.Of(language.Pick("Dates counted from the year", "Dates comptées depuis l'année")), CellContent.Blank, CellContent.Blank, CellContent.Blank, CellContent.Of(ledger.DateSystem?.ToString(CultureInfo.InvariantCulture) ?? language.Pick("not shown", "non indiqué"))],
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
