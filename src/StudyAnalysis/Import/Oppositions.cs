using StudyAnalysis.Data;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <summary>Finds whose rows they are, and takes patients who opposed out of everything but the count.</summary>
internal sealed class Oppositions(IReadOnlyDictionary<string, TableBuilder> tables, Journal journal)
{
    private readonly HashSet<string> _opposed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unclear = new(StringComparer.Ordinal);
    private readonly HashSet<(string Sheet, int Row)> _hiddenRows = [];
    private int _withoutPseudonym;

    /// <summary>Patients who opposed.</summary>
    public int Count => _opposed.Count + _withoutPseudonym;

    /// <summary>Gives every row its patient and drops the rows of patients who opposed or may have opposed.</summary>
    public void Apply()
    {
        foreach (var table in tables.Values)
        {
            NamePatients(table, []);
        }

        foreach (var table in tables.Values)
        {
            Collect(table);
        }

        foreach (var table in tables.Values)
        {
            Drop(table);
        }

        journal.Revise(Censor);
        if (Count > 0)
        {
            journal.Find("IMP-065", string.Empty, string.Empty, Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private void NamePatients(TableBuilder table, HashSet<string> visited)
    {
        if (!visited.Add(table.Schema.Name) || table.RowCount == 0 || table.Patients.Exists(p => p.Length > 0))
        {
            return;
        }

        if (table.WithRole(FieldRole.Pseudonym) is { } pseudonym)
        {
            var field = table.IndexOf(pseudonym.Name);
            for (var row = 0; row < table.RowCount; row++)
            {
                table.Patients[row] = table.Get(row, field) is { Kind: ValueKind.Text } value ? value.Text : string.Empty;
            }

            return;
        }

        foreach (var key in table.Schema.ForeignKeys)
        {
            if (tables.TryGetValue(key.Table, out var parent) && parent != table)
            {
                NamePatients(parent, visited);
                Inherit(table, key, parent);
            }
        }
    }

    private static void Inherit(TableBuilder table, ForeignKey key, TableBuilder parent)
    {
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var row = 0; row < parent.RowCount; row++)
        {
            if (parent.Key(row, key.TargetFields) is { } text)
            {
                rows.TryAdd(text, row);
            }
        }

        for (var row = 0; row < table.RowCount; row++)
        {
            if (table.Patients[row].Length == 0 && table.Key(row, key.Fields) is { } text && rows.TryGetValue(text, out var at))
            {
                table.Patients[row] = parent.Patients[at];
            }
        }
    }

    private void Collect(TableBuilder table)
    {
        if (table.WithRole(FieldRole.Opposition) is not { } field)
        {
            return;
        }

        var at = table.IndexOf(field.Name);
        for (var row = 0; row < table.RowCount; row++)
        {
            var value = table.Get(row, at);
            var patient = Folding.Strong(table.Patients[row]);
            if (value is { Kind: ValueKind.Truth, Truth: true })
            {
                _withoutPseudonym += patient.Length == 0 ? 1 : 0;
                _opposed.Add(patient);
                Hide(table, row, "opposed", redact: true);
            }
            else if (value.MissingReason == TableBuilder.RefusedReason)
            {
                _unclear.Add(patient);
                journal.Find(new Parsing.Issue("IMP-064"), table.Cell(row, at), table.Map?.Find(field.Name)?.Header ?? field.Name, string.Empty, table.Patients[row]);
            }
        }

        _opposed.Remove(string.Empty);
        _unclear.Remove(string.Empty);
        _unclear.ExceptWith(_opposed);
    }

    private void Drop(TableBuilder table)
    {
        for (var row = 0; row < table.RowCount; row++)
        {
            var patient = Folding.Strong(table.Patients[row]);
            if (_opposed.Contains(patient))
            {
                Hide(table, row, "opposed", redact: true);
            }
            else if (_unclear.Contains(patient) || IsUnclear(table, row))
            {
                RowWriter.Refuse(table, row, "opposition-unclear", journal);
            }
        }
    }

    private static bool IsUnclear(TableBuilder table, int row) =>
        table.WithRole(FieldRole.Opposition) is { } field && table.Get(row, field.Name).MissingReason == TableBuilder.RefusedReason;

    private void Hide(TableBuilder table, int row, string rule, bool redact)
    {
        table.Drop(row);
        table.Opposed.Add(row);
        table.Patients[row] = string.Empty;
        _hiddenRows.Add((table.Sheet, table.SheetRows[row]));
        RowWriter.Rewrite(table, table.SheetRows[row], CellOutcome.Ignored, rule, redact, journal);
    }

    // Identifiers must still be found and removed; everything else about these rows is nobody's business.
    private Finding? Censor(Finding finding)
    {
        if (finding.Cell is not { } cell || !_hiddenRows.Contains((cell.Sheet, cell.Row)))
        {
            return finding;
        }

        return finding.Id is "IMP-061" ? finding with { Patient = string.Empty, Observed = string.Empty } : null;
    }
}

/// <summary>Writes down again what became of the cells of a row.</summary>
internal static class RowWriter
{
    /// <summary>Takes a row out and writes its cells down as refused.</summary>
    public static void Refuse(TableBuilder table, int row, string rule, Journal journal)
    {
        // A sheet row of a wide table is refused as a whole only when none of its rows is left.
        if (table.Drop(row))
        {
            Rewrite(table, table.SheetRows[row], CellOutcome.Refused, rule, redact: false, journal);
        }
    }

    /// <summary>Changes the ledger entries of a sheet row.</summary>
    public static void Rewrite(TableBuilder table, int sheetRow, CellOutcome outcome, string rule, bool redact, Journal journal)
    {
        if (!table.LedgerRows.TryGetValue(sheetRow, out var range))
        {
            return;
        }

        var entries = journal.Entries(table.Sheet);
        for (var i = range.Start; i < range.Start + range.Count; i++)
        {
            var entry = entries[i];
            if (redact)
            {
                entries[i] = entry with { AsTyped = string.Empty, To = string.Empty, Outcome = outcome, Rule = rule };
            }
            else if (entry.Outcome is CellOutcome.Used or CellOutcome.Converted)
            {
                entries[i] = entry with { To = string.Empty, Outcome = outcome, Rule = rule };
            }
        }
    }
}
