using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <content>Rows and keys.</content>
public static partial class FindingCatalog
{
    private static IEnumerable<FindingKind> Rows() =>
    [
        Kind(
            "IMP-050",
            Severity.Error,
            ("A required value is missing.", "Une valeur obligatoire manque."),
            ("A value.", "Une valeur."),
            ("Fill in the cell.", "Remplissez la cellule.")),
        Kind(
            "IMP-051",
            Severity.Error,
            ("The value occurs twice; only the first was used.", "La valeur figure deux fois ; seule la première a été utilisée."),
            ("A value that occurs once (first in {0}).", "Une valeur qui ne figure qu'une fois (d'abord en {0})."),
            ("Correct one of the two.", "Corrigez l'une des deux.")),
        Kind(
            "IMP-052",
            Severity.Error,
            ("The row repeats the key of row {0}; it was not used.", "La ligne répète la clé de la ligne {0} ; elle n'a pas été utilisée."),
            ("One row for each {1}.", "Une seule ligne par {1}."),
            ("Delete the row, or correct its key.", "Supprimez la ligne ou corrigez sa clé.")),
        Kind(
            "IMP-053",
            Severity.Error,
            ("The row belongs to nothing that is known; it was not used.", "La ligne ne se rattache à rien de connu ; elle n'a pas été utilisée."),
            ("A {0} that stands in the sheet \"{1}\".", "Un {0} qui figure dans la feuille « {1} »."),
            ("Correct the value, or add the missing row there.", "Corrigez la valeur, ou ajoutez la ligne manquante.")),
        Kind(
            "IMP-054",
            Severity.Error,
            ("The row has values but no key; it was not used.", "La ligne a des valeurs mais pas de clé ; elle n'a pas été utilisée."),
            ("A value in {0}.", "Une valeur dans {0}."),
            ("Fill in the key, or delete the row.", "Remplissez la clé ou supprimez la ligne.")),
        Kind(
            "IMP-055",
            Severity.Note,
            ("A row that is no data (total, note, source) was passed over.", "Une ligne qui n'est pas une donnée (total, note, source) a été ignorée."),
            ("Data rows only.", "Seulement des lignes de données."),
            ("Nothing, or delete the row.", "Rien, ou supprimez la ligne.")),
        Kind(
            "IMP-056",
            Severity.Note,
            ("The key differs from that of row {0} only in capitals, spaces or zeros; both rows were used.", "La clé ne diffère de celle de la ligne {0} que par des majuscules, des espaces ou des zéros ; les deux lignes ont été utilisées."),
            ("One form for one {1}.", "Une seule forme par {1}."),
            ("If both mean the same, write them alike and merge the rows.", "Si les deux désignent la même chose, écrivez-les de la même façon et fusionnez les lignes.")),
        Kind(
            "IMP-057",
            Severity.Blocking,
            (
                "{0} of {1} rows of the sheet were refused. Every figure of the report is computed without them.",
                "{0} des {1} lignes de la feuille ont été refusées. Tous les chiffres du rapport sont calculés sans elles."),
            ("At most 5 % of the rows refused.", "Au plus 5 % de lignes refusées."),
            ("Correct what the findings of these rows name; most often it is one cause.", "Corrigez ce que les constats de ces lignes indiquent ; le plus souvent, c'est une seule cause.")),
        Kind(
            "IMP-058",
            Severity.Blocking,
            (
                "{0} of {1} values of a core column were refused. Every figure of the report is computed without them.",
                "{0} des {1} valeurs d'une colonne indispensable ont été refusées. Tous les chiffres du rapport sont calculés sans elles."),
            ("At most 5 % of the values refused.", "Au plus 5 % de valeurs refusées."),
            ("Correct what the findings of this column name; most often it is one cause.", "Corrigez ce que les constats de cette colonne indiquent ; le plus souvent, c'est une seule cause.")),
    ];
}
