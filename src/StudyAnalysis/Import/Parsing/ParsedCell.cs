using StudyAnalysis.Data;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import.Parsing;

/// <summary>What is wrong or remarkable about a cell: a finding's id and what fills its places.</summary>
internal sealed record Issue(string Id, params object[] Places);

/// <summary>A cell with its meaning.</summary>
/// <param name="Value">The value; missing when refused.</param>
/// <param name="Outcome">What became of the cell.</param>
/// <param name="Rule">Rule of the conversion or reason of the refusal; empty when used as it is.</param>
/// <param name="Issue">Finding, or null.</param>
/// <param name="IsRedacted">Whether its text must not be copied anywhere.</param>
internal readonly record struct ParsedCell(Value Value, CellOutcome Outcome, string Rule, Issue? Issue = null, bool IsRedacted = false)
{
    public static ParsedCell Used(Value value) => new(value, CellOutcome.Used, string.Empty);

    public static ParsedCell Converted(Value value, string rule) => new(value, CellOutcome.Converted, rule);

    /// <summary>Used as it is when no rule was needed, else converted.</summary>
    public static ParsedCell Of(Value value, string rule) => rule.Length == 0 ? Used(value) : Converted(value, rule);

    public static ParsedCell Refused(string rule, string id, params object[] places) =>
        new(Value.Missing(TableBuilder.RefusedReason), CellOutcome.Refused, rule, new Issue(id, places));

    public static ParsedCell Redacted(string rule, string id, params object[] places) =>
        new(Value.Missing(TableBuilder.RefusedReason), CellOutcome.Refused, rule, new Issue(id, places), IsRedacted: true);
}

/// <summary>What the other cells of a row say about its value.</summary>
/// <param name="UnitFactor">Factor of the row's unit; null when the row states none.</param>
/// <param name="IsUnitRefused">Whether the row's unit is not accepted.</param>
/// <param name="IsUnitMissing">Whether the row should state its unit and does not.</param>
/// <param name="Lower">Lower limit of quantification, in the field's unit.</param>
/// <param name="Upper">Upper limit of quantification, in the field's unit.</param>
/// <param name="IsUnitContradicted">Whether the header states another unit than the row.</param>
internal readonly record struct RowContext(
    double? UnitFactor = null, bool IsUnitRefused = false, bool IsUnitMissing = false, double? Lower = null, double? Upper = null,
    bool IsUnitContradicted = false);
