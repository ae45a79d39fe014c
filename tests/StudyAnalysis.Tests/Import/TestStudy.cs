using System.Collections.Immutable;
using StudyAnalysis.Import;
using StudyAnalysis.Import.Writing;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Tests.Import;

/// <summary>A small study with one table of every difficulty, and workbooks for it.</summary>
internal static class TestStudy
{
    public static readonly DateOnly Today = new(2026, 11, 23);

    public static StudyDefinition Definition { get; } = Of(
    [
        new TableSchema
        {
            Name = "people",
            Sheet = "Personnes",
            SheetAliases = ["People"],
            PrimaryKey = ["person"],
            Fields =
            [
                new FieldSchema { Name = "person", Type = FieldType.Text, Headers = ["Personne", "Person"], Role = FieldRole.Pseudonym, Required = true, Pattern = @"\w{1,3}-?\d{1,8}|[A-Z]{2,4}" },
                new FieldSchema { Name = "informed", Type = FieldType.Date, Headers = ["Date d'information"], Role = FieldRole.InformationDate, DateFormats = ["%d/%m/%Y"] },
                new FieldSchema { Name = "opposed", Type = FieldType.Boolean, Headers = ["Opposition"], Role = FieldRole.Opposition, Tier = Tier.Optional },
                new FieldSchema { Name = "born", Type = FieldType.Year, Headers = ["Année de naissance"], Minimum = 1900, Tier = Tier.Optional },
                new FieldSchema
                {
                    Name = "colour", Type = FieldType.Text, Headers = ["Couleur"], Tier = Tier.Optional,
                    Codes = [Code("red", "red", "rouge", "R"), Code("green", "green", "vert", "V"), Code("+", "plus", "plus"), Code("-", "minus", "moins")],
                    MissingCodes = [new MissingCode("NR", LocalizedText.Of("not stated", "non renseigné")), new MissingCode("ND", null)],
                },
                new FieldSchema { Name = "score", Type = FieldType.Integer, Headers = ["Score"], Minimum = 0, Maximum = 4, Codes = [Code("0"), Code("1"), Code("2")], Tier = Tier.Optional },
                new FieldSchema { Name = "weight", Type = FieldType.Number, Headers = ["Poids (kg)", "Weight"], Unit = "kg", AcceptedUnits = [new AcceptedUnit("g", 0.001)], Minimum = 1, Maximum = 300, PlausibleMinimum = 40, PlausibleMaximum = 150, Tier = Tier.Optional },
                new FieldSchema { Name = "count", Type = FieldType.Integer, Headers = ["Nombre"], Tier = Tier.Optional },
                new FieldSchema { Name = "token", Type = FieldType.Text, Headers = ["Jeton"], Unique = true, Tier = Tier.Optional },
                new FieldSchema { Name = "note", Type = FieldType.Text, Headers = ["Remarque"], Role = FieldRole.FreeText, Tier = Tier.Optional },
            ],
        },
        new TableSchema
        {
            Name = "draws",
            Sheet = "Tubes",
            PrimaryKey = ["draw"],
            ForeignKeys = [new ForeignKey(["person"], "people", ["person"])],
            Fields =
            [
                new FieldSchema { Name = "draw", Type = FieldType.Text, Headers = ["Tube"], Required = true },
                new FieldSchema { Name = "person", Type = FieldType.Text, Headers = ["Personne"], Role = FieldRole.Pseudonym, Required = true },
                new FieldSchema { Name = "taken", Type = FieldType.DateTime, Headers = ["Date"], Role = FieldRole.RowDate, DateFormats = ["%d/%m/%Y %H:%M", "%d/%m/%Y"] },
            ],
        },
        new TableSchema
        {
            Name = "results",
            Sheet = "Résultats",
            Tier = Tier.Optional,
            PrimaryKey = ["draw", "thing"],
            ForeignKeys = [new ForeignKey(["draw"], "draws", ["draw"])],
            Unpivot = new UnpivotRule(
                "value",
                [
                    new UnpivotColumn(["Alpha (pg/mL)", "Alpha"], Set("alpha", "pg/mL")),
                    new UnpivotColumn(["Beta (ng/mL)"], Set("beta", "ng/mL")),
                ]),
            Fields =
            [
                new FieldSchema { Name = "draw", Type = FieldType.Text, Headers = ["Tube"], Required = true },
                new FieldSchema { Name = "thing", Type = FieldType.Text, Headers = ["Analyte"], Role = FieldRole.Analyte, Codes = [Code("alpha"), Code("beta")] },
                new FieldSchema
                {
                    Name = "value", Type = FieldType.Number, Headers = ["Valeur"], Unit = "pg/mL", AcceptedUnits = [new AcceptedUnit("ng/mL", 1000)], Censored = true, Minimum = 0,
                    MissingCodes = [new MissingCode("999", LocalizedText.Of("not done", "non fait")), new MissingCode("ND", null)],
                },
                new FieldSchema { Name = "unit", Type = FieldType.Text, Headers = ["Unité"], Role = FieldRole.UnitOfValue },
                new FieldSchema { Name = "low", Type = FieldType.Number, Headers = ["LIQ"], Role = FieldRole.LowerLimit, Tier = Tier.Optional },
                new FieldSchema { Name = "high", Type = FieldType.Number, Headers = ["LSQ"], Role = FieldRole.UpperLimit, Tier = Tier.Optional },
            ],
        },
    ]);

    public static StudyDefinition Of(ImmutableArray<TableSchema> tables) => new()
    {
        Folder = "test",
        Dictionary = new DataDictionary { Name = "test", Version = "1", Tables = tables },
        Plan = new AnalysisPlan
        {
            Study = new StudyFacts { Id = "test", Title = LocalizedText.Same("Test") },
            Version = "1",
            Date = new DateOnly(2026, 1, 1),
            Levels = [],
            Populations = [],
            Analyses = [],
        },
        DictionaryHash = string.Empty,
        PlanHash = string.Empty,
    };

    /// <summary>A cell from a plain value: text, number, date, truth or nothing.</summary>
    public static CellContent Cell(object? value) => value switch
    {
        null => CellContent.Blank,
        string text => CellContent.Of(text),
        int number => CellContent.Of(number),
        double number => CellContent.Of(number),
        bool truth => CellContent.Of(truth),
        DateOnly day => CellContent.Of(day),
        DateTime date => CellContent.Of(date),
        _ => throw new ArgumentException("no cell", nameof(value)),
    };

    public static SheetContent Sheet(string name, params object?[][] rows) => new()
    {
        Name = name,
        Rows = [.. rows.Select(r => r.Select(Cell).ToImmutableArray())],
    };

    public static byte[] Workbook(params SheetContent[] sheets) => WorkbookWriter.ToBytes(new WorkbookContent([.. sheets]));

    public static ImportResult Import(params SheetContent[] sheets) => Import(Workbook(sheets));

    public static ImportResult Import(byte[] bytes, StudyDefinition? definition = null)
    {
        var result = StudyImporter.Import(definition ?? Definition, new MemoryStream(bytes), "test.xlsx", new ImportOptions(Today));
        LedgerInvariant.Holds(bytes, result);
        return result;
    }

    /// <summary>People with these columns beside the key; the other core sheets are there.</summary>
    public static ImportResult People(string[] headers, params object?[][] rows) => Import(
        Sheet("Personnes", [["Personne", "Date d'information", .. headers], .. rows.Select((r, i) => new object?[] { $"P{i + 1:00}", new DateOnly(2026, 1, 5) }.Concat(r).ToArray())]),
        Sheet("Tubes", ["Tube", "Personne", "Date"], ["T1", "P01", new DateTime(2026, 2, 3, 8, 30, 0)]));

    private static ImmutableSortedDictionary<string, string> Set(string thing, string unit) =>
        ImmutableSortedDictionary<string, string>.Empty.Add("thing", thing).Add("unit", unit);

    private static Code Code(string value, string? english = null, string? french = null, params string[] synonyms) =>
        new(value, english is null ? LocalizedText.Empty : LocalizedText.Of(english, french!), [.. synonyms], null, false);
}
