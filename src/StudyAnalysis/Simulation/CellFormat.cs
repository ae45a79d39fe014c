using System.Globalization;
using StudyAnalysis.Data;
using StudyAnalysis.Import.Writing;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Simulation;

/// <summary>Simulated values as a study team would type them: labels of codes, yes and no, dates as dates.</summary>
internal static class CellFormat
{
    public static CellContent Cell(FieldSchema field, SimulatedValue simulated, Language language)
    {
        var value = simulated.Value;
        return simulated.Text is not null ? CellContent.Of(simulated.Text)
            : value.IsMissing ? CellContent.Blank
            : field.IsCoded ? CellContent.Of(Label(field, value, language))
            : value.Kind switch
            {
                ValueKind.Truth => CellContent.Of(value.Truth ? language.Pick("yes", "oui") : language.Pick("no", "non")),
                ValueKind.Date => Date(field, value),
                ValueKind.Number => Number(value),
                _ => CellContent.Of(value.Text),
            };
    }

    /// <summary>The label of a code, or the code itself.</summary>
    public static string Label(FieldSchema field, Value value, Language language)
    {
        var key = SimulatedRow.Key(value);
        return field.Codes.FirstOrDefault(c => c.Value == key) is { Label.IsEmpty: false } code ? code.Label.In(language) : key;
    }

    /// <summary>The value as the field's type keeps it: whole days, whole numbers.</summary>
    public static Value Typed(FieldSchema field, Value value) => (field.Type, value.Kind) switch
    {
        (FieldType.Date, ValueKind.Date) => Value.OfDays(Math.Floor(value.Number)),
        (FieldType.DateTime, ValueKind.Date) => Value.OfDays(Math.Round(value.Number * 1440) / 1440),
        (FieldType.Integer or FieldType.Year, ValueKind.Number) => Value.Of(Math.Round(value.Number, MidpointRounding.AwayFromZero), value.Qualifier),
        (FieldType.Text, ValueKind.Number) => Value.Of(SimulatedRow.Key(value)),
        _ => value,
    };

    private static CellContent Date(FieldSchema field, Value value) => field.Type switch
    {
        FieldType.Date => CellContent.Of(value.Day),
        FieldType.DateTime => CellContent.Of(value.Date),
        FieldType.Year => CellContent.Of(value.Day.Year),
        FieldType.YearMonth => CellContent.Of(value.Day.ToString("yyyy-MM", CultureInfo.InvariantCulture)),
        _ => CellContent.Of(value.ToString()),
    };

    private static CellContent Number(Value value)
    {
        var number = value.Number.ToString("R", CultureInfo.InvariantCulture);
        return value.Qualifier switch
        {
            Qualifier.BelowLimit => CellContent.Of("<" + number),
            Qualifier.AboveLimit => CellContent.Of(">" + number),
            _ => CellContent.Of(value.Number),
        };
    }
}
