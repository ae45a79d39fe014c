using System.Globalization;
using System.Text.RegularExpressions;
using StudyAnalysis.Data;
using StudyAnalysis.Import.Parsing;
using StudyAnalysis.Import.Privacy;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <summary>Checks rows against each other: keys, references, required and unique values, dates of information.</summary>
internal sealed partial class RowChecks(IReadOnlyDictionary<string, TableBuilder> tables, Journal journal)
{
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Table, string Fields), HashSet<string>> _keys = [];

    /// <summary>Checks every table, parents first.</summary>
    public void Apply()
    {
        foreach (var table in tables.Values)
        {
            Check(table);
        }
    }

    private void Check(TableBuilder table)
    {
        if (!_done.Add(table.Schema.Name) || table.Map is null)
        {
            return;
        }

        foreach (var key in table.Schema.ForeignKeys)
        {
            if (tables.TryGetValue(key.Table, out var parent))
            {
                Check(parent);
            }
        }

        CheckPseudonyms(table);
        CheckKey(table);
        foreach (var key in table.Schema.ForeignKeys)
        {
            CheckReference(table, key);
        }

        foreach (var field in table.Schema.Fields)
        {
            CheckRequired(table, field);
            CheckUnique(table, field);
        }
    }

    private void CheckPseudonyms(TableBuilder table)
    {
        // Once, where the patient is the key: the other sheets repeat it.
        if (table.WithRole(FieldRole.Pseudonym) is not { } field || !table.Schema.PrimaryKey.SequenceEqual([field.Name]))
        {
            return;
        }

        var rows = Kept(table).Where(r => table.Patients[r].Length > 0).ToArray();
        if (PseudonymCheck.Find([.. rows.Select(r => table.Patients[r])]) is not { } kind)
        {
            return;
        }

        foreach (var row in rows)
        {
            var cell = table.Cell(row, table.IndexOf(field.Name));
            journal.Find(new Issue("IMP-062", kind), cell, Header(table, field.Name), string.Empty);
            table.Drop(row);
            table.Patients[row] = string.Empty;
            RowWriter.Rewrite(table, table.SheetRows[row], CellOutcome.Refused, "pseudonym", redact: true, journal);
        }
    }

    private void CheckKey(TableBuilder table)
    {
        var fields = table.Schema.PrimaryKey.Where(f => table.Map!.Absent().All(a => a.Name != f)).ToArray();
        if (fields.Length == 0)
        {
            return;
        }

        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        var pseudonym = table.WithRole(FieldRole.Pseudonym)?.Name;
        foreach (var row in Kept(table))
        {
            var values = Array.ConvertAll(fields, f => table.Get(row, f));
            if (Array.Exists(values, v => v.IsMissing && v.MissingReason == TableBuilder.RefusedReason) && !Array.TrueForAll(values, v => v.IsMissing)
                && (pseudonym is null || !fields.Contains(pseudonym) || !table.Get(row, pseudonym).IsMissing))
            {
                // A part of its key was refused, and asked about: it repeats nothing that is known.
                continue;
            }

            var isLost = Array.TrueForAll(values, v => v.IsMissing) || (pseudonym is not null && table.Get(row, pseudonym).IsMissing && fields.Contains(pseudonym));
            if (isLost)
            {
                RefuseWithoutKey(table, row, fields);
            }
            else if (!first.TryAdd(string.Join('\u001F', values), row))
            {
                RefuseRepeated(table, row, fields, first[string.Join('\u001F', values)]);
            }
        }

        NoteForms(table, fields, first);
    }

    private void NoteForms(TableBuilder table, string[] fields, Dictionary<string, int> keys)
    {
        var forms = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (key, row) in keys.OrderBy(k => k.Value))
        {
            var form = LeadingZeros().Replace(Spelling.Signed(key.Replace('\u001F', '|')), string.Empty);
            if (!forms.TryAdd(form, row))
            {
                var at = Array.Find(fields, f => table.Get(row, f) != table.Get(forms[form], f)) ?? fields[^1];
                journal.Find(
                    new Issue("IMP-056", table.SheetRows[forms[form]].ToString(CultureInfo.InvariantCulture), Names(table, fields)),
                    CellOf(table, row, at), Header(table, at), table.AsTyped(row, table.IndexOf(at)) ?? string.Empty, table.Patients[row]);
            }
        }
    }

    private void RefuseWithoutKey(TableBuilder table, int row, string[] fields)
    {
        var at = table.IndexOf(fields[0]);
        if (table.Get(row, at).MissingReason != TableBuilder.RefusedReason)
        {
            journal.Find(new Issue("IMP-054", Names(table, fields)), CellOf(table, row, fields[0]), Header(table, fields[0]), string.Empty, table.Patients[row]);
        }

        RowWriter.Refuse(table, row, "no-key", journal);
    }

    private void RefuseRepeated(TableBuilder table, int row, string[] fields, int first)
    {
        var at = table.IndexOf(fields[^1]);
        journal.Find(
            new Issue("IMP-052", table.SheetRows[first].ToString(CultureInfo.InvariantCulture), Names(table, fields)),
            CellOf(table, row, fields[^1]), Header(table, fields[^1]), table.AsTyped(row, at) ?? string.Empty, table.Patients[row]);
        RowWriter.Refuse(table, row, "key-repeated", journal);
    }

    private void CheckReference(TableBuilder table, ForeignKey key)
    {
        if (!tables.TryGetValue(key.Table, out var parent) || parent.Map is null || parent.Map.HeaderRow == 0)
        {
            return;
        }

        var known = Keys(parent, key);
        foreach (var row in Kept(table))
        {
            if (table.Key(row, key.Fields) is { } text && !known.Contains(text))
            {
                var at = table.IndexOf(key.Fields[^1]);
                journal.Find(
                    new Issue("IMP-053", Names(table, key.Fields), parent.Sheet), CellOf(table, row, key.Fields[^1]),
                    Header(table, key.Fields[^1]), table.AsTyped(row, at) ?? string.Empty, table.Patients[row]);
                RowWriter.Refuse(table, row, "unknown-parent", journal);
            }
        }
    }

    private HashSet<string> Keys(TableBuilder parent, ForeignKey key)
    {
        var name = (key.Table, string.Join(',', key.TargetFields));
        if (!_keys.TryGetValue(name, out var known))
        {
            _keys[name] = known = Kept(parent).Select(r => parent.Key(r, key.TargetFields)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        }

        return known;
    }

    private void CheckRequired(TableBuilder table, FieldSchema field)
    {
        var isInformation = field.Role == FieldRole.InformationDate;
        var isAbsent = table.Map!.Absent().Contains(field);
        if (isAbsent)
        {
            if (isInformation && table.Map.HeaderRow > 0)
            {
                journal.Find("IMP-063", table.Sheet, FieldText.Header(field).In(Language.English));
            }

            return;
        }

        if (!field.Required && !isInformation && !table.Schema.PrimaryKey.Contains(field.Name))
        {
            return;
        }

        var at = table.IndexOf(field.Name);
        foreach (var row in Kept(table))
        {
            var value = table.Get(row, at);
            if (value.IsMissing && (isInformation || value.MissingReason.Length == 0))
            {
                journal.Find(new Issue(isInformation ? "IMP-063" : "IMP-050"), CellOf(table, row, field.Name), Header(table, field.Name), table.AsTyped(row, at) ?? string.Empty, table.Patients[row]);
            }
        }
    }

    private void CheckUnique(TableBuilder table, FieldSchema field)
    {
        if (!field.Unique || table.Schema.PrimaryKey.SequenceEqual([field.Name]))
        {
            return;
        }

        var at = table.IndexOf(field.Name);
        var first = new Dictionary<Value, int>();
        foreach (var row in Kept(table))
        {
            var value = table.Get(row, at);
            if (!value.IsMissing && !first.TryAdd(value, row))
            {
                var cell = table.Cell(row, at);
                journal.Find(new Issue("IMP-051", table.Cell(first[value], at).Address), cell, Header(table, field.Name), table.AsTyped(row, at) ?? string.Empty, table.Patients[row]);
                table.SetValue(row, at, Value.Missing(TableBuilder.RefusedReason));
                RefuseCell(table, cell);
            }
        }
    }

    private void RefuseCell(TableBuilder table, CellReference cell)
    {
        var entries = journal.Entries(table.Sheet);
        var (start, count) = table.LedgerRows.GetValueOrDefault(cell.Row);
        for (var i = start; i < start + count; i++)
        {
            if (entries[i].Cell == cell)
            {
                entries[i] = entries[i] with { Outcome = CellOutcome.Refused, To = string.Empty, Rule = "value-repeated" };
            }
        }
    }

    // An empty cell has no column of its own: that of its header stands for it.
    private static CellReference CellOf(TableBuilder table, int row, string field) =>
        table.Cell(row, table.IndexOf(field)) is { Column: > 0 } cell
            ? cell
            : new CellReference(table.Sheet, table.SheetRows[row], table.Map?.Find(field)?.Column ?? 1);

    [GeneratedRegex(@"(?<!\d)0+(?=\d)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LeadingZeros();

    private static int[] Kept(TableBuilder table) => [.. Enumerable.Range(0, table.RowCount).Where(r => table.IsKept[r])];

    private static string Header(TableBuilder table, string field) => table.Map?.Find(field)?.Header ?? field;

    private static string Names(TableBuilder table, IEnumerable<string> fields) => string.Join(" + ", fields.Select(f => Header(table, f)));
}
