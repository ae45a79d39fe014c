namespace StudyAnalysis.Pdf;

/// <summary>Why there is no PDF, and what to do.</summary>
internal static class PdfMessages
{
    public static PdfOutcome NoBrowser(PdfOptions options) => string.IsNullOrWhiteSpace(options.Browser)
        ? PdfOutcome.Failed(
            PdfStatus.NoBrowser,
            string.Empty,
            "The PDF was not made: no browser was found to print it. Install Chromium, Chrome or Edge (Debian, Ubuntu: apt-get install chromium-headless-shell, or chromium), or name one in STUDY_BROWSER. The HTML report is complete.",
            "Le PDF n’a pas été produit : aucun navigateur trouvé pour l’imprimer. Installez Chromium, Chrome ou Edge (Debian, Ubuntu : apt-get install chromium-headless-shell, ou chromium), ou indiquez-en un dans STUDY_BROWSER. Le rapport HTML est complet.")
        : PdfOutcome.Failed(
            PdfStatus.NoBrowser,
            options.Browser,
            $"The PDF was not made: STUDY_BROWSER names {options.Browser}, which is not there. Correct it or unset it. The HTML report is complete.",
            $"Le PDF n’a pas été produit : STUDY_BROWSER indique {options.Browser}, introuvable. Corrigez ou supprimez cette variable. Le rapport HTML est complet.");

    public static PdfOutcome NoRoom(string browser, Exception failure) => PdfOutcome.Failed(
        PdfStatus.BrowserFailed,
        browser,
        $"The PDF was not made: the folder for temporary files, {Path.GetTempPath()}, cannot be used: {failure.Message} Make room there, or name another folder in TMPDIR. The HTML report is complete.",
        $"Le PDF n’a pas été produit : le dossier des fichiers temporaires, {Path.GetTempPath()}, est inutilisable : {failure.Message} Libérez-y de la place ou indiquez un autre dossier dans TMPDIR. Le rapport HTML est complet.");

    public static PdfOutcome TimedOut(string browser, TimeSpan limit) => PdfOutcome.Failed(
        PdfStatus.TimedOut,
        browser,
        $"The PDF was not made: {browser} took more than {limit.TotalSeconds:0} s and was stopped. The HTML report is complete; try again, or name another browser in STUDY_BROWSER.",
        $"Le PDF n’a pas été produit : {browser} a mis plus de {limit.TotalSeconds:0} s et a été arrêté. Le rapport HTML est complet ; réessayez ou indiquez un autre navigateur dans STUDY_BROWSER.");

    public static PdfOutcome BrowserFailed(string browser, int exit, string said) => PdfOutcome.Failed(
        PdfStatus.BrowserFailed,
        browser,
        $"The PDF was not made: {browser} ended with code {exit}. {said} The HTML report is complete; name another browser in STUDY_BROWSER.",
        $"Le PDF n’a pas été produit : {browser} s’est terminé avec le code {exit}. {said} Le rapport HTML est complet ; indiquez un autre navigateur dans STUDY_BROWSER.");

    public static PdfOutcome NotReady(string browser) => PdfOutcome.Failed(
        PdfStatus.NotReady,
        browser,
        "The PDF was not made: the browser printed before every figure was drawn. Use a newer browser (STUDY_BROWSER) or print report.html from it.",
        "Le PDF n’a pas été produit : le navigateur a imprimé avant que toutes les figures soient tracées. Utilisez un navigateur plus récent (STUDY_BROWSER) ou imprimez report.html depuis celui-ci.");
}
