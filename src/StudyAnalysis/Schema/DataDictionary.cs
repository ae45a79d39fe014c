using System.Collections.Immutable;
using System.Text.Json;

namespace StudyAnalysis.Schema;

/// <summary>The tables of a study's workbook: datapackage.json, a Frictionless Data Package with our properties added.</summary>
public sealed record DataDictionary
{
    /// <summary>Package name, also the study's folder and file name.</summary>
    public required string Name { get; init; }

    /// <summary>Title of the data set.</summary>
    public LocalizedText Title { get; init; } = LocalizedText.Empty;

    /// <summary>Version of the dictionary.</summary>
    public required string Version { get; init; }

    /// <summary>Tables in the order of the definition.</summary>
    public required ImmutableArray<TableSchema> Tables { get; init; }

    /// <summary>A table by name, or null.</summary>
    public TableSchema? Find(string table) => Tables.FirstOrDefault(t => t.Name == table);
}

/// <summary>Whether the primary and secondary analyses need a table or field.</summary>
public enum Tier
{
    /// <summary>Needed: absent is a blocking finding.</summary>
    Core,

    /// <summary>May be absent: what needs it is then not run.</summary>
    Optional,
}

/// <summary>One table: one sheet of the workbook, one row a thing.</summary>
public sealed record TableSchema
{
    /// <summary>Name used in the plan.</summary>
    public required string Name { get; init; }

    /// <summary>Sheet name written in templates; matched without case, accents and spaces.</summary>
    public required string Sheet { get; init; }

    /// <summary>Other accepted sheet names.</summary>
    public ImmutableArray<string> SheetAliases { get; init; } = [];

    /// <summary>Title for people.</summary>
    public LocalizedText Title { get; init; } = LocalizedText.Empty;

    /// <summary>What one row is and how to fill it in.</summary>
    public LocalizedText Description { get; init; } = LocalizedText.Empty;

    /// <summary>Core or optional.</summary>
    public Tier Tier { get; init; }

    /// <summary>Fields in the order of the template's columns.</summary>
    public required ImmutableArray<FieldSchema> Fields { get; init; }

    /// <summary>Fields that together identify a row.</summary>
    public ImmutableArray<string> PrimaryKey { get; init; } = [];

    /// <summary>References to parent tables.</summary>
    public ImmutableArray<ForeignKey> ForeignKeys { get; init; } = [];

    /// <summary>How a wide sheet (one column per analyte) becomes rows, if it may be wide.</summary>
    public UnpivotRule? Unpivot { get; init; }

    /// <summary>The table's "simulate" entry, as written.</summary>
    public JsonElement? Simulate { get; init; }

    /// <summary>A field by name, or null.</summary>
    public FieldSchema? Find(string field) => Fields.FirstOrDefault(f => f.Name == field);
}

/// <summary>Fields that name a row of another table.</summary>
public sealed record ForeignKey(ImmutableArray<string> Fields, string Table, ImmutableArray<string> TargetFields);

/// <summary>A wide sheet: each listed column gives one row, with fixed values in some fields and the cell in <paramref name="ValueField"/>.</summary>
/// <param name="ValueField">Field that receives the cell.</param>
/// <param name="Columns">The wide columns.</param>
public sealed record UnpivotRule(string ValueField, ImmutableArray<UnpivotColumn> Columns);

/// <summary>One wide column: its accepted headers and the values its rows carry in other fields.</summary>
public sealed record UnpivotColumn(ImmutableArray<string> Headers, ImmutableSortedDictionary<string, string> Set);

/// <summary>Types of fields.</summary>
public enum FieldType
{
    /// <summary>Text or code.</summary>
    Text,

    /// <summary>Whole number.</summary>
    Integer,

    /// <summary>Decimal number.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>Calendar date.</summary>
    Date,

    /// <summary>Date with time of day.</summary>
    DateTime,

    /// <summary>Year, for example of birth.</summary>
    Year,

    /// <summary>Year and month.</summary>
    YearMonth,
}

/// <summary>What a field is for, beyond its type.</summary>
public enum FieldRole
{
    /// <summary>Nothing special.</summary>
    None,

    /// <summary>The patient's pseudonym.</summary>
    Pseudonym,

    /// <summary>A direct identifier: refused on sight, never copied.</summary>
    DirectIdentifier,

    /// <summary>The date a row is about: decides whether the row lies before the data cut.</summary>
    RowDate,

    /// <summary>The date the patient was informed: absent is blocking.</summary>
    InformationDate,

    /// <summary>The patient's opposition: true takes the patient out of everything but the count.</summary>
    Opposition,

    /// <summary>Name of an analyte.</summary>
    Analyte,

    /// <summary>Unit of the value in the same row.</summary>
    UnitOfValue,

    /// <summary>Lower limit of quantification of the value in the same row.</summary>
    LowerLimit,

    /// <summary>Upper limit of quantification of the value in the same row.</summary>
    UpperLimit,

    /// <summary>A derived quantity typed as well: cross-checked only.</summary>
    CrossCheckOnly,

    /// <summary>Free text: never published.</summary>
    FreeText,
}

/// <summary>One field of a table.</summary>
public sealed record FieldSchema
{
    /// <summary>Name used in the plan and in frames.</summary>
    public required string Name { get; init; }

    /// <summary>Type.</summary>
    public required FieldType Type { get; init; }

    /// <summary>Title for people; also an accepted header in each language.</summary>
    public LocalizedText Title { get; init; } = LocalizedText.Empty;

    /// <summary>How to fill it in.</summary>
    public LocalizedText Description { get; init; } = LocalizedText.Empty;

    /// <summary>Accepted header spellings; the first is written in templates.</summary>
    public ImmutableArray<string> Headers { get; init; } = [];

    /// <summary>Role.</summary>
    public FieldRole Role { get; init; }

    /// <summary>Core or optional.</summary>
    public Tier Tier { get; init; }

    /// <summary>Unit (UCUM) in which values are kept.</summary>
    public string? Unit { get; init; }

    /// <summary>Units accepted, each with the factor that multiplies to <see cref="Unit"/>.</summary>
    public ImmutableArray<AcceptedUnit> AcceptedUnits { get; init; } = [];

    /// <summary>Codes of a coded field, in display order; empty for free values.</summary>
    public ImmutableArray<Code> Codes { get; init; } = [];

    /// <summary>Whether the codes are ordered (for trend tests).</summary>
    public bool Ordered { get; init; }

    /// <summary>Whether a value must be there.</summary>
    public bool Required { get; init; }

    /// <summary>Whether a value may occur once only.</summary>
    public bool Unique { get; init; }

    /// <summary>Hard minimum: below is refused. Dates in days since 1970-01-01.</summary>
    public double? Minimum { get; init; }

    /// <summary>Hard maximum: above is refused. Dates in days since 1970-01-01.</summary>
    public double? Maximum { get; init; }

    /// <summary>Soft minimum: below is used and asked about.</summary>
    public double? PlausibleMinimum { get; init; }

    /// <summary>Soft maximum: above is used and asked about.</summary>
    public double? PlausibleMaximum { get; init; }

    /// <summary>Regular expression the whole text must match.</summary>
    public string? Pattern { get; init; }

    /// <summary>Whether values outside the limits of quantification (&lt; 31.2, &gt; 5000, OOR &lt;) are accepted.</summary>
    public bool Censored { get; init; }

    /// <summary>Lower limit of quantification when the row states none.</summary>
    public double? Lloq { get; init; }

    /// <summary>Upper limit of quantification when the row states none.</summary>
    public double? Uloq { get; init; }

    /// <summary>Texts that mean missing in this field, each with its reason.</summary>
    public ImmutableArray<MissingCode> MissingCodes { get; init; } = [];

    /// <summary>Formats of dates typed as text (strptime as in Frictionless, for example %d/%m/%Y).</summary>
    public ImmutableArray<string> DateFormats { get; init; } = [];

    /// <summary>The date field of the same row on which the value was known; null: with the row.</summary>
    public string? KnownOn { get; init; }

    /// <summary>The field's "simulate" entry, as written.</summary>
    public JsonElement? Simulate { get; init; }

    /// <summary>Whether the field has codes.</summary>
    public bool IsCoded => !Codes.IsEmpty;
}

/// <summary>A unit accepted in place of the field's unit: value × factor is in the field's unit.</summary>
public sealed record AcceptedUnit(string Unit, double Factor);

/// <summary>A code of a coded field.</summary>
/// <param name="Value">The code as kept.</param>
/// <param name="Label">Label per language.</param>
/// <param name="Synonyms">Other accepted spellings; labels are accepted as well.</param>
/// <param name="Score">Score in trend tests and as a numeric covariate; null: its rank.</param>
/// <param name="IsReference">Whether it is the reference category of models.</param>
public sealed record Code(string Value, LocalizedText Label, ImmutableArray<string> Synonyms, double? Score, bool IsReference);

/// <summary>A text that means missing, with its reason; null <paramref name="Reason"/> means ambiguous: refused and asked about.</summary>
public sealed record MissingCode(string Text, LocalizedText? Reason);
