using StudyAnalysis.Engine;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;

namespace StudyAnalysis.Kinds.Common;

/// <summary>Collects the result of one analysis: what is common to all kinds from the specification, population, methods, notes, and numbers in order.</summary>
/// <remarks>Use: Start; Unavailable (returns the NotRun result or null); Restrict the units; add numbers through <see cref="About"/>; then Finish,
/// or NotEstimable with a reason. Not thread-safe; one per analysis.</remarks>
public sealed class ResultBuilder
{
    private readonly List<Statistic> _statistics = [];
    private readonly List<string> _methods = [];
    private readonly List<string> _calls = [];
    private readonly List<string> _notes = [];
    private Statistic? _decisive;

    private ResultBuilder(IAnalysisContext context, AnalysisSpec spec)
    {
        Context = context;
        Spec = spec;
        Options = Options.Of(spec);
        var population = context.Definition.Plan.Populations.First(p => p.Id == spec.Population);
        Level = context.Definition.Plan.LevelOf(population.Level);
        Units = new AnalysisUnits
        {
            Level = Level,
            Label = population.Label.In(context.Language),
            Rows = [],
            PatientRows = [],
            Total = 0,
            Excluded = [],
        };
    }

    /// <summary>The context.</summary>
    public IAnalysisContext Context { get; }

    /// <summary>The specification.</summary>
    public AnalysisSpec Spec { get; }

    /// <summary>Its options.</summary>
    public Options Options { get; }

    /// <summary>Level of the population.</summary>
    public Level Level { get; }

    /// <summary>Language of the run.</summary>
    public Language Language => Context.Language;

    /// <summary>The units analysed so far; empty until <see cref="Unavailable"/> found nothing in the way.</summary>
    public AnalysisUnits Units { get; private set; }

    /// <summary>Numbers so far.</summary>
    public IReadOnlyList<Statistic> Statistics => _statistics;

    /// <summary>Starts the result of an analysis.</summary>
    public static ResultBuilder Start(IAnalysisContext context, AnalysisSpec spec) => new(context, spec);

    /// <summary>The words of the run's language.</summary>
    public string Say(string english, string french) => Language.Pick(english, french);

    /// <summary>The NotRun result when the population or one of the references cannot be had from this workbook; else null, and <see cref="Units"/> are there.</summary>
    /// <param name="references">Variables, markers at time points, endpoints, tables; null ones are passed over.</param>
    public AnalysisResult? Unavailable(params IEnumerable<string?> references)
    {
        foreach (var reference in references.Prepend(Spec.Population))
        {
            if (reference is not null && Context.Unavailable(reference, Level.Id) is { } reason)
            {
                return NotRun(reason);
            }
        }

        Units = Context.Units(Spec.Population);
        return null;
    }

    /// <summary>The NotRun result when a grouping variable has more values than groups can be read; else null.</summary>
    /// <param name="by">The variable; null: there is none.</param>
    public AnalysisResult? TooManyGroups(string? by)
    {
        if (by is null || Grouping.Of(Variable(by), Language) is not { Levels.Length: > VariableScale.MostGroups } groups)
        {
            return null;
        }

        return NotRun(Say(
            $"{groups.Label} has {groups.Levels.Length} different values; at most {VariableScale.MostGroups} groups can be read",
            $"{groups.Label} a {groups.Levels.Length} valeurs différentes ; {VariableScale.MostGroups} groupes au plus se lisent"));
    }

    /// <summary>Keeps the units for which <paramref name="keep"/> is true, the others counted under a reason.</summary>
    public void Keep(IReadOnlyList<bool> keep, string reason) => Units = Units.Keep(keep, reason);

    /// <summary>Goes on with other units (those of an endpoint), which carry their own exclusions.</summary>
    public void Use(AnalysisUnits units) => Units = units;

    /// <summary>A variable on the units as they are now.</summary>
    public Variable Variable(string reference) => Context.Variable(reference, Units);

    /// <summary>Keeps the units on which a variable is there; those without are counted by the reason stated (not yet due, missed, unreadable).</summary>
    /// <returns>The variable on the units kept.</returns>
    public Variable Complete(string reference)
    {
        var reasons = Variable(reference).Values.Where(v => v.IsMissing).Select(v => v.MissingReason).Distinct().Order(StringComparer.Ordinal);
        foreach (var reason in reasons)
        {
            var variable = Variable(reference);
            var words = reason.Length > 0 ? reason : Say("missing", "manquant");
            Keep(
                [.. variable.Values.Select(v => !v.IsMissing || v.MissingReason != reason)],
                Say($"{variable.Label}: {words}", $"{variable.Label} : {words}"));
        }

        return Variable(reference);
    }

    /// <summary>Adds numbers about one thing.</summary>
    public StatisticScope About(StatisticKey key) => new(this, key);

    /// <summary>Adds one number.</summary>
    public Statistic Add(Statistic statistic)
    {
        _statistics.Add(statistic);
        return statistic;
    }

    /// <summary>States a method in one sentence, once.</summary>
    public void Method(string sentence, string? call = null)
    {
        AddOnce(_methods, sentence);
        AddOnce(_calls, call);
    }

    /// <summary>States the method and the equal R call of a test, and its notes.</summary>
    public void Method(TestResult test)
    {
        Method(MethodText.Sentence(test.Method, Language), test.Method.RCall);
        foreach (var note in test.Notes)
        {
            Note(MethodText.Note(note, Language));
        }
    }

    /// <summary>Adds a note, once.</summary>
    public void Note(string note) => AddOnce(_notes, note);

    /// <summary>Offers the p that counts if the plan asks for one. The first offered is the kind's own; a plan may name another by its context.</summary>
    public void Decisive(Statistic? p)
    {
        if (p is not null && Spec.Decisive is { Length: > 0 } wanted && wanted != "false" && (_decisive is null || wanted == p.Context))
        {
            _decisive = p;
        }
    }

    /// <summary>The result that it was not run, because what it needs is not in the workbook.</summary>
    public AnalysisResult NotRun(string reason) => Common(AnalysisStatus.NotRun, reason) with { Statistics = [] };

    /// <summary>The result that there is none, with the numbers so far.</summary>
    public AnalysisResult NotEstimable(string reason) => Common(AnalysisStatus.NotEstimable, ReasonText.In(reason, Language));

    /// <summary>The result; not estimable when fewer units or events than the plan shows results for.</summary>
    /// <param name="complete">Makes the kind's own record of what is common.</param>
    /// <param name="events">Events, where the kind has any.</param>
    public AnalysisResult Finish(Func<AnalysisResult, AnalysisResult> complete, int? events = null)
    {
        if (Spec.FirstReportableN is { } least && Units.Count < least)
        {
            return Hidden(Say($"shown from n = {least}; there are {Units.Count}", $"présenté à partir de n = {least} ; il y en a {Units.Count}"));
        }

        if (events is { } seen && Spec.FirstReportableEvents is { } wanted && seen < wanted)
        {
            return Hidden(Say($"shown from {wanted} events; there are {seen}", $"présenté à partir de {wanted} événements ; il y en a {seen}"));
        }

        return complete(Common(AnalysisStatus.Ok, string.Empty));
    }

    private static void AddOnce(List<string> list, string? text)
    {
        if (!string.IsNullOrEmpty(text) && !list.Contains(text))
        {
            list.Add(text);
        }
    }

    private AnalysisResult Hidden(string reason) => NotEstimable(reason) with { Statistics = [], DecisiveP = null };

    private AnalysisResult Common(AnalysisStatus status, string reason) =>
        AnalysisResult.Empty(Spec, Language, status, reason, new AnalysedPopulation(Units.Label, Units.Level.Plural.In(Language), Units.Count, Units.Excluded)) with
        {
            Methods = [.. _methods],
            RCalls = [.. _calls],
            Notes = [.. _notes],
            Statistics = [.. _statistics],
            DecisiveP = _decisive,
        };
}
