using System.Collections.Frozen;
using System.Collections.Immutable;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;

namespace StudyAnalysis.Kinds.Common;

/// <summary>Methods as sentences. In French the words of this list are translated; what is not in it stays in English, as the R call beside it does.</summary>
public static class MethodText
{
    private static readonly FrozenDictionary<string, string> s_french = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Wilcoxon signed-rank test, exact"] = "Test des rangs signés de Wilcoxon, exact",
        ["Wilcoxon signed-rank test, asymptotic"] = "Test des rangs signés de Wilcoxon, asymptotique",
        ["Sign test, exact"] = "Test des signes, exact",
        ["Mann–Whitney test, exact"] = "Test de Mann–Whitney, exact",
        ["Mann–Whitney test, asymptotic"] = "Test de Mann–Whitney, asymptotique",
        ["Brunner–Munzel test"] = "Test de Brunner–Munzel",
        ["Kruskal–Wallis test, asymptotic"] = "Test de Kruskal–Wallis, asymptotique",
        ["Jonckheere–Terpstra test, exact"] = "Test de Jonckheere–Terpstra, exact",
        ["Jonckheere–Terpstra test, asymptotic"] = "Test de Jonckheere–Terpstra, asymptotique",
        ["Cochran–Armitage trend test, exact"] = "Test de tendance de Cochran–Armitage, exact",
        ["Cochran–Armitage trend test, asymptotic"] = "Test de tendance de Cochran–Armitage, asymptotique",
        ["Proportion, Wilson interval"] = "Proportion, intervalle de Wilson",
        ["Spearman correlation, t approximation"] = "Corrélation de Spearman, approximation t",
        ["Spearman correlation, exact"] = "Corrélation de Spearman, exacte",
        ["Pearson correlation"] = "Corrélation de Pearson",
        ["Difference of independent correlations, Fisher z and Zou's interval"] = "Différence de corrélations indépendantes, z de Fisher et intervalle de Zou",
        ["Difference of proportions, Newcombe's hybrid score interval"] = "Différence de proportions, intervalle de score hybride de Newcombe",
        ["Analysis of covariance, least squares, HC3 standard errors"] = "Analyse de covariance, moindres carrés, erreurs types HC3",
        ["Least squares, HC3 standard errors"] = "Moindres carrés, erreurs types HC3",
        ["Linear mixed model, random intercept, REML"] = "Modèle linéaire mixte, ordonnée à l’origine aléatoire, REML",
        ["Within-run CV, log scale"] = "CV intra-série, échelle logarithmique",
        ["Intraclass correlation ICC(1,1)"] = "Corrélation intraclasse ICC(1,1)",
        ["difference of restricted mean survival times"] = "différence de temps de survie moyens restreints",
        ["reverse Kaplan–Meier"] = "Kaplan–Meier inversé",
        ["Kaplan–Meier"] = "Kaplan–Meier",
        ["Left-censored normal regression, maximum likelihood"] = "Régression normale censurée à gauche, maximum de vraisemblance",
        ["Aalen–Johansen cumulative incidence"] = "Incidence cumulée d’Aalen–Johansen",
        ["Logistic regression, Firth's penalty"] = "Régression logistique, pénalité de Firth",
        ["difference of predicted probabilities, delta method"] = "différence de probabilités prédites, méthode delta",
        ["Cox proportional-hazards model with Firth's penalty"] = "Modèle de Cox à risques proportionnels, pénalité de Firth",
        ["Cox proportional-hazards model"] = "Modèle de Cox à risques proportionnels",
        ["Harrell's concordance"] = "Concordance de Harrell",
        ["Area under the ROC curve, DeLong, logit scale"] = "Aire sous la courbe ROC, DeLong, échelle logit",
        ["interval"] = "intervalle",
        ["penalty"] = "pénalité",
        ["profile penalised likelihood"] = "vraisemblance pénalisée profilée",
        ["profile partial likelihood"] = "vraisemblance partielle profilée",
        ["Wald, on the log scale"] = "Wald, échelle logarithmique",
        ["Wald, Rubin’s rules"] = "Wald, règles de Rubin",
        ["penalised likelihood ratio"] = "rapport de vraisemblances pénalisées",
        ["zeros"] = "zéros",
        ["ties"] = "ex æquo",
        ["average ranks"] = "rangs moyens",
        ["count ½"] = "comptés ½",
        ["removed"] = "retirés",
        ["switch"] = "bascule",
        ["two-sided p"] = "p bilatéral",
        ["continuity correction"] = "correction de continuité",
        ["covariance"] = "covariance",
        ["reference distribution"] = "loi de référence",
        ["degrees of freedom"] = "degrés de liberté",
        ["likelihood"] = "vraisemblance",
        ["restricted"] = "restreinte",
        ["confidence type"] = "intervalle",
        ["variance"] = "variance",
        ["no event"] = "aucun événement",
        ["all events"] = "tous avec événement",
        ["Clopper–Pearson of the number at risk at the time"] = "Clopper–Pearson sur le nombre à risque à ce temps",
        ["exact without censoring, else no interval"] = "exact sans censure, sinon pas d’intervalle",
        ["exact up to 200 ranked differences"] = "exact jusqu’à 200 différences classées",
        ["exact up to 100 values in all"] = "exact jusqu’à 100 valeurs en tout",
        ["exact up to 100 observations"] = "exact jusqu’à 100 observations",
        ["W at least as far from its mean"] = "W au moins aussi loin de sa moyenne",
        ["J at least as far from its mean"] = "J au moins aussi loin de sa moyenne",
        ["at least as far from the mean"] = "au moins aussi loin de la moyenne",
        ["twice the smaller tail"] = "double de la plus petite queue",
        ["tied values: average ranks"] = "ex æquo : rangs moyens",
        ["tied values: average ranks, p given the ties; the interval is conservative"] = "ex æquo : rangs moyens, p conditionnel aux ex æquo ; l’intervalle est conservateur",
        ["tied absolute differences: average ranks, p given the ties; the interval is conservative"] =
            "différences absolues ex æquo : rangs moyens, p conditionnel aux ex æquo ; l’intervalle est conservateur",
        ["rows or columns without any count left out"] = "lignes ou colonnes sans effectif exclues",
        ["groups without values left out"] = "groupes sans valeur exclus",
        ["samples with a single replicate do not count"] = "les échantillons mesurés une seule fois ne comptent pas",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A method with its options in one sentence.</summary>
    public static string Sentence(MethodDescription method, Language language)
    {
        var options = string.Join("; ", method.Options.Where(o => o.Value != "none").Select(o =>
            language.Pick($"{o.Key}: {o.Value}", $"{Word(o.Key, language)} : {Word(o.Value, language)}")));
        var name = Word(method.Name, language);
        return options.Length == 0 ? name + "." : $"{name} ({options}).";
    }

    /// <summary>A note of a method.</summary>
    public static string Note(string note, Language language) => Word(note, language);

    /// <summary>The names of the methods that gave some intervals, each once.</summary>
    public static ImmutableArray<string> Intervals(IEnumerable<ConfidenceInterval?> intervals, Language language) =>
        [.. intervals.OfType<ConfidenceInterval>().Select(i => Word(i.Method, language)).Distinct(StringComparer.Ordinal)];

    private static string Word(string english, Language language) =>
        language.Pick(english, s_french.TryGetValue(english, out var french) ? french : english);
}
