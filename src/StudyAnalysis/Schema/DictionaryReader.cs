using System.Collections.Immutable;
using System.Text.Json;

namespace StudyAnalysis.Schema;

/// <summary>Reads datapackage.json, already checked against its schema, into records.</summary>
internal static class DictionaryReader
{
    public static DataDictionary Read(JsonElement package) => new()
    {
        Name = package.Text("name"),
        Title = package.Localized("title"),
        Version = package.Text("version"),
        Tables = package.List("resources", "$", (e, _) => Table(e)),
    };

    private static TableSchema Table(JsonElement resource)
    {
        var schema = resource.GetProperty("schema");
        var missing = schema.Texts("missingValues");
        return new TableSchema
        {
            Name = resource.Text("name"),
            Sheet = resource.Text("sheet"),
            SheetAliases = resource.Texts("sheetAliases"),
            Title = resource.Localized("title"),
            Description = resource.Localized("description"),
            Tier = TierOf(resource),
            Fields = schema.List("fields", "$", (e, _) => Field(e, missing)),
            PrimaryKey = schema.Texts("primaryKey"),
            ForeignKeys = schema.List("foreignKeys", "$", (e, _) => ForeignKey(e)),
            Unpivot = resource.ObjectOrNull("unpivot") is { } unpivot ? Unpivot(unpivot) : null,
            Simulate = resource.CloneOrNull("simulate"),
        };
    }

    private static Tier TierOf(JsonElement element) => element.TextOrNull("tier") == "optional" ? Tier.Optional : Tier.Core;

    private static ForeignKey ForeignKey(JsonElement key)
    {
        var reference = key.GetProperty("reference");
        return new ForeignKey(key.Texts("fields"), reference.Text("resource"), reference.Texts("fields"));
    }

    private static UnpivotRule Unpivot(JsonElement unpivot) => new(
        unpivot.Text("valueField"),
        unpivot.List("columns", "$", (column, _) => new UnpivotColumn(
            column.Texts("headers"),
            column.GetProperty("set").EnumerateObject().ToImmutableSortedDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal))));

    private static FieldSchema Field(JsonElement field, ImmutableArray<string> missingValues)
    {
        var constraints = field.ObjectOrNull("constraints") ?? default;
        var hasConstraints = constraints.ValueKind == JsonValueKind.Object;
        var (low, high) = Plausible(field);
        return new FieldSchema
        {
            Name = field.Text("name"),
            Type = TypeOf(field.Text("type")),
            Title = field.Localized("title"),
            Description = field.Localized("description"),
            Headers = field.Texts("headers"),
            Role = RoleOf(field.TextOrNull("role")),
            Tier = TierOf(field),
            Unit = field.TextOrNull("unit"),
            AcceptedUnits = AcceptedUnits(field),
            Codes = Codes(field, constraints),
            Ordered = field.Truth("ordered"),
            Required = hasConstraints && constraints.Truth("required"),
            Unique = hasConstraints && constraints.Truth("unique"),
            Minimum = hasConstraints ? constraints.BoundOrNull("minimum") : null,
            Maximum = hasConstraints ? constraints.BoundOrNull("maximum") : null,
            PlausibleMinimum = low,
            PlausibleMaximum = high,
            Pattern = hasConstraints ? constraints.TextOrNull("pattern") : null,
            Censored = field.Truth("censored"),
            Lloq = field.NumberOrNull("lloq"),
            Uloq = field.NumberOrNull("uloq"),
            MissingCodes = MissingCodes(field, missingValues),
            DateFormats = [.. field.Texts("format").Where(f => f.Contains('%', StringComparison.Ordinal))],
            KnownOn = field.TextOrNull("knownOn"),
            Simulate = field.CloneOrNull("simulate"),
        };
    }

    private static (double? Low, double? High) Plausible(JsonElement field) => field.TryGetProperty("plausible", out var range)
        ? (JsonReading.Bound(range[0]), JsonReading.Bound(range[1]))
        : (null, null);

    private static ImmutableArray<AcceptedUnit> AcceptedUnits(JsonElement field) => field.ObjectOrNull("acceptedUnits") is { } units
        ? [.. units.EnumerateObject().Select(u => new AcceptedUnit(u.Name, u.Value.GetDouble()))]
        : [];

    // Frictionless' own "enum" is a list of codes without labels.
    private static ImmutableArray<Code> Codes(JsonElement field, JsonElement constraints) => field.TryGetProperty("codes", out _)
        ? field.List("codes", "$", JsonReading.Code)
        : constraints.ValueKind == JsonValueKind.Object && constraints.TryGetProperty("enum", out var words)
            ? [.. words.EnumerateArray().Select(w => new Code(w.ToString(), LocalizedText.Same(w.ToString()), [], null, false))]
            : [];

    // The table's missing values hold for each field and say no reason of their own: plainly not there.
    private static ImmutableArray<MissingCode> MissingCodes(JsonElement field, ImmutableArray<string> missingValues)
    {
        var own = field.List("missingCodes", "$", (e, _) => new MissingCode(
            e.Text("text"), e.TryGetProperty("reason", out var _) ? e.Localized("reason") : null));
        return
        [
            .. own,
            .. missingValues.Where(text => text.Length > 0 && !own.Any(o => o.Text == text)).Select(text => new MissingCode(text, LocalizedText.Same(text))),
        ];
    }

    public static FieldType TypeOf(string type) => type switch
    {
        "string" or "text" => FieldType.Text,
        "integer" => FieldType.Integer,
        "number" => FieldType.Number,
        "boolean" => FieldType.Boolean,
        "date" => FieldType.Date,
        "datetime" => FieldType.DateTime,
        "year" => FieldType.Year,
        "yearmonth" => FieldType.YearMonth,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "unknown type"),
    };

    private static FieldRole RoleOf(string? role) => role switch
    {
        null => FieldRole.None,
        "pseudonym" => FieldRole.Pseudonym,
        "direct-identifier" => FieldRole.DirectIdentifier,
        "row-date" => FieldRole.RowDate,
        "information-date" => FieldRole.InformationDate,
        "opposition" => FieldRole.Opposition,
        "analyte" => FieldRole.Analyte,
        "unit-of-value" => FieldRole.UnitOfValue,
        "lower-limit" => FieldRole.LowerLimit,
        "upper-limit" => FieldRole.UpperLimit,
        "cross-check-only" => FieldRole.CrossCheckOnly,
        "free-text" => FieldRole.FreeText,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "unknown role"),
    };
}
