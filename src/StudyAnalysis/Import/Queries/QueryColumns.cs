using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import.Queries;

/// <summary>The columns of the query list, and the words in it. The data manager fills in the last three; the program writes all others.</summary>
internal static class QueryColumns
{
    /// <summary>Number of the column with the key of a query, from 1.</summary>
    public const int Key = 11;

    /// <summary>Number of the column with what stands in the cell.</summary>
    public const int Typed = 7;

    /// <summary>Number of the first column that the data manager fills in; what stands from here on is theirs.</summary>
    public const int Status = 12;

    /// <summary>Number of the answer's column.</summary>
    public const int Answer = 13;

    /// <summary>Number of the comment's column.</summary>
    public const int Comment = 14;

    /// <summary>Name of the sheet with the queries.</summary>
    public static LocalizedText ListSheet { get; } = LocalizedText.Of("Queries", "Demandes");

    /// <summary>Name of the sheet with answers to queries that are no longer made.</summary>
    public static LocalizedText AnsweredSheet { get; } = LocalizedText.Of("Answered before", "Réponses antérieures");

    /// <summary>The headers.</summary>
    public static ImmutableArray<string> Headers(Language language) => language.Pick<ImmutableArray<string>>(
        ["Id", "Severity", "Sheet", "Cell", "Patient", "Column", "What stands there", "What happened", "What is expected", "What to do", "Query", "Status", "Answer", "Comment"],
        ["Id", "Gravité", "Feuille", "Cellule", "Patient", "Colonne", "Contenu", "Constat", "Attendu", "À faire", "Demande", "Statut", "Réponse", "Commentaire"]);

    /// <summary>The states of a query; the first is that of a new one.</summary>
    public static ImmutableArray<string> States(Language language) =>
        language.Pick<ImmutableArray<string>>(["new", "open", "corrected", "confirmed", "closed"], ["nouveau", "ouvert", "corrigé", "confirmé", "clos"]);

    /// <summary>A state in another language; words of the data manager's own stay.</summary>
    public static string Translated(string state, Language language)
    {
        var at = Math.Max(States(Language.English).IndexOf(state), States(Language.French).IndexOf(state));
        return at < 0 ? state : States(language)[at];
    }

    /// <summary>Whether a state says nothing: the program wrote it, or nobody did.</summary>
    public static bool IsUntouched(string state) => state.Length == 0 || state == States(Language.English)[0] || state == States(Language.French)[0];
}
