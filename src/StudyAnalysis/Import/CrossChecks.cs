using StudyAnalysis.Data;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <summary>The plan's cross-field checks: rows for which an assertion is false.</summary>
internal static class CrossChecks
{
    private static readonly LocalizedText Message = LocalizedText.Of("A check of the analysis plan fails.", "Un contrôle du plan d'analyse échoue.");

    /// <summary>Findings of every check. Missing is not false: what cannot be checked is not complained about.</summary>
    public static IEnumerable<Finding> Run(StudyData data, IReadOnlyDictionary<string, TableBuilder> tables)
    {
        var checks = data.Definition.Plan.Checks;
        if (checks.IsEmpty)
        {
            yield break;
        }

        var evaluator = new ExpressionEvaluator(data);
        foreach (var check in checks)
        {
            var table = data[check.Table];
            var values = table.RowCount == 0 ? [] : evaluator.Evaluate(check.Assert, check.Table);
            for (var row = 0; row < values.Length; row++)
            {
                if (values[row] is { Kind: ValueKind.Truth, Truth: false })
                {
                    yield return Make(check, table, row, tables[check.Table]);
                }
            }
        }
    }

    private static Finding Make(CrossCheck check, DataTable table, int row, TableBuilder builder)
    {
        var column = table[check.Field];
        var mapped = builder.Map?.Find(check.Field);
        var cell = column.Cell(row);
        return new Finding
        {
            Id = check.Id,
            Severity = Enum.Parse<Severity>(check.Severity, ignoreCase: true),

            // An empty cell has no column of its own: that of its header stands for it.
            Cell = cell.Column > 0 ? cell : cell with { Column = mapped?.Column ?? 1 },
            Sheet = cell.Sheet,
            Column = mapped?.Header ?? check.Field,
            Observed = column.AsTyped(row) ?? string.Empty,
            Message = Message,
            Expected = check.Expected,
            Action = check.Action,
        };
    }
}
