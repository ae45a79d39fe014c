using System.Collections.Immutable;
using System.Text.Json;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Multiplicity;

namespace StudyAnalysis.Kinds.Panel;

/// <summary>One kind of analysis over a list of variables or contrasts, with adjusted p (kind panel).</summary>
/// <remarks>Rows are the effects that each analysis states, on its own scale: of a model the ratios of its first term, a row per level of a factor. The family is
/// the list as planned: a joint test counts once; rows without a p do not count in it, and are shown with their reason.</remarks>
public sealed class PanelKind : IKind
{
    private static readonly ImmutableArray<string> s_copied = ["estimate", "conf.low", "conf.high", "conf.level"];

    /// <inheritdoc/>
    public string Name => "panel";

    /// <inheritdoc/>
    public IResultSection Section { get; } = new PanelSection();

    /// <inheritdoc/>
    public IEnumerable<OptionReference> References(AnalysisSpec spec) =>
        Options.Of(spec).Objects("over").Select(o => Inner(spec, o)).SelectMany(i => AllKinds.All[i.Kind].References(i)).Select(r => r with { IsRequired = false });

    /// <inheritdoc/>
    public AnalysisResult Analyze(IAnalysisContext context, AnalysisSpec spec)
    {
        var result = ResultBuilder.Start(context, spec);
        if (result.Unavailable() is { } notRun)
        {
            return notRun;
        }

        var members = result.Options.Objects("over")
            .Select(o => new PanelMember(o.Text("id"), o.Localized("label").In(result.Language), Run(context, spec, o))).ToImmutableArray();
        var adjustment = result.Options.Choice("adjust", "BH", "holm");
        var adjusted = Adjusted(result, members, adjustment);
        var rows = Ordered(context, members).SelectMany(m => m.Effects.Select(e => Row(result, m, e, adjusted))).ToImmutableArray();
        foreach (var first in members.Select(m => m.Result).Where(r => r.Status == AnalysisStatus.Ok).Take(1))
        {
            result.Method(first.Methods.FirstOrDefault(string.Empty), first.RCalls.FirstOrDefault());
        }

        var name = adjustment == "BH" ? "Benjamini–Hochberg" : "Holm";
        result.Method(
            result.Say($"p adjusted over the panel: {name}.", $"p ajustés sur le panel : {name}."), $"p.adjust(p, \"{adjustment}\")");
        var effects = members.SelectMany(m => m.Result.Effects).ToImmutableArray();
        return result.Finish(common => new PanelResult(common)
        {
            Rows = rows,
            NullValue = Common(effects, e => e.NullValue),
            EstimateName = Common(effects, e => e.Name) ?? string.Empty,
            IsFactor = Common(effects, e => (bool?)e.IsFactor) == true,
            Adjustment = name,
        });
    }

    /// <summary>The adjusted p of each test, by member and key.</summary>
    private static Dictionary<(string Member, StatisticKey Test), Quantity> Adjusted(ResultBuilder result, ImmutableArray<PanelMember> members, string adjustment)
    {
        var tests = members.SelectMany(m => m.Tests.Select(t => (Member: m, Test: t))).ToArray();
        var p = tests.Select(t => t.Member.P(t.Test)).ToArray();
        var adjusted = PAdjust.Compute(p, adjustment == "BH" ? AdjustMethod.BenjaminiHochberg : AdjustMethod.Holm);
        result.About(PanelResult.Main).Count("n", result.Say("analyses with a p", "analyses avec un p"), p.Count(q => q.IsEstimable));
        return tests.Select((t, i) => ((t.Member.Id, t.Test), adjusted[i])).ToDictionary(t => t.Item1, t => t.Item2);
    }

    private static IEnumerable<PanelMember> Ordered(IAnalysisContext context, IEnumerable<PanelMember> members) => context.AllowsInference
        ? members.OrderBy(m => m.Tests.Select(m.P).Where(q => q.IsEstimable).Select(q => q.Value).DefaultIfEmpty(double.PositiveInfinity).Min())
        : members;

    private static AnalysisResult Run(IAnalysisContext context, AnalysisSpec spec, Options over)
    {
        var inner = Inner(spec, over);
        return AllKinds.All[inner.Kind].Analyze(context, inner);
    }

    /// <summary>The analysis of one row: the inner options with what the row sets.</summary>
    private static AnalysisSpec Inner(AnalysisSpec spec, Options over)
    {
        var inner = Options.Of(spec).Object("inner") ?? throw Options.Of(spec).Problem("inner", "nothing", "the options of an analysis without its variable");
        var merged = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var source in new[] { inner, over.Object("set") ?? throw over.Problem("set", "nothing", "what differs in this row") })
        {
            foreach (var property in source.Element.EnumerateObject())
            {
                merged[property.Name] = property.Value;
            }
        }

        var options = JsonSerializer.SerializeToElement(merged);
        var read = new Options(options, over.Path("set"));
        var kind = inner.Text("kind");
        return AllKinds.All.ContainsKey(kind)
            ? spec with
            {
                Id = $"{spec.Id}-{over.Text("id")}",
                Kind = kind,
                Population = read.TextOrNull("population") ?? spec.Population,
                ConfLevel = read.Number("confLevel") ?? spec.ConfLevel,
                Landmark = read.TextOrNull("landmark") ?? spec.Landmark,
                Decisive = read.TextOrNull("decisive") ?? "true",
                FirstReportableN = null,
                Options = options,
                JsonPath = over.Path("set"),
            }
            : throw inner.Problem("kind", $"\"{kind}\"", string.Join(", ", AllKinds.All.Keys));
    }

    private static PanelRow Row(ResultBuilder result, PanelMember member, EffectRow? effect, Dictionary<(string Member, StatisticKey Test), Quantity> adjusted)
    {
        var (inner, several) = (member.Result, effect?.Label ?? string.Empty);
        var row = new PanelRow(member.Id, several.Length == 0 ? member.Label : $"{member.Label}, {several}", inner.StatusReason, several);
        var about = result.About(row.Key);
        about.N(inner.Population.N);
        if (effect is null)
        {
            return row;
        }

        foreach (var found in s_copied.Select(name => inner.Find(effect.Estimate, name)).OfType<Statistic>())
        {
            about.Number(found.Name, found.Label, found.Value, found.Format, found.Unit, found.Warning);
        }

        if (inner.Find(effect.Test, "p.value") is { } p)
        {
            about.P(p.Value, p.Label);
        }

        about.Number("p.value.adjusted", result.Say("adjusted p", "p ajusté"), adjusted[(member.Id, effect.Test)], NumberFormat.PValue);
        about.Number(
            "n.below",
            result.Say("values below the limit of quantification", "valeurs sous la limite de quantification"),
            inner.Statistics.Where(s => s.Name == "n.below").Sum(s => s.Value.Value),
            NumberFormat.Count);
        return row;
    }

    /// <summary>What all effects share; nothing when they differ in it.</summary>
    private static T? Common<T>(ImmutableArray<EffectRow> effects, Func<EffectRow, T?> of)
    {
        var all = effects.Select(of).Distinct().ToArray();
        return all.Length == 1 ? all[0] : default;
    }
}
