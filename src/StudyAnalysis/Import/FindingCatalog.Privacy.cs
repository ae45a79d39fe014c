using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <content>Identifiers, information and opposition.</content>
public static partial class FindingCatalog
{
    private static IEnumerable<FindingKind> Privacy() =>
    [
        Kind(
            "IMP-060",
            Severity.Blocking,
            ("The column names a direct identifier; none of its cells was read or copied.", "La colonne désigne un identifiant direct ; aucune de ses cellules n'a été lue ni recopiée."),
            ("Pseudonyms only.", "Uniquement des pseudonymes."),
            ("Delete the column from the workbook and from its copies.", "Supprimez la colonne du classeur et de ses copies.")),
        Kind(
            "IMP-061",
            Severity.Blocking,
            ("The cell seems to hold a direct identifier ({0}); it was not copied.", "La cellule semble contenir un identifiant direct ({0}) ; elle n'a pas été recopiée."),
            ("Pseudonyms only.", "Uniquement des pseudonymes."),
            ("Delete the identifier from the workbook and from its copies.", "Supprimez l'identifiant du classeur et de ses copies.")),
        Kind(
            "IMP-062",
            Severity.Blocking,
            ("The pseudonym seems to be made of {0}; the row was not used.", "Le pseudonyme semble formé de {0} ; la ligne n'a pas été utilisée."),
            ("A pseudonym that says nothing about the patient.", "Un pseudonyme qui ne dit rien du patient."),
            ("Give the patient a neutral pseudonym in every sheet.", "Donnez au patient un pseudonyme neutre dans toutes les feuilles.")),
        Kind(
            "IMP-063",
            Severity.Blocking,
            ("There is no date on which the patient was informed.", "Il n'y a pas de date d'information du patient."),
            ("The date of information.", "La date d'information."),
            ("Fill in the date, or take the patient out of the workbook.", "Indiquez la date, ou retirez le patient du classeur.")),
        Kind(
            "IMP-064",
            Severity.Blocking,
            ("It cannot be told whether the patient opposed; the patient was not used.", "On ne peut pas savoir si le patient s'est opposé ; le patient n'a pas été utilisé."),
            ("Yes or no.", "Oui ou non."),
            ("Correct the value.", "Corrigez la valeur.")),
        Kind(
            "IMP-065",
            Severity.Note,
            ("Patients who opposed were taken out of every table: {0}.", "Les patients opposés ont été retirés de toutes les tables : {0}."),
            ("No data of patients who opposed.", "Aucune donnée de patients opposés."),
            ("Delete their rows from the workbook, except the opposition itself.", "Supprimez leurs lignes du classeur, sauf l'opposition elle-même.")),
        Kind(
            "IMP-066",
            Severity.Blocking,
            ("The name of the sheet seems to hold a direct identifier ({0}); its number stands here instead.", "Le nom de la feuille semble contenir un identifiant direct ({0}) ; son numéro figure ici à la place."),
            ("A name that says nothing about a person.", "Un nom qui ne dit rien d'une personne."),
            ("Rename the sheet, or delete it if it holds no study data.", "Renommez la feuille, ou supprimez-la si elle ne contient pas de données de l'étude.")),
    ];
}
