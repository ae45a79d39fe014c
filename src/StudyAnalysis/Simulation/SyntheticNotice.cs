using System.Collections.Immutable;
using System.Globalization;
using StudyAnalysis.Import.Writing;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Simulation;

/// <summary>The first sheet of a simulated workbook: nobody may take it for real data.</summary>
public static class SyntheticNotice
{
    /// <summary>The sheet's name, the first word of its first cell, and the workbook's keyword.</summary>
    public const string Word = "SYNTHETIC";

    internal static SheetContent Sheet(StudyDefinition definition, SimulationOptions options) => new()
    {
        Name = Word,
        Rows =
        [
            [CellContent.Of($"{Word} – DONNÉES SYNTHÉTIQUES", CellStyle.Title)],
            [CellContent.Of("No cell of this workbook comes from a patient. Made by \"study simulate\" from the data dictionary.", CellStyle.Alert)],
            [CellContent.Of("Aucune cellule de ce classeur ne vient d'un patient. Fabriqué par « study simulate » d'après le dictionnaire.", CellStyle.Alert)],
            [CellContent.Of("The distributions are assumptions (orders of magnitude of the literature), not results.", CellStyle.Wrapped)],
            [CellContent.Of("Les distributions sont des hypothèses (ordres de grandeur de la littérature), pas des résultats.", CellStyle.Wrapped)],
            [],
            .. Parameters(definition, options).Select(p => ImmutableArray.Create(CellContent.Of(p.Name), CellContent.Of(p.Value))),
        ],
        ColumnWidths = [78, 40],
    };

    private static ImmutableArray<(string Name, string Value)> Parameters(StudyDefinition definition, SimulationOptions options) =>
    [
        ("Study / Étude", definition.Plan.Study.Id),
        ("Dictionary version / Version du dictionnaire", definition.Dictionary.Version),
        ("Seed / Graine", options.Seed.ToString(CultureInfo.InvariantCulture)),
        ("Patients", options.Patients.ToString(CultureInfo.InvariantCulture)),
        ("Shift at the primary contrast, log2 / Décalage au contraste principal, log2", Number(options.Effect)),
        ("Hazard ratio per doubling / Rapport de risques par doublement", Number(options.HazardRatioPerDoubling)),
        ("Typing errors / Erreurs de saisie", options.Errors ? "yes / oui" : "no / non"),
        ("First day / Premier jour", Day(options.StartDate)),
        ("Data cut / Date de gel", Day(options.StartDate.AddDays(options.Days))),
    ];

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
