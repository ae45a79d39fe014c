using System.Collections.Immutable;
using System.Runtime.InteropServices;
using StudyAnalysis.Data;
using StudyAnalysis.Import.Parsing;
using StudyAnalysis.Import.Reading;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <summary>Collects the ledger and the findings while a workbook is imported.</summary>
internal sealed class Journal(bool uses1904, bool showsDateSystem = true)
{
    private readonly Dictionary<string, List<LedgerEntry>> _entries = new(StringComparer.Ordinal);
    private readonly List<Finding> _findings = [];

    /// <summary>The entries of a sheet, in the order in which its cells are written down.</summary>
    public List<LedgerEntry> Entries(string sheet)
    {
        if (!_entries.TryGetValue(sheet, out var list))
        {
            _entries[sheet] = list = [];
        }

        return list;
    }

    /// <summary>The text of a cell as the ledger shows it.</summary>
    public string Display(in RawCell cell) => Serial.Display(cell, uses1904);

    /// <summary>Writes down a cell that is not part of the data.</summary>
    public void Ignore(string sheet, in RawCell cell, string rule, string table = "", bool isRedacted = false, CellOutcome outcome = CellOutcome.Ignored) =>
        Entries(sheet).Add(new LedgerEntry(
            new CellReference(sheet, cell.Row, cell.Column), isRedacted ? string.Empty : Display(cell), outcome, table, string.Empty, string.Empty, rule));

    /// <summary>A finding about a cell.</summary>
    public void Find(Issue issue, CellReference cell, string column, string observed, string patient = "") =>
        Add(issue, cell, cell.Sheet, column, observed, patient);

    /// <summary>A finding about a sheet or the whole workbook.</summary>
    public void Find(string id, string sheet, string column, params object[] places) => Add(new Issue(id, places), null, sheet, column, string.Empty, string.Empty);

    /// <summary>Changes the findings made so far; null takes one away.</summary>
    public void Revise(Func<Finding, Finding?> change)
    {
        var kept = _findings.Select(change).OfType<Finding>().ToArray();
        _findings.Clear();
        _findings.AddRange(kept);
    }

    /// <summary>Adds findings made elsewhere.</summary>
    public void AddRange(IEnumerable<Finding> findings) => _findings.AddRange(findings);

    /// <summary>The ledger, sheets in the order of the workbook.</summary>
    public Ledger Ledger(IEnumerable<string> sheets)
    {
        var all = new LedgerEntry[_entries.Values.Sum(e => e.Count)];
        var at = 0;
        foreach (var sheet in sheets)
        {
            Entries(sheet).CopyTo(all, at);
            at += Entries(sheet).Count;
        }

        return new Ledger(ImmutableCollectionsMarshal.AsImmutableArray(all), showsDateSystem ? uses1904 ? 1904 : 1900 : null);
    }

    /// <summary>The findings in severity, sheet, row, column order.</summary>
    public ImmutableArray<Finding> Findings(IReadOnlyList<string> sheets)
    {
        var order = sheets.Select((name, i) => (name, i)).ToDictionary(s => s.name, s => s.i, StringComparer.Ordinal);
        return
        [
            .. _findings
                .OrderByDescending(f => f.Severity)
                .ThenBy(f => order.GetValueOrDefault(f.Sheet, -1))
                .ThenBy(f => f.Cell?.Row ?? 0).ThenBy(f => f.Cell?.Column ?? 0)
                .ThenBy(f => f.Id, StringComparer.Ordinal).ThenBy(f => f.Column, StringComparer.Ordinal),
        ];
    }

    private void Add(Issue issue, CellReference? cell, string sheet, string column, string observed, string patient)
    {
        var kind = FindingCatalog.Get(issue.Id);
        _findings.Add(new Finding
        {
            Id = kind.Id,
            Severity = kind.Severity,
            Cell = cell,
            Sheet = sheet,
            Patient = patient,
            Column = column,
            Observed = observed,
            Message = FindingKind.Fill(kind.Message, issue.Places),
            Expected = Capitalised(FindingKind.Fill(kind.Expected, issue.Places)),
            Action = FindingKind.Fill(kind.Action, issue.Places),
        });
    }

    private static LocalizedText Capitalised(LocalizedText text) => new(text.ByLanguage.ToImmutableSortedDictionary(
        t => t.Key, t => t.Value.Length > 0 ? char.ToUpperInvariant(t.Value[0]) + t.Value[1..] : t.Value));
}
