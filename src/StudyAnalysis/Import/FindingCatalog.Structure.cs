using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <content>Sheets, headers and columns.</content>
public static partial class FindingCatalog
{
    private static IEnumerable<FindingKind> Structure() =>
    [
        Kind(
            "IMP-001",
            Severity.Blocking,
            ("A core sheet is missing.", "Une feuille indispensable manque."),
            ("A sheet named \"{0}\".", "Une feuille nommée « {0} »."),
            ("Add the sheet, or give it back its name.{1}", "Ajoutez la feuille ou rendez-lui son nom.{1}")),
        Kind(
            "IMP-002",
            Severity.Note,
            ("An optional sheet is missing: analyses that need it are not run.", "Une feuille facultative manque : les analyses qui en dépendent ne sont pas faites."),
            ("A sheet named \"{0}\", if there are such data.", "Une feuille nommée « {0} », si ces données existent."),
            ("Nothing, or add the sheet.{1}", "Rien, ou ajoutez la feuille.{1}")),
        Kind(
            "IMP-003",
            Severity.Note,
            ("The sheet is not in the data dictionary and was not used.", "La feuille n'est pas dans le dictionnaire de données et n'a pas été utilisée."),
            ("Sheets of the dictionary.", "Des feuilles du dictionnaire."),
            ("Nothing, or rename it if it holds study data.", "Rien, ou renommez-la si elle contient des données de l'étude.")),
        Kind(
            "IMP-004",
            Severity.Error,
            ("Two sheets stand for the same table; this one was not used.", "Deux feuilles correspondent à la même table ; celle-ci n'a pas été utilisée."),
            ("One sheet \"{0}\".", "Une seule feuille « {0} »."),
            ("Merge the two sheets, or rename the one that does not count.", "Fusionnez les deux feuilles, ou renommez celle qui ne compte pas.")),
        Kind(
            "IMP-005",
            Severity.Blocking,
            ("No row of column headers was recognised in the first {0} rows of the sheet.", "Aucune ligne d'en-têtes n'a été reconnue dans les {0} premières lignes de la feuille."),
            ("Headers such as {1}.", "Des en-têtes tels que {1}."),
            ("Put the headers of the template into one row.", "Mettez les en-têtes du modèle sur une seule ligne.")),
        Kind(
            "IMP-006",
            Severity.Blocking,
            ("A core column is missing.", "Une colonne indispensable manque."),
            ("A column \"{0}\".", "Une colonne « {0} »."),
            ("Add the column, or give it back its header.{1}", "Ajoutez la colonne ou rendez-lui son en-tête.{1}")),
        Kind(
            "IMP-007",
            Severity.Note,
            ("An optional column is missing: its values count as missing.", "Une colonne facultative manque : ses valeurs comptent comme manquantes."),
            ("A column \"{0}\", if it was collected.", "Une colonne « {0} », si elle a été recueillie."),
            ("Nothing, or add the column.{1}", "Rien, ou ajoutez la colonne.{1}")),
        Kind(
            "IMP-008",
            Severity.Note,
            ("The column is not in the data dictionary and was not used.", "La colonne n'est pas dans le dictionnaire de données et n'a pas été utilisée."),
            ("Columns of the dictionary.", "Des colonnes du dictionnaire."),
            ("Nothing, or correct the header.{0}", "Rien, ou corrigez l'en-tête.{0}")),
        Kind(
            "IMP-009",
            Severity.Error,
            ("The header stands twice: another column has it more exactly, and this one was not used.", "L'en-tête figure deux fois : une autre colonne le porte plus exactement, et celle-ci n'a pas été utilisée."),
            ("One column \"{0}\" (already in column {1}).", "Une seule colonne « {0} » (déjà en colonne {1})."),
            ("Delete or rename one of the two columns.", "Supprimez ou renommez l'une des deux colonnes.")),
        Kind(
            "IMP-010",
            Severity.Note,
            ("Cells without a column header were not used.", "Des cellules sans en-tête de colonne n'ont pas été utilisées."),
            ("Nothing outside the columns of the table.", "Rien en dehors des colonnes de la table."),
            ("Nothing, or give the column a header.", "Rien, ou donnez un en-tête à la colonne.")),
        Kind(
            "IMP-011",
            Severity.Blocking,
            (
                "It is not known whether the words in brackets ({1}) are a unit; the column was not used.",
                "On ne sait pas si les mots entre parenthèses ({1}) sont une unité ; la colonne n'a pas été utilisée."),
            ("In the brackets one of these units: {0}; or no brackets.", "Entre les parenthèses, une de ces unités : {0} ; ou pas de parenthèses."),
            (
                "If they are a unit, convert the values to one of these units and write it in the header; if they are a remark, take them out of the header.",
                "S'ils sont une unité, convertissez les valeurs dans une de ces unités et écrivez-la dans l'en-tête ; s'ils sont une remarque, retirez-les de l'en-tête.")),
        Kind(
            "IMP-012",
            Severity.Warning,
            ("The sheet has headers but no rows.", "La feuille a des en-têtes mais aucune ligne."),
            ("At least one row.", "Au moins une ligne."),
            ("Fill in the sheet, or check that it is the right file.", "Remplissez la feuille, ou vérifiez que c'est le bon fichier.")),
        Kind(
            "IMP-013",
            Severity.Warning,
            ("Merged cells: only the first cell of the range holds the value, the others count as empty.", "Cellules fusionnées : seule la première cellule de la plage porte la valeur, les autres comptent comme vides."),
            ("One value in each cell.", "Une valeur dans chaque cellule."),
            ("Unmerge {0} and type the value in every cell it applies to.", "Défusionnez {0} et saisissez la valeur dans chaque cellule concernée.")),
        Kind(
            "IMP-014",
            Severity.Note,
            ("The sheet has hidden rows or columns; they were read like the others.", "La feuille a des lignes ou colonnes masquées ; elles ont été lues comme les autres."),
            ("Nothing hidden.", "Rien de masqué."),
            ("Unhide them and check what they hold: {0}.", "Affichez-les et vérifiez leur contenu : {0}.")),
        Kind(
            "IMP-015",
            Severity.Note,
            ("The sheet is hidden; it was read like the others.", "La feuille est masquée ; elle a été lue comme les autres."),
            ("A visible sheet.", "Une feuille visible."),
            ("Unhide it and check what it holds.", "Affichez-la et vérifiez son contenu.")),
        Kind(
            "IMP-016",
            Severity.Note,
            ("The column holds formulas; their last calculated values were used ({0}).", "La colonne contient des formules ; leurs dernières valeurs calculées ont été utilisées ({0})."),
            ("Typed values.", "Des valeurs saisies."),
            ("Check that the workbook was calculated before it was saved.", "Vérifiez que le classeur a été recalculé avant l'enregistrement.")),
        Kind(
            "IMP-017",
            Severity.Blocking,
            ("It cannot be told which column this is: {0}. It was not used.", "On ne peut pas dire quelle est cette colonne : {0}. Elle n'a pas été utilisée."),
            ("Headers that name one column each.", "Des en-têtes qui désignent chacun une seule colonne."),
            ("Write the header as the template has it, or rename the column that does not count.", "Écrivez l'en-tête comme dans le modèle, ou renommez la colonne qui ne compte pas.")),
        Kind(
            "IMP-018",
            Severity.Warning,
            ("The words in brackets ({0}) are not in the dictionary; the column was read as \"{1}\".", "Les mots entre parenthèses ({0}) ne sont pas dans le dictionnaire ; la colonne a été lue comme « {1} »."),
            ("The header as the template has it.", "L'en-tête comme dans le modèle."),
            ("Check that this is the right column.", "Vérifiez que c'est la bonne colonne.")),
        Kind(
            "IMP-019",
            Severity.Blocking,
            ("The unit in the header contradicts the unit of {0}.", "L'unité de l'en-tête contredit celle de {0}."),
            ("The same unit in the header and in the rows.", "La même unité dans l'en-tête et dans les lignes."),
            ("Find out in which unit the values are, and correct the header or the rows.", "Établissez l'unité des valeurs, puis corrigez l'en-tête ou les lignes.")),
    ];
}
