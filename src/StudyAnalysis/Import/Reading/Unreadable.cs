using StudyAnalysis.Schema;

namespace StudyAnalysis.Import.Reading;

/// <summary>The ways a file cannot be read, each with what to do.</summary>
internal static class Unreadable
{
    private static readonly LocalizedText SaveAsXlsx = LocalizedText.Of(
        "Open it in Excel or LibreOffice, save it as .xlsx and try again.",
        "Ouvrez-le dans Excel ou LibreOffice, enregistrez-le au format .xlsx et recommencez.");

    private static readonly LocalizedText Repair = LocalizedText.Of(
        "Copy it again from its source, or open it in Excel, let it repair the file and save it as .xlsx.",
        "Copiez-le de nouveau depuis sa source, ou ouvrez-le dans Excel, laissez-le réparer le fichier et enregistrez-le au format .xlsx.");

    // A repaired file would keep what was altered, and lose the trace of it.
    private static readonly LocalizedText CopyAgain = LocalizedText.Of("Copy it again from its source.", "Copiez-le de nouveau depuis sa source.");

    public static UnreadableWorkbookException Missing(string path) => new(
        path,
        LocalizedText.Of("There is no such file.", "Ce fichier n'existe pas."),
        LocalizedText.Of("Check the path and the file name.", "Vérifiez le chemin et le nom du fichier."));

    public static UnreadableWorkbookException Folder(string path) => new(
        path,
        LocalizedText.Of("This is a folder, not a workbook.", "Ceci est un dossier, pas un classeur."),
        LocalizedText.Of("Give the path of the .xlsx file inside it.", "Indiquez le chemin du fichier .xlsx qu'il contient."));

    public static UnreadableWorkbookException Access(string path, Exception inner) => new(
        path,
        LocalizedText.Of($"The file cannot be opened ({inner.Message.TrimEnd('.')}).", $"Le fichier ne peut pas être ouvert ({inner.Message.TrimEnd('.')})."),
        LocalizedText.Of(
            "Close it in Excel, check that you may read it, and try again.",
            "Fermez-le dans Excel, vérifiez vos droits de lecture et recommencez."),
        inner);

    public static UnreadableWorkbookException Empty(string path) => new(
        path,
        LocalizedText.Of("The file is empty (0 bytes).", "Le fichier est vide (0 octet)."),
        CopyAgain);

    public static UnreadableWorkbookException NotAWorkbook(string path) => new(
        path,
        LocalizedText.Of(
            "This is not an Excel workbook, whatever its name says.",
            "Ceci n'est pas un classeur Excel, quel que soit son nom."),
        SaveAsXlsx);

    public static UnreadableWorkbookException Binary(string path) => new(
        path,
        LocalizedText.Of("This is a binary workbook (.xlsb), which is not read.", "Ceci est un classeur binaire (.xlsb), qui n'est pas lu."),
        SaveAsXlsx);

    public static UnreadableWorkbookException OtherDocument(string path, string kind) => new(
        path,
        LocalizedText.Of($"This is a {kind} file, not an Excel workbook.", $"Ceci est un fichier {kind}, pas un classeur Excel."),
        SaveAsXlsx);

    public static UnreadableWorkbookException Password(string path, Exception inner) => new(
        path,
        LocalizedText.Of(
            "The workbook is protected by a password, and none or a wrong one was given.",
            "Le classeur est protégé par un mot de passe ; aucun n'a été donné ou il est faux."),
        LocalizedText.Of(
            "Open it in Excel, remove the password (File, Info, Protect Workbook, Encrypt with Password), save and try again.",
            "Ouvrez-le dans Excel, retirez le mot de passe (Fichier, Informations, Protéger le classeur, Chiffrer avec mot de passe), enregistrez et recommencez."),
        inner);

    public static UnreadableWorkbookException Damaged(string path, string detail, Exception? inner = null) => new(
        path,
        LocalizedText.Of($"The workbook is damaged or incomplete ({detail}).", $"Le classeur est abîmé ou incomplet ({detail})."),
        Repair,
        inner);

    public static UnreadableWorkbookException WrongChecksum(string path, string part) => new(
        path,
        LocalizedText.Of(
            $"The workbook is damaged: its part {part} is no longer what was saved (length or checksum).",
            $"Le classeur est abîmé : sa partie {part} n'est plus celle qui a été enregistrée (longueur ou somme de contrôle)."),
        CopyAgain);

    public static UnreadableWorkbookException MissingPart(string path, string part) => new(
        path,
        LocalizedText.Of(
            $"The workbook is damaged: it names a part that is not in the file ({part}).",
            $"Le classeur est abîmé : il nomme une partie qui manque dans le fichier ({part})."),
        Repair);

    public static UnreadableWorkbookException TwoParts(string path, string part) => new(
        path,
        LocalizedText.Of(
            $"The workbook is damaged: it holds two parts of one name ({part}), and nothing says which of them counts.",
            $"Le classeur est abîmé : il contient deux parties du même nom ({part}), et rien ne dit laquelle compte."),
        CopyAgain);

    public static UnreadableWorkbookException TooLarge(string path, string limit) => new(
        path,
        LocalizedText.Of($"The workbook is larger than a study's workbook can be ({limit}).", $"Le classeur dépasse ce qu'un classeur d'étude peut contenir ({limit})."),
        LocalizedText.Of(
            "Check that it is the right file; delete unused sheets, rows and formats, and save it again.",
            "Vérifiez que c'est le bon fichier ; supprimez les feuilles, lignes et formats inutiles et enregistrez-le de nouveau."));

    public static UnreadableWorkbookException SheetNameTwice(string path, string sheet) => new(
        path,
        LocalizedText.Of($"Two sheets are named \"{sheet}\".", $"Deux feuilles portent le nom « {sheet} »."),
        LocalizedText.Of(
            "Excel allows a name once, so another program wrote this file: rename or delete one of the two and try again.",
            "Excel n'admet un nom qu'une fois : un autre programme a écrit ce fichier. Renommez ou supprimez l'une des deux feuilles et recommencez."));

    public static UnreadableWorkbookException NoSheet(string path) => new(
        path,
        LocalizedText.Of("The workbook has no sheet with cells.", "Le classeur n'a aucune feuille de cellules."),
        LocalizedText.Of("Check that it is the right file.", "Vérifiez que c'est le bon fichier."));
}
