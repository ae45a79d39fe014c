using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Data;

/// <summary>The reasons for missing values that the engine itself gives. Reasons of a definition's missing codes are its own texts.</summary>
/// <remarks>Values keep a reason as one text: in English from import and the data cut, and in the language of the run from evaluation.
/// <see cref="In"/> turns the former into the latter, so that counts by reason are in one language.</remarks>
public static class MissingReasons
{
    /// <summary>A date later than the data cut.</summary>
    public static LocalizedText AfterDataCut { get; } = LocalizedText.Of("after the data cut", "après la date de gel des données");

    /// <summary>An empty cell.</summary>
    public static LocalizedText NotStated { get; } = LocalizedText.Of("not stated", "non renseigné");

    /// <summary>A cell that import refused.</summary>
    public static LocalizedText Refused { get; } = LocalizedText.Of("refused at import", "refusé à l'import");

    internal static LocalizedText NoParent { get; } = LocalizedText.Of("row without a parent row", "ligne sans ligne parente");

    internal static LocalizedText DivisionByZero { get; } = LocalizedText.Of("division by zero", "division par zéro");

    internal static LocalizedText NoLogarithm { get; } = LocalizedText.Of("not above 0: no logarithm", "non supérieur à 0 : pas de logarithme");

    internal static LocalizedText OutOfRange { get; } = LocalizedText.Of("result out of range", "résultat hors limites");

    internal static LocalizedText NotComparable { get; } =
        LocalizedText.Of("values of different kinds", "valeurs de natures différentes");

    internal static LocalizedText NotListed { get; } = LocalizedText.Of("not among the codes of the variable", "hors des codes de la variable");

    internal static LocalizedText NoRows { get; } = LocalizedText.Of("no row", "aucune ligne");

    internal static LocalizedText NoDatedRow { get; } = LocalizedText.Of("no dated row", "aucune ligne datée");

    internal static LocalizedText NotDefined { get; } = LocalizedText.Of("not defined", "non défini");

    internal static LocalizedText NoOrigin { get; } = LocalizedText.Of("no day 0", "pas de jour 0");

    internal static LocalizedText Died { get; } =
        LocalizedText.Of("died before the end of the window", "décès avant la fin de la fenêtre");

    internal static LocalizedText NotYetDue { get; } = LocalizedText.Of("not yet due", "pas encore prévu");

    internal static LocalizedText Overdue { get; } =
        LocalizedText.Of("overdue: nothing recorded since the window ended", "en retard : rien de saisi depuis la fin de la fenêtre");

    internal static LocalizedText NoSample { get; } = LocalizedText.Of("no sample", "pas de prélèvement");

    internal static LocalizedText OutsideWindow { get; } = LocalizedText.Of("sample outside the window", "prélèvement hors de la fenêtre");

    internal static LocalizedText NoSampleDate { get; } = LocalizedText.Of("sample without a date", "prélèvement sans date");

    internal static LocalizedText NotEligibleSample { get; } =
        LocalizedText.Of("sample does not meet the condition", "prélèvement ne remplissant pas la condition");

    internal static LocalizedText NotMeasured { get; } = LocalizedText.Of("not measured", "non mesuré");

    internal static LocalizedText BothLimits { get; } =
        LocalizedText.Of("replicates below and above the limits", "réplicats en dessous et au-dessus des limites");

    private static ImmutableDictionary<string, LocalizedText> Known { get; } =
        new[] { AfterDataCut, NotStated, Refused }.ToImmutableDictionary(t => t.In(Language.English), StringComparer.Ordinal);

    /// <summary>A reason kept in English, in a language; other texts as they are.</summary>
    /// <param name="reason">Reason as kept.</param>
    /// <param name="field">Field whose missing codes may have given it, or null.</param>
    /// <param name="language">Language wanted.</param>
    public static string In(string reason, FieldSchema? field, Language language)
    {
        if (Known.TryGetValue(reason, out var known))
        {
            return known.In(language);
        }

        var own = field?.MissingCodes.FirstOrDefault(c => c.Reason is { } text && text.In(Language.English) == reason);
        return own?.Reason?.In(language) ?? reason;
    }
}
