using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Data;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Tests.Fixtures;

/// <summary>Reads the text tables of <see cref="StudyBuilder"/>.</summary>
internal static class TableText
{
    public static DataTable Parse(string name, string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var headers = Cells(lines[0]).Select(h => h.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        var rows = lines.Skip(1).Select(Cells).ToArray();
        var schema = Schema(name, headers);
        var columns = schema.Fields.Select((f, i) => Column(f, i, rows));
        return new DataTable(schema, [.. columns], rows.Length, isPresent: true, []);
    }

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static Code CodeOf(string value) => new(value, LocalizedText.Same(value), [], null, false);

    private static string[] Cells(string line) => line.Split('|', StringSplitOptions.TrimEntries);

    private static TableSchema Schema(string name, string[][] headers) => new()
    {
        Name = name,
        Sheet = char.ToUpperInvariant(name[0]) + name[1..],
        Tier = Tier.Optional,
        Fields = [.. headers.Select(Field)],
        PrimaryKey = [.. headers.Where(h => h.Contains("key")).Select(h => h[0])],
        ForeignKeys = Keys(headers),
    };

    // Two columns that point at one table are one key of two fields.
    private static ImmutableArray<ForeignKey> Keys(string[][] headers) =>
    [
        .. headers.Select(h => (Field: h[0], Target: h.FirstOrDefault(w => w.StartsWith("->", StringComparison.Ordinal))?[2..].Split('.')))
            .Where(k => k.Target is not null)
            .GroupBy(k => k.Target![0])
            .Select(g => new ForeignKey([.. g.Select(k => k.Field)], g.Key, [.. g.Select(k => k.Target![1])])),
    ];

    private static FieldSchema Field(string[] header) => new()
    {
        Name = header[0],
        Title = LocalizedText.Same(header[0]),
        Type = header[1] switch
        {
            "text" => FieldType.Text,
            "integer" => FieldType.Integer,
            "number" => FieldType.Number,
            "boolean" => FieldType.Boolean,
            "date" => FieldType.Date,
            "datetime" => FieldType.DateTime,
            "month" => FieldType.YearMonth,
            _ => throw new ArgumentException($"unknown type {header[1]}", nameof(header)),
        },
        Role = header.Contains("role=row-date") ? FieldRole.RowDate : FieldRole.None,
        Codes = [.. (Option(header, "codes=")?.Split(',') ?? []).Select(CodeOf)],
        Unit = Option(header, "unit="),
        KnownOn = Option(header, "knownOn="),
        Ordered = header.Contains("ordered"),
        Censored = header.Contains("censored"),
    };

    private static string? Option(string[] header, string name) =>
        header.FirstOrDefault(w => w.StartsWith(name, StringComparison.Ordinal))?[name.Length..];

    private static Column Column(FieldSchema field, int index, string[][] rows) => new(
        field,
        [.. rows.Select(r => Value(field.Type, r[index]))],
        [.. rows.Select((_, i) => new CellReference("S", i + 2, index + 1))],
        [.. rows.Select(r => r[index].Length == 0 ? null : r[index])]);

    private static Value Value(FieldType type, string cell)
    {
        if (cell.Length == 0 || cell[0] == '?')
        {
            return StudyAnalysis.Data.Value.Missing(cell.TrimStart('?'));
        }

        return type switch
        {
            FieldType.Text => StudyAnalysis.Data.Value.Of(cell),
            FieldType.Boolean => StudyAnalysis.Data.Value.Of(bool.Parse(cell)),
            FieldType.Date or FieldType.DateTime or FieldType.YearMonth => StudyAnalysis.Data.Value.Of(DateTime.Parse(cell, CultureInfo.InvariantCulture)),
            _ => Number(cell),
        };
    }

    private static Value Number(string cell)
    {
        var qualifier = cell[0] switch { '<' => Qualifier.BelowLimit, '>' => Qualifier.AboveLimit, _ => Qualifier.Exact };
        return StudyAnalysis.Data.Value.Of(double.Parse(cell.TrimStart('<', '>'), CultureInfo.InvariantCulture), qualifier);
    }
}
