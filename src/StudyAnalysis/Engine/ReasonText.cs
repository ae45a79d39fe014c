using System.Collections.Frozen;
using System.Text.RegularExpressions;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;

namespace StudyAnalysis.Engine;

/// <summary>Why the statistics library gives no number, in the language of the report.</summary>
internal static partial class ReasonText
{
    private static readonly FrozenDictionary<string, string> s_french = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["a cell is 0"] = "une case vaut 0",
        ["a group has fewer than two values"] = "un groupe a moins de deux valeurs",
        ["a group has no event"] = "un groupe n’a aucun événement",
        ["a group has one value"] = "un groupe n’a qu’une valeur",
        ["a group is empty"] = "un groupe est vide",
        ["a perfect correlation has no standard error"] = "une corrélation parfaite n’a pas d’erreur type",
        ["a sample has fewer than two values"] = "un échantillon a moins de deux valeurs",
        ["a sample is empty"] = "un échantillon est vide",
        ["a sample's mean is 0 or below"] = "la moyenne d’un échantillon est nulle ou négative",
        ["a value is 0 or below"] = "une valeur est nulle ou négative",
        ["a variable is constant"] = "une variable est constante",
        ["a variable is fully explained by the conditions"] = "une variable est entièrement expliquée par les variables fixées",
        ["all differences are 0"] = "toutes les différences sont nulles",
        ["all observations at one score"] = "toutes les observations ont le même score",
        ["all replicates on one side of the estimate"] = "toutes les réplications sont du même côté de l’estimation",
        ["all subjects contribute alike"] = "tous les sujets contribuent de la même façon",
        ["all values are equal"] = "toutes les valeurs sont égales",
        ["an observation is fitted exactly (leverage 1)"] = "une observation est ajustée exactement (levier 1)",
        ["both raters use one category only"] = "les deux évaluateurs n’utilisent qu’une catégorie",
        ["every block is constant"] = "chaque bloc est constant",
        ["everyone has had the event: no variance"] = "tous ont eu l’événement : pas de variance",
        ["fewer than 4 pairs in a group"] = "moins de 4 paires dans un groupe",
        ["fewer than three groups of different predictions"] = "moins de trois groupes de prédictions différentes",
        ["fewer than three measured values, or no spread among them"] = "moins de trois valeurs mesurées, ou sans dispersion",
        ["fewer than three pairs"] = "moins de trois paires",
        ["fewer than three values"] = "moins de trois valeurs",
        ["fewer than two groups with values"] = "moins de deux groupes avec des valeurs",
        ["fewer than two observations"] = "moins de deux observations",
        ["fewer than two rows or columns with counts"] = "moins de deux lignes ou colonnes avec des effectifs",
        ["fewer than two subjects or raters"] = "moins de deux sujets ou évaluateurs",
        ["fewer than two units"] = "moins de deux unités",
        ["fewer than two values"] = "moins de deux valeurs",
        ["follow-up ends before the horizon"] = "le suivi s’arrête avant l’horizon",
        ["its variance is not positive"] = "sa variance n’est pas positive",
        ["more than 5 % of the resamples find no cut better than chance"] = "plus de 5 % des rééchantillons ne donnent aucun seuil meilleur que le hasard",
        ["more than 5 % of the resamples have no cut"] = "plus de 5 % des rééchantillons n’ont pas de seuil",
        ["more than 5 % of the resamples have no finite estimate"] = "plus de 5 % des rééchantillons n’ont pas d’estimation finie",
        ["more than 80 % below the limits: unreliable"] = "plus de 80 % sous les limites : non fiable",
        ["neither area varies"] = "aucune des deux aires ne varie",
        ["no clusters were given"] = "aucune grappe n’est donnée",
        ["no coefficient of the term was estimated"] = "aucun coefficient du terme n’a été estimé",
        ["no comparable pair: no event while another subject was under observation"] = "aucune paire comparable : aucun événement pendant le suivi d’un autre sujet",
        ["no control at the horizon"] = "aucun témoin à l’horizon",
        ["no covariate"] = "aucune covariable",
        ["no cut of the marker lies between the smallest and the largest share"] = "aucun seuil du marqueur entre la plus petite et la plus grande part",
        ["no differences"] = "aucune différence",
        ["no disagreement: the large-sample standard error is 0"] = "aucun désaccord : l’erreur type asymptotique est nulle",
        ["no discordant pair"] = "aucune paire discordante",
        ["no event"] = "aucun événement",
        ["no event by the horizon"] = "aucun événement avant l’horizon",
        ["no event in any group"] = "aucun événement dans aucun groupe",
        ["no event in either group"] = "aucun événement dans les deux groupes",
        ["no event of the cause"] = "aucun événement de cette cause",
        ["no event of the cause in any group"] = "aucun événement de cette cause dans aucun groupe",
        ["no event, and nobody at risk at the time"] = "aucun événement, et personne à risque à ce temps",
        ["no finite maximum of the likelihood: some terms have only counts of 0 on one side"] =
            "pas de maximum fini de la vraisemblance : certains termes n’ont que des décomptes nuls d’un côté",
        ["no maximum of the likelihood was found"] = "aucun maximum de la vraisemblance n’a été trouvé",
        ["no measured value"] = "aucune valeur mesurée",
        ["no observations"] = "aucune observation",
        ["no observations in a group"] = "aucune observation dans un groupe",
        ["no pairs"] = "aucune paire",
        ["no parameters"] = "aucun paramètre",
        ["no predictions"] = "aucune prédiction",
        ["no ratings"] = "aucune évaluation",
        ["no resamples were asked for"] = "aucun rééchantillonnage demandé",
        ["no residual degrees of freedom"] = "aucun degré de liberté résiduel",
        ["no residual variance"] = "pas de variance résiduelle",
        ["no sample has two replicates"] = "aucun échantillon n’a deux réplicats",
        ["no size up to ten million is so precise"] = "aucun effectif jusqu’à dix millions n’est aussi précis",
        ["no spread around the fit"] = "pas de dispersion autour de l’ajustement",
        ["no spread in a group"] = "pas de dispersion dans un groupe",
        ["no spread in either sample"] = "pas de dispersion dans les deux échantillons",
        ["no spread in either sample but for rounding"] = "pas de dispersion dans les deux échantillons, hormis les arrondis",
        ["no spread: all values are equal"] = "pas de dispersion : toutes les valeurs sont égales",
        ["no spread: all values are equal but for rounding"] = "pas de dispersion : toutes les valeurs sont égales, hormis les arrondis",
        ["no subject in the group"] = "aucun sujet dans le groupe",
        ["no subjects"] = "aucun sujet",
        ["no units"] = "aucune unité",
        ["no values"] = "aucune valeur",
        ["no variance among the placements: all values are tied"] = "pas de variance des rangs relatifs : toutes les valeurs sont ex æquo",
        ["no variance within the data sets"] = "pas de variance au sein des jeux de données",
        ["nobody has a predicted risk of the threshold or more"] = "personne n’a un risque prédit au moins égal au seuil",
        ["nobody is followed beyond the horizon"] = "personne n’est suivi au-delà de l’horizon",
        ["nobody was followed to the horizon"] = "personne n’a été suivi jusqu’à l’horizon",
        ["nobody with, or nobody without, the event"] = "personne avec l’événement, ou personne sans",
        ["not computed"] = "non calculé",
        ["not defined for this method"] = "non défini pour cette méthode",
        ["not defined with Firth's penalty"] = "non défini avec la pénalité de Firth",
        ["one cluster only"] = "une seule grappe",
        ["one value has no interval"] = "une seule valeur n’a pas d’intervalle",
        ["one value has no standard deviation"] = "une seule valeur n’a pas d’écart type",
        ["only events"] = "tous avec événement",
        ["only events in both groups"] = "tous avec événement dans les deux groupes",
        ["only events in every group"] = "tous avec événement dans chaque groupe",
        ["only one group"] = "un seul groupe",
        ["outside the scale"] = "hors de l’échelle",
        ["subjects of one group only were at risk when events happened"] = "un seul groupe était à risque au moment des événements",
        ["the approximation needs shares within 0 and 1"] = "l’approximation demande des parts entre 0 et 1",
        ["the area is 0 or 1"] = "l’aire vaut 0 ou 1",
        ["the conditions are collinear or constant"] = "les variables fixées sont colinéaires ou constantes",
        ["the correlation is 1: no interval"] = "la corrélation vaut 1 : pas d’intervalle",
        ["the correlation is −1: no interval"] = "la corrélation vaut −1 : pas d’intervalle",
        ["the covariance is singular"] = "la covariance est singulière",
        ["the covariance of the random effects is singular: fit the random intercept alone"] =
            "la covariance des effets aléatoires est singulière : ajuster la seule ordonnée à l’origine aléatoire",
        ["the curve lies below the chance line"] = "la courbe passe sous la ligne du hasard",
        ["the denominator is 0"] = "le dénominateur est nul",
        ["the estimate has no standard error"] = "l’estimation n’a pas d’erreur type",
        ["the fit has no covariance"] = "l’ajustement n’a pas de covariance",
        ["the groups do not overlap: no variance"] = "les groupes ne se recouvrent pas : pas de variance",
        ["the groups share no category"] = "les groupes n’ont aucune catégorie commune",
        ["the information is singular"] = "l’information est singulière",
        ["the large-sample standard error is 0"] = "l’erreur type asymptotique est nulle",
        ["the likelihood has no finite maximum"] = "la vraisemblance n’a pas de maximum fini",
        ["the likelihood is monotone"] = "la vraisemblance est monotone",
        ["the model has no finite estimate"] = "le modèle n’a pas d’estimation finie",
        ["the model of intercept and scale has no maximum"] = "le modèle d’ordonnée à l’origine et d’échelle n’a pas de maximum",
        ["the model of the data has no finite estimate"] = "le modèle des données n’a pas d’estimation finie",
        ["the outcome does not vary"] = "l’issue ne varie pas",
        ["the outcome does not vary (no event, or all values alike)"] = "l’issue ne varie pas (aucun événement, ou valeurs toutes égales)",
        ["the outcome is constant"] = "l’issue est constante",
        ["the profile of the partial likelihood does not fall to the level"] = "le profil de la vraisemblance partielle ne descend pas jusqu’au niveau",
        ["the profile penalised likelihood does not fall to the level"] = "le profil de la vraisemblance pénalisée ne descend pas jusqu’au niveau",
        ["the quantile lies below every measured value"] = "le quantile est inférieur à toutes les valeurs mesurées",
        ["the ratio is 0: no interval"] = "le rapport est nul : pas d’intervalle",
        ["the samples do not overlap: no variance"] = "les échantillons ne se recouvrent pas : pas de variance",
        ["the score test starts from the unpenalised maximum"] = "le test du score part du maximum non pénalisé",
        ["the search did not converge"] = "la recherche n’a pas convergé",
        ["the search for the larger model did not end"] = "la recherche du plus grand modèle n’a pas abouti",
        ["the statistic does not vary between patients"] = "la statistique ne varie pas entre les patients",
        ["the statistic of the data is not defined"] = "la statistique des données n’est pas définie",
        ["the time is beyond the last follow-up of the group"] = "le temps dépasse le dernier suivi du groupe",
        ["the transformation is not defined where the estimate is 0 or 1"] = "la transformation n’est pas définie où l’estimation vaut 0 ou 1",
        ["the two markers order the groups alike: no variance"] = "les deux marqueurs ordonnent les groupes de la même façon : pas de variance",
        ["the variance is not defined"] = "la variance n’est pas définie",
        ["the variance of observed − expected is singular"] = "la variance de observé − attendu est singulière",
        ["too few distinct event times to test a trend over time"] = "trop peu de temps d’événement distincts pour tester une tendance dans le temps",
        ["too few observations for a large-sample interval"] = "trop peu d’observations pour un intervalle asymptotique",
        ["too few pairs for an interval"] = "trop peu de paires pour un intervalle",
        ["too few pairs for the number of conditions"] = "trop peu de paires pour le nombre de variables fixées",
        ["too many rank sums to count"] = "trop de sommes de rangs à dénombrer",
        ["two categories have one threshold"] = "deux catégories n’ont qu’un seuil",
        ["without one of the units the model has no finite estimate"] = "sans l’une des unités le modèle n’a pas d’estimation finie",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A reason of the library in a language; what is in that language already stays.</summary>
    public static string In(string reason, Language language)
    {
        if (language == Language.English)
        {
            return reason;
        }

        var shortage = NotAttainable.Match(reason);
        return !shortage.Success
            ? s_french.GetValueOrDefault(reason, reason)
            : $"{Number("level")} % inatteignables avec {shortage.Groups["size"].Value.Replace(" and ", " et ", StringComparison.Ordinal)}"
                + (shortage.Groups["most"].Success ? $" : au plus {Number("most")} %" : string.Empty);

        string Number(string group) => shortage.Groups[group].Value.Replace('.', ',');
    }

    /// <summary>A quantity whose reason is in a language.</summary>
    public static Quantity In(Quantity quantity, Language language) =>
        quantity.IsEstimable || language == Language.English ? quantity : Quantity.NotEstimable(In(quantity.Reason, language));

    [GeneratedRegex(@"^(?<level>[\d.]+) % not attainable with (?<size>n = \d+( and \d+)?)(: at most (?<most>[\d.]+) %)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NotAttainable { get; }
}
