using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace StudyAnalysis.Schema;

/// <summary>What the JSON Schema of datapackage.json cannot say: names exist, ranges are in order, spellings are not ambiguous.</summary>
internal sealed class DictionaryChecker(DataDictionary dictionary)
{
    private const string File = "datapackage.json";

    private readonly List<DefinitionProblem> _problems = [];

    public static ImmutableArray<DefinitionProblem> Check(DataDictionary dictionary)
    {
        var checker = new DictionaryChecker(dictionary);
        checker.CheckTables();
        return [.. checker._problems];
    }

    private void CheckTables()
    {
        CheckDuplicates("$.resources", dictionary.Tables.Select(t => t.Name), "name", "table name");
        CheckSpellings("$.resources", [.. dictionary.Tables.Select(t => (t.Name, Spellings: t.SheetAliases.Prepend(t.Sheet)))], "sheet", "sheet name of", isSheet: true);
        for (var i = 0; i < dictionary.Tables.Length; i++)
        {
            CheckTable(dictionary.Tables[i], JsonSchemaValidator.Child("$.resources", i));
        }
    }

    private void CheckTable(TableSchema table, string path)
    {
        var fields = $"{path}.schema.fields";
        var names = table.Fields.Select(f => f.Name).ToArray();
        CheckDuplicates(fields, names, "name", "field name");
        CheckSpellings(
            fields, [.. table.Fields.Select(f => (f.Name, Spellings: f.Headers.Concat(f.Title.ByLanguage.Values)))], "headers", "header of", isSheet: false);
        for (var i = 0; i < table.Fields.Length; i++)
        {
            CheckField(table.Fields[i], JsonSchemaValidator.Child(fields, i));
        }

        CheckNames($"{path}.schema.primaryKey", table.PrimaryKey, names);
        CheckForeignKeys(table, $"{path}.schema.foreignKeys", names);
        CheckOneRowDate(table, fields);
        CheckKnownOn(table, fields);
        CheckUnpivot(table, $"{path}.unpivot", names);
    }

    private void CheckForeignKeys(TableSchema table, string path, string[] names)
    {
        for (var i = 0; i < table.ForeignKeys.Length; i++)
        {
            var key = table.ForeignKeys[i];
            var at = JsonSchemaValidator.Child(path, i);
            CheckNames($"{at}.fields", key.Fields, names);
            if (dictionary.Find(key.Table) is not { } parent)
            {
                Report($"{at}.reference.resource", $"\"{key.Table}\"", "a table: " + Nearest.Suggest(key.Table, dictionary.Tables.Select(t => t.Name)));
                continue;
            }

            CheckNames($"{at}.reference.fields", key.TargetFields, [.. parent.Fields.Select(f => f.Name)]);
            if (key.Fields.Length != key.TargetFields.Length)
            {
                Report(at, Invariant($"{key.Fields.Length} fields for {key.TargetFields.Length}"), "as many fields as the reference names");
            }

            if (key.Table == table.Name || ReachesBack(table, parent, []))
            {
                Report(at, $"\"{table.Name}\" refers to itself through \"{key.Table}\"", "parents above children, no circle");
            }
        }
    }

    private bool ReachesBack(TableSchema table, TableSchema from, HashSet<string> seen) =>
        seen.Add(from.Name) && from.ForeignKeys.Any(
            k => k.Table == table.Name || (dictionary.Find(k.Table) is { } next && ReachesBack(table, next, seen)));

    private void CheckOneRowDate(TableSchema table, string path)
    {
        var dates = table.Fields.Where(f => f.Role == FieldRole.RowDate).ToArray();
        if (dates.Length > 1)
        {
            Report(path, $"the role row-date at {string.Join(" and ", dates.Select(f => $"\"{f.Name}\""))}", "one field with the role row-date");
        }
    }

    private void CheckKnownOn(TableSchema table, string path)
    {
        var dates = table.Fields.Where(f => f.Type is FieldType.Date or FieldType.DateTime or FieldType.YearMonth).Select(f => f.Name).ToArray();
        for (var i = 0; i < table.Fields.Length; i++)
        {
            if (table.Fields[i].KnownOn is { } date && !dates.Contains(date))
            {
                Report(JsonSchemaValidator.Child(path, i) + ".knownOn", $"\"{date}\"", "a date field of the table: " + Nearest.Suggest(date, dates));
            }
        }
    }

    private void CheckUnpivot(TableSchema table, string path, string[] names)
    {
        if (table.Unpivot is not { } unpivot)
        {
            return;
        }

        CheckNames($"{path}.valueField", [unpivot.ValueField], names, isList: false);
        for (var i = 0; i < unpivot.Columns.Length; i++)
        {
            foreach (var (name, value) in unpivot.Columns[i].Set)
            {
                var at = JsonSchemaValidator.Child(JsonSchemaValidator.Child($"{path}.columns", i) + ".set", name);
                CheckNames(at, [name], names, isList: false);
                if (table.Find(name) is { IsCoded: true } field && !field.Codes.Any(c => c.Value == value))
                {
                    Report(at, $"\"{value}\"", $"a code of {name}: {Nearest.Suggest(value, field.Codes.Select(c => c.Value))}");
                }
            }
        }
    }

    private void CheckField(FieldSchema field, string path)
    {
        if (ExpressionParser.ReservedWords.Contains(field.Name))
        {
            Report($"{path}.name", $"\"{field.Name}\"", "a name that is no word of the plan language");
        }

        CheckOrder($"{path}.constraints", field.Minimum, field.Maximum, "minimum", "maximum");
        CheckOrder($"{path}.plausible", field.PlausibleMinimum, field.PlausibleMaximum, "first", "second");
        CheckOrder(path, field.Lloq, field.Uloq, "lloq", "uloq");
        CheckPattern(field, path);
        CheckUnits(field, path);
        CheckCodes(field.Codes, $"{path}.codes");
        CheckRole(field, path);
        if (field is { Censored: true, Type: not (FieldType.Number or FieldType.Integer) })
        {
            Report($"{path}.censored", $"true for a field of type {field.Type}", "only number and integer fields have limits of quantification");
        }
    }

    private void CheckOrder(string path, double? low, double? high, string lowName, string highName)
    {
        if (low > high)
        {
            Report(path, Invariant($"{lowName} {low} above {highName} {high}"), $"{lowName} not above {highName}");
        }
    }

    private void CheckPattern(FieldSchema field, string path)
    {
        try
        {
            _ = field.Pattern is null ? null : new Regex(field.Pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException e)
        {
            Report($"{path}.constraints.pattern", $"\"{field.Pattern}\"", $"a regular expression: {e.Message}");
        }
    }

    private void CheckUnits(FieldSchema field, string path)
    {
        if (!field.AcceptedUnits.IsEmpty && field.Unit is null)
        {
            Report($"{path}.acceptedUnits", "units to convert from", "\"unit\" too, the unit to convert to");
        }

        foreach (var accepted in field.AcceptedUnits.Where(a => a.Factor <= 0))
        {
            Report(JsonSchemaValidator.Child($"{path}.acceptedUnits", accepted.Unit), Invariant($"{accepted.Factor}"), "a factor above 0");
        }
    }

    private void CheckCodes(ImmutableArray<Code> codes, string path)
    {
        CheckDuplicates(path, codes.Select(c => c.Value), "value", "code");
        if (codes.Count(c => c.IsReference) > 1)
        {
            Report(path, Invariant($"{codes.Count(c => c.IsReference)} references"), "one reference at most");
        }
    }

    private void CheckRole(FieldSchema field, string path)
    {
        var isDate = field.Type is FieldType.Date or FieldType.DateTime or FieldType.YearMonth;
        var isNumber = field.Type is FieldType.Number or FieldType.Integer;
        var wanted = field.Role switch
        {
            FieldRole.RowDate or FieldRole.InformationDate when !isDate => "a date field for this role",
            FieldRole.Opposition when field.Type != FieldType.Boolean => "a boolean field for this role",
            FieldRole.LowerLimit or FieldRole.UpperLimit when !isNumber => "a number field for this role",
            FieldRole.Pseudonym or FieldRole.Analyte or FieldRole.UnitOfValue when field.Type != FieldType.Text => "a string field for this role",
            _ => null,
        };
        if (wanted is not null)
        {
            Report($"{path}.role", $"{field.Role} for a field of type {field.Type}", wanted);
        }
    }

    private void CheckNames(string path, ImmutableArray<string> found, string[] names, bool isList = true)
    {
        for (var i = 0; i < found.Length; i++)
        {
            if (!names.Contains(found[i]))
            {
                Report(isList ? JsonSchemaValidator.Child(path, i) : path, $"\"{found[i]}\"", "a field of the table: " + Nearest.Suggest(found[i], names));
            }
        }
    }

    private void CheckDuplicates(string path, IEnumerable<string> values, string property, string what)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, value) in values.Index())
        {
            if (!seen.Add(value))
            {
                Report($"{JsonSchemaValidator.Child(path, index)}.{property}", $"\"{value}\" a second time", $"each {what} once");
            }
        }
    }

    // Two owners of one spelling could not be told apart. Sheet names are matched without punctuation, headers with it: signs tell markers apart.
    private void CheckSpellings(string path, ImmutableArray<(string Name, IEnumerable<string> Spellings)> owners, string property, string what, bool isSheet)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (index, owner) in owners.Index())
        {
            foreach (var spelling in owner.Spellings)
            {
                var key = isSheet ? Spelling.Normalize(spelling) : Spelling.Signed(spelling);
                if (key.Length > 0 && !seen.TryAdd(key, owner.Name) && seen[key] != owner.Name)
                {
                    Report(
                        $"{JsonSchemaValidator.Child(path, index)}.{property}",
                        $"\"{spelling}\", also a {what} \"{seen[key]}\"",
                        "spellings that tell them apart without case, accents" + (isSheet ? ", spaces and punctuation" : " and spaces"));
                }
            }
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Report(string path, string found, string allowed) => _problems.Add(new DefinitionProblem(File, path, found, allowed));
}
