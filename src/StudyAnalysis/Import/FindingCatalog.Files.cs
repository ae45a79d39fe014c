using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <content>The file itself.</content>
public static partial class FindingCatalog
{
    /// <summary>Id of the finding that a workbook was simulated and holds other cells now.</summary>
    public const string SimulatedThenChanged = "IMP-073";

    private static IEnumerable<FindingKind> Files() =>
    [
        Kind(
            "IMP-070",
            Severity.Note,
            ("The workbook contains macros; they were not run.", "Le classeur contient des macros ; elles n'ont pas été exécutées."),
            ("A workbook without macros.", "Un classeur sans macros."),
            ("Save it as .xlsx.", "Enregistrez-le au format .xlsx.")),
        Kind(
            "IMP-071",
            Severity.Note,
            ("The workbook refers to other files; they were not opened.", "Le classeur renvoie à d'autres fichiers ; ils n'ont pas été ouverts."),
            ("A workbook without external links.", "Un classeur sans liaisons externes."),
            ("Replace the links by their values.", "Remplacez les liaisons par leurs valeurs.")),
        Kind(
            "IMP-072",
            Severity.Note,
            ("In this file format neither errors nor formulas can be seen: error cells look empty.", "Dans ce format, ni les erreurs ni les formules ne sont visibles : les cellules en erreur paraissent vides."),
            ("An .xlsx without password.", "Un fichier .xlsx sans mot de passe."),
            ("Save it as .xlsx for a full check.", "Enregistrez-le au format .xlsx pour un contrôle complet.")),
        Kind(
            SimulatedThenChanged,
            Severity.Warning,
            ("The workbook was simulated, then changed: it is treated as real.", "Le classeur a été simulé, puis modifié : il est traité comme réel."),
            ("A simulated workbook as study simulate wrote it, or a workbook of patients.", "Un classeur simulé tel que study simulate l'a écrit, ou un classeur de patients."),
            ("Keep its reports private if patients stand in it; if not, run study simulate again.", "Gardez ses rapports privés s'il contient des patients ; sinon, relancez study simulate.")),
    ];
}
