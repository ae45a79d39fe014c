using StudyAnalysis.Data;
using StudyAnalysis.Import.Parsing;
using StudyAnalysis.Import.Privacy;
using StudyAnalysis.Import.Reading;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <summary>What all tables share while they are read.</summary>
internal sealed class ImportTools(ParseSettings settings)
{
    private readonly Dictionary<FieldSchema, ColumnParser> _fixed = new(ReferenceEqualityComparer.Instance);

    public ParseSettings Settings { get; } = settings;

    public IdentifierScan Scan { get; } = new();

    /// <summary>"Date of birth" for a date cell that is the birthday of somebody who may be in a study; else null.</summary>
    public LocalizedText? BirthDate(in RawCell cell)
    {
        double? days = cell.Kind == RawKind.Date ? cell.Number
            : cell is { Kind: RawKind.Number, Style: RawStyle.Date } ? Serial.ToDays(cell.Number, Settings.Uses1904)
            : null;
        return Settings.PlanDays - days is > IdentifierScan.YoungestInDays and <= IdentifierScan.OldestInDays ? IdentifierScan.BirthDate : null;
    }

    /// <summary>Parser of values that the definition fixes.</summary>
    public ColumnParser FixedParser(FieldSchema field)
    {
        if (!_fixed.TryGetValue(field, out var parser))
        {
            _fixed[field] = parser = new ColumnParser(field, null, Settings);
        }

        return parser;
    }

    /// <summary>Writes down a cell that is not part of the data, without its text when it holds an identifier.</summary>
    public void Ignore(Journal journal, string sheet, in RawCell cell, string rule, bool isSecret = false, CellOutcome outcome = CellOutcome.Ignored)
    {
        if (isSecret)
        {
            journal.Ignore(sheet, cell, "direct-identifier", string.Empty, isRedacted: true, CellOutcome.Refused);
        }
        else if (Scan.Find(cell) is { } identifier)
        {
            journal.Ignore(sheet, cell, "direct-identifier", string.Empty, isRedacted: true, CellOutcome.Refused);
            journal.Find(new Issue("IMP-061", identifier), new CellReference(sheet, cell.Row, cell.Column), string.Empty, string.Empty);
        }
        else
        {
            journal.Ignore(sheet, cell, rule, string.Empty, isRedacted: false, outcome);
        }
    }
}
