using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <content>Single cells.</content>
public static partial class FindingCatalog
{
    private static IEnumerable<FindingKind> Cells() =>
    [
        Kind(
            "IMP-020",
            Severity.Error,
            ("This is not a number.", "Ceci n'est pas un nombre."),
            ("A number{0}.", "Un nombre{0}."),
            ("Type the number alone.", "Saisissez le nombre seul.")),
        Kind(
            "IMP-021",
            Severity.Error,
            ("This is not a whole number.", "Ceci n'est pas un nombre entier."),
            ("A whole number{0}.", "Un nombre entier{0}."),
            ("Correct the value.", "Corrigez la valeur.")),
        Kind(
            "IMP-022",
            Severity.Error,
            ("This number can be read in two ways.", "Ce nombre peut se lire de deux façons."),
            ("A number without thousands separator.", "Un nombre sans séparateur de milliers."),
            ("{0}", "{0}")),
        Kind(
            "IMP-023",
            Severity.Error,
            ("A date stands where {0} is expected; the spreadsheet may have turned what was typed into a date.", "Une date figure là où l'on attend {0} ; le tableur a peut-être transformé la saisie en date."),
            ("{0}.", "{0}."),
            ("Set the cell to text or number and type the value again.", "Mettez la cellule au format texte ou nombre et ressaisissez la valeur.")),
        Kind(
            "IMP-024",
            Severity.Error,
            ("This is not a date in the declared format.", "Ceci n'est pas une date au format déclaré."),
            ("A date: {0}.", "Une date : {0}."),
            ("Type the date as a date.", "Saisissez la date au format date.")),
        Kind(
            "IMP-025",
            Severity.Error,
            ("Day and month of this text cannot be told apart: other dates of the column contradict the declared format.", "Le jour et le mois de ce texte sont indiscernables : d'autres dates de la colonne contredisent le format déclaré."),
            ("Dates written {0} in the whole column.", "Des dates écrites {0} dans toute la colonne."),
            ("Type the dates of this column as dates.", "Saisissez les dates de cette colonne au format date.")),
        Kind(
            "IMP-026",
            Severity.Error,
            ("There is no such day.", "Ce jour n'existe pas."),
            ("A date of the calendar.", "Une date du calendrier."),
            ("Correct the date.", "Corrigez la date.")),
        Kind(
            "IMP-028",
            Severity.Error,
            ("A full date stands where a year is asked; it was not copied.", "Une date complète figure là où l'on demande une année ; elle n'a pas été recopiée."),
            ("A year of four digits.", "Une année à quatre chiffres."),
            ("Type the year alone.", "Saisissez l'année seule.")),
        Kind(
            "IMP-029",
            Severity.Error,
            ("This is neither yes nor no.", "Ceci n'est ni oui ni non."),
            ("Yes or no.", "Oui ou non."),
            ("Correct the value; leave the cell empty if not known.", "Corrigez la valeur ; laissez la cellule vide si elle est inconnue.")),
        Kind(
            "IMP-030",
            Severity.Error,
            ("This is not one of the accepted values.", "Ceci n'est pas une des valeurs acceptées."),
            ("One of: {0}.", "Une de ces valeurs : {0}."),
            ("Correct the value.{1}", "Corrigez la valeur.{1}")),
        Kind(
            "IMP-031",
            Severity.Error,
            ("This text can mean different kinds of missing.", "Ce texte peut vouloir dire plusieurs choses."),
            ("A value, a limit such as <31.2, or an empty cell.", "Une valeur, une limite telle que <31,2, ou une cellule vide."),
            ("Say what is meant: below the limit, or not done.", "Dites ce qui est entendu : sous la limite, ou non fait.")),
        Kind(
            "IMP-032",
            Severity.Error,
            ("A value below or above a limit is not accepted in this column.", "Une valeur inférieure ou supérieure à une limite n'est pas acceptée dans cette colonne."),
            ("A number{0}.", "Un nombre{0}."),
            ("Type the number.", "Saisissez le nombre.")),
        Kind(
            "IMP-033",
            Severity.Error,
            ("The limit of quantification is not stated.", "La limite de quantification n'est pas indiquée."),
            ("A number after the sign, or the limit in its own column.", "Un nombre après le signe, ou la limite dans sa propre colonne."),
            ("Type the limit, for example <31.2.", "Saisissez la limite, par exemple <31,2.")),
        Kind(
            "IMP-034",
            Severity.Warning,
            ("The number lies outside the limits of quantification; it was kept as {0}.", "Le nombre est hors des limites de quantification ; il a été conservé comme {0}."),
            ("A number between the limits, or a sign and the limit.", "Un nombre entre les limites, ou un signe et la limite."),
            ("Check the value and the limit.{1}", "Vérifiez la valeur et la limite.{1}")),
        Kind(
            "IMP-035",
            Severity.Error,
            ("The value is impossible.", "La valeur est impossible."),
            ("{0}.", "{0}."),
            ("Correct the value.{1}", "Corrigez la valeur.{1}")),
        Kind(
            "IMP-036",
            Severity.Warning,
            ("The value is unusual; it was used.", "La valeur est inhabituelle ; elle a été utilisée."),
            ("Usually {0}.", "Habituellement {0}."),
            ("Check it against the source, and the unit.", "Vérifiez-la à la source, ainsi que l'unité.")),
        Kind(
            "IMP-037",
            Severity.Error,
            ("The text does not have the expected form.", "Le texte n'a pas la forme attendue."),
            ("The form {0}.", "La forme {0}."),
            ("Correct the text.", "Corrigez le texte.")),
        Kind(
            "IMP-038",
            Severity.Error,
            ("The cell holds an error of the spreadsheet.", "La cellule contient une erreur du tableur."),
            ("A value.", "Une valeur."),
            ("Correct the formula, or type the value.", "Corrigez la formule ou saisissez la valeur.")),
        Kind(
            "IMP-039",
            Severity.Error,
            ("The formula has no calculated value.", "La formule n'a pas de valeur calculée."),
            ("A calculated value.", "Une valeur calculée."),
            ("Open the workbook in Excel, let it calculate, and save it.", "Ouvrez le classeur dans Excel, laissez-le calculer et enregistrez-le.")),
        Kind(
            "IMP-040",
            Severity.Error,
            ("The unit of this row is not accepted; its value was not used.", "L'unité de cette ligne n'est pas acceptée ; sa valeur n'a pas été utilisée."),
            ("One of these units: {0}.", "Une de ces unités : {0}."),
            ("Correct the unit.", "Corrigez l'unité.")),
        Kind(
            "IMP-041",
            Severity.Error,
            ("The unit of this value is not stated; the value was not used.", "L'unité de cette valeur n'est pas indiquée ; la valeur n'a pas été utilisée."),
            ("One of these units: {0}.", "Une de ces unités : {0}."),
            ("Fill in the unit.", "Indiquez l'unité.")),
        Kind(
            "IMP-042",
            Severity.Warning,
            ("The limit typed with the value differs from the limit of the row ({0}); the typed one was used.", "La limite saisie avec la valeur diffère de celle de la ligne ({0}) ; celle saisie a été utilisée."),
            ("The same limit twice.", "Deux fois la même limite."),
            ("Check which limit is right.", "Vérifiez quelle limite est juste.")),
        Kind(
            "IMP-043",
            Severity.Error,
            ("What the file holds in this cell cannot be used: {0}.", "Ce que le fichier contient dans cette cellule est inutilisable : {0}."),
            ("A value as the spreadsheet stores it.", "Une valeur telle que le tableur la stocke."),
            ("Type the value again in the spreadsheet and save the workbook.", "Ressaisissez la valeur dans le tableur et enregistrez le classeur.")),
        Kind(
            "IMP-044",
            Severity.Note,
            ("The cell shows its number in another form (leading zeros, fixed decimals, per cent, powers of ten, added text); the number itself, {0}, was used.", "La cellule montre son nombre sous une autre forme (zéros de tête, décimales fixes, pour cent, puissances de dix, texte ajouté) ; le nombre lui-même, {0}, a été utilisé."),
            ("A text.", "Un texte."),
            ("If the form counts, set the cell to text and type it again.", "Si la forme compte, mettez la cellule au format texte et ressaisissez-la.")),
        Kind(
            "IMP-045",
            Severity.Warning,
            ("A number of more than 15 digits stands where a text is expected: the spreadsheet has lost its last digits.", "Un nombre de plus de 15 chiffres figure là où l'on attend un texte : le tableur en a perdu les derniers chiffres."),
            ("A text.", "Un texte."),
            ("Set the cell to text and type it again from the source.", "Mettez la cellule au format texte et ressaisissez-la d'après la source.")),
    ];
}
