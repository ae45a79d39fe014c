using StudyAnalysis.Import;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Simulation;

/// <summary>Reads a synthetic workbook back: what its own dictionary would refuse is a fault of the "simulate" entries, and is not written.</summary>
internal static class AcceptedValues
{
    /// <summary>Checks every cell.</summary>
    /// <exception cref="InvalidDefinitionException">The dictionary refuses some.</exception>
    public static void Check(StudyDefinition definition, byte[] workbook, SimulationOptions options)
    {
        using var stream = new MemoryStream(workbook, writable: false);
        var import = StudyImporter.Import(definition, stream, "simulated.xlsx", new ImportOptions(new Run(options).Cut));
        var cells = import.Ledger.Entries.Where(e => e.Outcome == CellOutcome.Refused).Select(e => e.Cell).ToHashSet();
        var refused = import.Findings
            .Where(f => f.Cell is { } cell && f.Severity >= Severity.Error && cells.Contains(cell))
            .GroupBy(f => (f.Cell!.Value.Sheet, f.Column, f.Id))
            .ToArray();
        if (refused.Length > 0)
        {
            throw new InvalidDefinitionException([.. refused.Select(g => Problem(definition, g.First(), g.Count()))]);
        }
    }

    private static DefinitionProblem Problem(StudyDefinition definition, Finding finding, int count)
    {
        var sheet = finding.Cell!.Value.Sheet;
        var table = definition.Dictionary.Tables.FirstOrDefault(t => t.Sheet == sheet)?.Name ?? sheet;
        var found = finding.Observed.Length > 0 ? $", the first being \"{finding.Observed}\"" : string.Empty;
        return new DefinitionProblem(
            "datapackage.json",
            $"$.resources[{table}], column \"{finding.Column}\"",
            FormattableString.Invariant($"{count} simulated values that this dictionary refuses{found} ({finding.Message.In(Language.English)})"),
            $"{finding.Expected.In(Language.English)} Simulate fewer patients, or change the constraint or the \"simulate\" entry");
    }
}
