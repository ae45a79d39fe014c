using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Import.Parsing;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import.Writing;

/// <summary>A blank workbook for a study, made from its dictionary: one sheet a table, drop-downs, units, notes and validation.</summary>
public static class TemplateWriter
{
    /// <summary>Rows prepared for typing.</summary>
    public const int PreparedRows = 1000;

    /// <summary>The workbook's bytes; the same dictionary gives the same bytes.</summary>
    /// <param name="definition">The study.</param>
    /// <param name="language">Language of instructions, labels and messages; headers are those of the dictionary in that language where it has one.</param>
    public static byte[] ToBytes(StudyDefinition definition, Language language) => WorkbookWriter.ToBytes(
        new WorkbookContent(
        [
            Instructions(definition, language),
            .. definition.Dictionary.Tables.Where(t => t.Fields.Any(IsAsked)).Select(t => Sheet(t, language)),
        ])
        {
            Title = definition.Plan.Study.Title.In(language),
            Created = definition.Plan.Date,
        });

    private static bool IsAsked(FieldSchema field) => field.Role != FieldRole.DirectIdentifier;

    private static SheetContent Sheet(TableSchema table, Language language)
    {
        var fields = table.Fields.Where(IsAsked).ToArray();
        return new SheetContent
        {
            Name = table.Sheet.Length > 31 ? table.Sheet[..31] : table.Sheet,
            Rows = [[.. fields.Select(f => CellContent.Of(HeaderText(f), CellStyle.Header))]],
            ColumnWidths = [.. fields.Select(f => Math.Clamp(HeaderText(f).Length + 3.0, 11, 34))],
            FrozenRows = 1,
            FrozenColumns = 1,
            FilterRow = 1,
            Notes = [.. fields.Select((f, i) => new CellNote(1, i + 1, Note(f, language)))],
            Validations = [.. fields.Select((f, i) => Validation(f, i + 1, language)).OfType<ColumnValidation>()],
        };
    }

    // The unit is shown where it is typed: in the header, unless the spelling has it already.
    private static string HeaderText(FieldSchema field)
    {
        var header = field.Headers.FirstOrDefault(field.Name);
        var isNumeric = field.Type is FieldType.Number or FieldType.Integer;
        return isNumeric && field.Unit is { } unit && !header.Contains('(', StringComparison.Ordinal) ? $"{header} ({unit})" : header;
    }

    private static string Note(FieldSchema field, Language language)
    {
        var lines = new List<string> { FieldText.Header(field).In(language) };
        if (!field.Description.IsEmpty)
        {
            lines.Add(field.Description.In(language));
        }

        lines.Add(Expected(field, language));
        if (field.Required)
        {
            lines.Add(language.Pick("Required.", "Obligatoire."));
        }

        if (field.Censored)
        {
            lines.Add(language.Pick("Below or above the limit: <31.2 or >5000.", "Sous ou au-dessus de la limite : <31,2 ou >5000."));
        }

        if (field.MissingCodes.Any(m => m.Reason is not null))
        {
            lines.Add(language.Pick("Missing: ", "Manquant : ") + string.Join(
                ", ", field.MissingCodes.Where(m => m.Reason is not null).Select(m => $"{m.Text} = {m.Reason!.In(language)}")));
        }

        return string.Join('\n', lines);
    }

    private static string Expected(FieldSchema field, Language language)
    {
        if (field.IsCoded)
        {
            return FieldText.Codes(field).In(language);
        }

        var kind = field.Type switch
        {
            FieldType.Date or FieldType.DateTime or FieldType.YearMonth => language.Pick("a date", "une date"),
            _ => FieldText.Kind(field).In(language),
        };
        var range = FieldText.Range(field.Minimum, field.Maximum, IsDate(field)).In(language);
        var unit = field.Unit is { } u ? $" ({u})" : string.Empty;
        return $"{kind}{unit}{(range.Length > 0 ? " " + range : string.Empty)}.";
    }

    private static bool IsDate(FieldSchema field) => field.Type is FieldType.Date or FieldType.DateTime or FieldType.YearMonth;

    private static ColumnValidation? Validation(FieldSchema field, int column, Language language)
    {
        ImmutableArray<string> values = field switch
        {
            { IsCoded: true } => [.. field.Codes.Select(c => c.Value), .. MissingTexts(field)],
            { Type: FieldType.Boolean } => [.. language.Pick<string[]>(["yes", "no"], ["oui", "non"]), .. MissingTexts(field)],
            _ => [],
        };
        var kind = values.IsEmpty ? LimitKind(field) : ValidationKind.List;
        return kind is null ? null : new ColumnValidation
        {
            Column = column,
            FirstRow = 2,
            LastRow = PreparedRows + 1,
            Kind = kind.Value,
            Values = values,
            Minimum = field.Minimum,
            Maximum = field.Maximum,
            Message = Expected(field, language),

            // Missing codes and limits such as <31.2 are texts: only warned about.
            IsStrict = kind == ValidationKind.List || (field.MissingCodes.IsEmpty && !field.Censored),
        };
    }

    private static IEnumerable<string> MissingTexts(FieldSchema field) => field.MissingCodes.Where(m => m.Reason is not null).Select(m => m.Text);

    private static ValidationKind? LimitKind(FieldSchema field) => field.Type switch
    {
        FieldType.Integer => ValidationKind.WholeNumber,
        FieldType.Year => ValidationKind.WholeNumber,
        FieldType.Number => ValidationKind.DecimalNumber,
        FieldType.Date or FieldType.DateTime => ValidationKind.Date,
        _ => null,
    };

    private static SheetContent Instructions(StudyDefinition definition, Language language)
    {
        string[] rules = language.Pick<string[]>(
            [
                "One row is one thing: one patient, one visit, one tube. Leave a cell empty when nothing is known.",
                "Pseudonyms only: no identity, no birth date, no record number, no telephone, anywhere in the file.",
                "Type dates as dates and numbers as numbers. Units stand in the headers.",
                "Point at a header to see what is expected in its column. Lists open on the arrow in the cell.",
                "Keep the names of sheets and columns. Do not merge cells, and keep totals and remarks outside the tables.",
            ],
            [
                "Une ligne est une chose : un patient, une visite, un tube. Laissez la cellule vide quand rien n'est connu.",
                "Uniquement des pseudonymes : ni identité, ni date de naissance, ni numéro de dossier, ni téléphone, nulle part dans le fichier.",
                "Saisissez les dates comme dates et les nombres comme nombres. Les unités figurent dans les en-têtes.",
                "Pointez un en-tête pour voir ce qui est attendu dans sa colonne. Les listes s'ouvrent par la flèche de la cellule.",
                "Gardez les noms des feuilles et des colonnes. Ne fusionnez pas de cellules ; totaux et remarques hors des tables.",
            ]);
        return new SheetContent
        {
            Name = InstructionsName(definition, language),
            Rows =
            [
                [CellContent.Of(definition.Plan.Study.Title.In(language), CellStyle.Title)],
                [],
                .. rules.Select(r => ImmutableArray.Create(CellContent.Of(r, CellStyle.Wrapped))),
                [],
                [.. language.Pick<string[]>(["Sheet", "Holds", "Needed"], ["Feuille", "Contient", "Nécessaire"]).Select(t => CellContent.Of(t, CellStyle.Header))],
                .. definition.Dictionary.Tables.Select(t => ImmutableArray.Create(
                    CellContent.Of(t.Sheet, CellStyle.Wrapped),
                    CellContent.Of(t.Description.IsEmpty ? t.Title.In(language) : t.Description.In(language), CellStyle.Wrapped),
                    CellContent.Of(t.Tier == Tier.Core ? language.Pick("yes", "oui") : language.Pick("if collected", "si recueilli"), CellStyle.Wrapped))),
                [],
                [CellContent.Of(string.Create(CultureInfo.InvariantCulture, $"{definition.Dictionary.Name} {definition.Dictionary.Version}"), CellStyle.Wrapped)],
            ],
            ColumnWidths = [90, 70, 14],
            IsProtected = true,
        };
    }

    private static string InstructionsName(StudyDefinition definition, Language language)
    {
        var name = language.Pick("Instructions", "Mode d'emploi");
        return definition.Dictionary.Tables.Any(t => string.Equals(t.Sheet, name, StringComparison.OrdinalIgnoreCase)) ? name + " (0)" : name;
    }
}
