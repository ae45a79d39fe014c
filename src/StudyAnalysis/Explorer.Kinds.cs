using StudyAnalysis.Engine;

namespace StudyAnalysis;

/// <content>One method a kind.</content>
public sealed partial class Explorer
{
    /// <summary>Who is in which population, with reasons.</summary>
    /// <param name="populations">Population ids in order.</param>
    public AnalysisResult Flow(params string[] populations) => Any("flow", new { steps = populations });

    /// <summary>A table of variables, by groups if wanted, with standardised differences and missing values; no p.</summary>
    /// <param name="variables">Names of variables.</param>
    /// <param name="by">Grouping variable.</param>
    public AnalysisResult Describe(IEnumerable<string> variables, string? by = null) => Any("describe", new { variables = variables.ToArray(), by });

    /// <summary>A marker before and after: Hodges–Lehmann ratio with exact signed-rank interval, paired t, adjusted change.</summary>
    /// <param name="marker">Marker id.</param>
    /// <param name="from">Time point before.</param>
    /// <param name="to">Time point after.</param>
    /// <param name="adjust">Markers whose own change is adjusted for.</param>
    public AnalysisResult PairedChange(string marker, string from, string to, IEnumerable<string>? adjust = null) =>
        Any("pairedChange", new { marker, from, to, adjust = adjust?.ToArray() });

    /// <summary>Change of a marker by group: ANCOVA on the marker's scale with HC3 standard errors.</summary>
    /// <param name="marker">Marker id.</param>
    /// <param name="from">Time point before.</param>
    /// <param name="to">Time point after.</param>
    /// <param name="by">Grouping variable.</param>
    public AnalysisResult GroupChange(string marker, string from, string to, string by) => Any("groupChange", new { marker, from, to, by });

    /// <summary>Course of a marker over time points: values of every patient, medians, mixed model.</summary>
    /// <param name="marker">Marker id.</param>
    /// <param name="times">Time point ids; null: all of the plan.</param>
    /// <param name="by">Grouping variable.</param>
    public AnalysisResult Trajectory(string marker, IEnumerable<string>? times = null, string? by = null) =>
        Any("trajectory", new { marker, times = (times ?? _cohort.Plan.TimePoints.Select(t => t.Id)).ToArray(), by });

    /// <summary>A proportion with Wilson's interval.</summary>
    /// <param name="numerator">Condition in the language of the plan.</param>
    /// <param name="denominator">Condition on who counts; null: everybody.</param>
    public AnalysisResult Proportion(string numerator, string? denominator = null) => Any("proportion", new { numerator, denominator });

    /// <summary>Agreement of replicates: within-run variation, intraclass correlation, limits of agreement.</summary>
    /// <param name="marker">Marker id.</param>
    /// <param name="replicate">Field that numbers the replicates.</param>
    public AnalysisResult Agreement(string marker, string replicate) => Any("agreement", new { marker, replicate });

    /// <summary>A variable between groups: Mann–Whitney, Kruskal–Wallis or Fisher, with effect and interval.</summary>
    /// <param name="y">Outcome variable.</param>
    /// <param name="by">Grouping variable.</param>
    public AnalysisResult Compare(string y, string by) => Any("compare", new { y, by });

    /// <summary>A variable over ordered groups: Jonckheere–Terpstra or Cochran–Armitage.</summary>
    /// <param name="y">Outcome variable.</param>
    /// <param name="by">Ordered variable.</param>
    public AnalysisResult Trend(string y, string by) => Any("trend", new { y, by });

    /// <summary>A correlation with its interval, partial or by group if wanted.</summary>
    /// <param name="x">First variable.</param>
    /// <param name="y">Second variable.</param>
    /// <param name="given">Variables held fixed.</param>
    /// <param name="by">Grouping variable: the difference of correlations is shown, no subgroup p.</param>
    /// <param name="method">spearman, pearson or kendall.</param>
    public AnalysisResult Correlate(string x, string y, IEnumerable<string>? given = null, string? by = null, string method = "spearman") =>
        Any("correlate", new { x, y, given = given?.ToArray(), by, method });

    /// <summary>Risk at a horizon with competing events (Aalen–Johansen), and how it goes with a predictor.</summary>
    /// <param name="endpoint">Endpoint id.</param>
    /// <param name="predictor">Variable, or null.</param>
    /// <param name="horizon">Days; null: the endpoint's own.</param>
    /// <param name="landmark">Time point at whose window's end the clock starts.</param>
    public AnalysisResult RiskAtHorizon(string endpoint, string? predictor = null, double? horizon = null, string? landmark = null) =>
        Any("riskAtHorizon", new { endpoint, predictor, horizon, landmark });

    /// <summary>How well a variable tells who has the event by a horizon: AUC with its interval.</summary>
    /// <param name="predictor">Variable.</param>
    /// <param name="endpoint">Endpoint id.</param>
    /// <param name="horizon">Days; null: the endpoint's own.</param>
    /// <param name="landmark">Time point at whose window's end the clock starts.</param>
    public AnalysisResult Roc(string predictor, string endpoint, double? horizon = null, string? landmark = null) =>
        Any("roc", new { predictor, endpoint, horizon, landmark });

    /// <summary>Kaplan–Meier curves with risk table and medians. A death that competes with the event belongs into <see cref="CumulativeIncidence"/>.</summary>
    /// <param name="endpoint">Endpoint id.</param>
    /// <param name="by">Grouping variable.</param>
    /// <param name="times">Days at which the curve is read.</param>
    /// <param name="landmark">Time point at whose window's end the clock starts.</param>
    public AnalysisResult Survival(string endpoint, string? by = null, IEnumerable<double>? times = null, string? landmark = null) =>
        Any("survival", new { endpoint, by, times = times?.ToArray(), landmark });

    /// <summary>Cumulative incidence of the event and of those that compete with it.</summary>
    /// <param name="endpoint">Endpoint id.</param>
    /// <param name="by">Grouping variable.</param>
    /// <param name="times">Days at which the curves are read.</param>
    /// <param name="landmark">Time point at whose window's end the clock starts.</param>
    public AnalysisResult CumulativeIncidence(string endpoint, string? by = null, IEnumerable<double>? times = null, string? landmark = null) =>
        Any("cumulativeIncidence", new { endpoint, by, times = times?.ToArray(), landmark });

    /// <summary>Cause-specific Cox model, Firth-penalised unless told otherwise; markers enter per doubling.</summary>
    /// <param name="endpoint">Endpoint id.</param>
    /// <param name="terms">Variables.</param>
    /// <param name="landmark">Time point at whose window's end the clock starts: needed for what is measured after treatment.</param>
    /// <param name="penalty">firth or none.</param>
    public AnalysisResult HazardModel(string endpoint, IEnumerable<string> terms, string? landmark = null, string penalty = "firth") =>
        Any("hazardModel", new { endpoint, terms = terms.ToArray(), landmark, penalty });

    /// <summary>Logistic model, Firth-penalised unless told otherwise; odds ratios with profile intervals, or Wald intervals without the penalty.</summary>
    /// <param name="outcome">Condition in the language of the plan.</param>
    /// <param name="terms">Variables.</param>
    /// <param name="penalty">firth or none.</param>
    public AnalysisResult LogisticModel(string outcome, IEnumerable<string> terms, string penalty = "firth") =>
        Any("logisticModel", new { outcome, terms = terms.ToArray(), penalty });

    /// <summary>Paired changes of many markers and time points at once, p values adjusted together.</summary>
    /// <param name="markers">Marker ids; null: all of the plan.</param>
    /// <param name="from">Time point before.</param>
    /// <param name="to">Time points after.</param>
    public AnalysisResult Panel(IEnumerable<string>? markers, string from, params string[] to) => Any("panel", new
    {
        inner = new { kind = "pairedChange", from },
        over = (from marker in (markers ?? _cohort.Plan.Markers.Select(m => m.Id))
                from point in to
                select new { id = $"{marker}_{point}", label = Label($"{marker}@{point}"), set = new { marker, to = point } }).ToArray(),
        adjust = "BH",
    });

    /// <summary>Events counted per patient and per event.</summary>
    /// <param name="table">Table of events.</param>
    /// <param name="term">Field that names the event.</param>
    /// <param name="grade">Field of its grade.</param>
    public AnalysisResult Events(string table, string term, string? grade = null) => Any("events", new { table, term, grade });
}
