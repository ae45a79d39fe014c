using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <content>The file itself.</content>
public static partial class FindingCatalog
{
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
    ];
}
