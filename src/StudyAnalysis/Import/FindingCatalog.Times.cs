using StudyAnalysis.Schema;

namespace StudyAnalysis.Import;

/// <content>Times and the data cut.</content>
public static partial class FindingCatalog
{
    private static IEnumerable<FindingKind> Times() =>
    [
        Kind(
            "IMP-080",
            Severity.Blocking,
            ("The event happened, but its date or time is missing: the patient is left out of every analysis of it.",
             "L'événement est survenu, mais sa date ou sa durée manque : le patient est écarté de toute analyse de cet événement."),
            ("A date or time for every event; without it curves are biased.", "Une date ou une durée pour chaque événement ; sans elle, les courbes sont biaisées."),
            ("Find out the date and type it, or correct the status. Where the condition \"when\" of the plan does not say that the event happened, write \"undated\": \"didNotHappen\" beside it.",
             "Recherchez la date et saisissez-la, ou corrigez le statut. Si la condition « when » du plan ne dit pas que l'événement est survenu, ajoutez « undated » : « didNotHappen ».")),
        Kind(
            "IMP-081",
            Severity.Error,
            ("The event or last follow-up lies before the start of follow-up: a negative time.", "L'événement ou le dernier suivi précède le début du suivi : une durée négative."),
            ("A day not before the start, a duration not below 0.", "Un jour non antérieur au début, une durée non inférieure à 0."),
            ("Correct this date or the start; the patient is left out until then.", "Corrigez cette date ou celle du début ; le patient est écarté d'ici là.")),
        Kind(
            "IMP-082",
            Severity.Blocking,
            ("The data cut was taken from this date, which lies more than 31 days after the latest date of every other patient.",
             "La date de gel a été tirée de cette date, postérieure de plus de 31 jours à la dernière date de tout autre patient."),
            ("A cut near the latest dates of several patients.", "Une date de gel proche des dernières dates de plusieurs patients."),
            ("Correct the date, or state the data cut with --as-of.", "Corrigez la date, ou indiquez la date de gel avec --as-of.")),
        Kind(
            "IMP-083",
            Severity.Warning,
            ("The date lies after the day of the run, or more than ten years after the stated data cut; it was not used beyond the cut.",
             "La date est postérieure au jour de l'exécution, ou de plus de dix ans à la date de gel indiquée ; elle n'a pas été utilisée au-delà du gel."),
            ("A date that has been.", "Une date passée."),
            ("Correct the date.", "Corrigez la date.")),
        Kind(
            "IMP-084",
            Severity.Blocking,
            ("{0} of {1} times of the endpoint \"{2}\" are negative: event or last follow-up before the start. Every figure of this endpoint is computed without them.",
             "{0} des {1} durées du critère « {2} » sont négatives : événement ou dernier suivi avant le début. Tous les chiffres de ce critère sont calculés sans elles."),
            ("At most 5 % of negative times.", "Au plus 5 % de durées négatives."),
            ("Check whether the headers of two date columns are exchanged, or the order of day and month; then correct what the findings IMP-081 name.",
             "Vérifiez si les en-têtes de deux colonnes de dates, ou le jour et le mois, sont inversés ; corrigez ensuite ce que les constats IMP-081 indiquent.")),
    ];
}
