using System.Globalization;

namespace StudyAnalysis.Schema;

/// <summary>What can be wrong with plan.lock: one sentence each, with what to do.</summary>
internal static class LockMessages
{
    public static LocalizedText Empty(string path) => LocalizedText.Of(
        $"{path} is empty: restore it from a copy, or lock the plan again with study lock --reason.",
        $"{path} est vide : restaurez-le depuis une copie, ou verrouillez à nouveau le plan avec study lock --reason.");

    public static LocalizedText Damaged(string path) => LocalizedText.Of(
        $"{path} is damaged and cannot be read as a lock: restore it from a copy, or lock the plan again with study lock --reason.",
        $"{path} est endommagé et illisible comme verrou : restaurez-le depuis une copie, ou verrouillez à nouveau le plan avec study lock --reason.");

    public static LocalizedText Changed(string path, DateOnly date) => LocalizedText.Of(
        string.Create(CultureInfo.InvariantCulture, $"{path} was changed by hand (its lock of {date:yyyy-MM-dd} does not fit its hash): restore it from a copy, or lock the plan again with study lock --reason."),
        string.Create(CultureInfo.InvariantCulture, $"{path} a été modifié à la main (son verrou du {date:yyyy-MM-dd} ne correspond pas à son empreinte) : restaurez-le depuis une copie, ou verrouillez à nouveau le plan avec study lock --reason."));

    public static LocalizedText Earlier(string path, DateOnly date) => LocalizedText.Of(
        string.Create(CultureInfo.InvariantCulture, $"{path} was written on {date:yyyy-MM-dd} by an earlier version, which did not keep the definition: lock the plan again with study lock --reason, which keeps the earlier date on record."),
        string.Create(CultureInfo.InvariantCulture, $"{path} a été écrit le {date:yyyy-MM-dd} par une version antérieure, qui ne conservait pas la définition : verrouillez à nouveau le plan avec study lock --reason, qui garde la date antérieure."));

    public static LocalizedText Later(string path) => LocalizedText.Of(
        $"{path} has a format that this version does not know: use the version of the program that wrote it.",
        $"{path} a un format inconnu de cette version : utilisez la version du programme qui l’a écrit.");

    public static LocalizedText Unreadable(string path, string why) => LocalizedText.Of(
        $"{path} cannot be read ({why}): check your rights on the file.",
        $"{path} ne peut pas être lu ({why}) : vérifiez vos droits sur ce fichier.");
}
