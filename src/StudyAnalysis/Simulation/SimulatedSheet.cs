using System.Collections.Immutable;
using StudyAnalysis.Import.Writing;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Simulation;

/// <summary>The sheet of a simulated table: header row, then the rows as typed.</summary>
internal static class SimulatedSheet
{
    public static SheetContent Compose(TableRule rule, ImmutableArray<SimulatedRow> rows, SimulationOptions options)
    {
        var fields = rule.Columns();
        var columns = fields.Select(f => Column(rule, f, rows, options)).ToArray();
        var header = fields.Select(f => CellContent.Of(Header(f, options.Language), CellStyle.Header)).ToImmutableArray();
        return new SheetContent
        {
            Name = rule.Schema.Sheet,
            Rows = [header, .. Enumerable.Range(0, rows.Length).Select(i => columns.Select(c => c[i]).ToImmutableArray())],
            ColumnWidths = [.. fields.Select(f => Math.Clamp(Header(f, options.Language).Length + 2.0, 10, 28))],
            FrozenRows = 1,
        };
    }

    private static string Header(FieldSchema field, Language language) => field switch
    {
        { Headers: [var first, ..] } => first,
        { Title.IsEmpty: false } => field.Title.In(language),
        _ => field.Name,
    };

    private static ImmutableArray<CellContent> Column(TableRule rule, FieldSchema field, ImmutableArray<SimulatedRow> rows, SimulationOptions options)
    {
        var values = rows.Select(row => Value(rule, field, row)).ToArray();
        if (options.Errors && rule.Variables.TryGetValue(field.Name, out var variable))
        {
            foreach (var error in variable.Errors)
            {
                var draws = new Draws(options.Seed, Draws.Hash($"{rule.Schema.Name}.{field.Name}.{error.Kind}.{error.Text}"));
                foreach (var (row, value) in error.Make(field, values, draws, options.Language).OrderBy(e => e.Key))
                {
                    values[row] = value;
                }
            }
        }

        return [.. values.Select(v => CellFormat.Cell(field, v, options.Language))];
    }

    /// <summary>A field's value in a row, as its type keeps it.</summary>
    public static SimulatedValue Value(TableRule rule, FieldSchema field, SimulatedRow row)
    {
        try
        {
            var simulated = rule.Makes(field.Name) ? row.Get(field.Name) : default;
            return simulated with { Value = CellFormat.Typed(field, simulated.Value) };
        }
        catch (SimulationExpressionException e)
        {
            throw new InvalidDefinitionException(
                [new DefinitionProblem("datapackage.json", $"$.resources[{rule.Schema.Name}].schema.fields[{field.Name}].simulate", e.Message, e.Allowed)]);
        }
    }
}
