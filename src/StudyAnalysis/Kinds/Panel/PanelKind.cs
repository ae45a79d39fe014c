using System.Collections.Immutable;
using System.Text.Json;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Kinds.Compare;
using StudyAnalysis.Kinds.Correlate;
using StudyAnalysis.Kinds.GroupChange;
using StudyAnalysis.Kinds.PairedChange;
using StudyAnalysis.Kinds.Trend;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Multiplicity;

namespace StudyAnalysis.Kinds.Panel;

/// <summary>One kind of analysis over a list of variables or contrasts, with adjusted p (kind panel).</summary>
/// <remarks>The family is the list as planned: rows without a p do not count in it, and are shown with their reason.</remarks>
public sealed class PanelKind : IKind
{
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

        var adjustment = result.Options.Choice("adjust", "BH", "holm");
        var inner = result.Options.Objects("over").Select(o => (Id: o.Text("id"), Label: o.Localized("label").In(result.Language), Result: Run(context, spec, o))).ToArray();
        var p = inner.Select(i => i.Result.DecisiveP?.Value ?? Quantity.NotEstimable("no p")).ToArray();
        var adjusted = PAdjust.Compute(p, adjustment == "BH" ? AdjustMethod.BenjaminiHochberg : AdjustMethod.Holm);
        var order = Enumerable.Range(0, inner.Length)
            .OrderBy(i => !context.AllowsInference ? 0 : p[i].IsEstimable ? p[i].Value : double.PositiveInfinity).ThenBy(i => i).ToArray();
        result.About(PanelResult.Main).Count("n", result.Say("analyses with a p", "analyses avec un p"), p.Count(q => q.IsEstimable));
        var rows = order.Select(i => Row(result, inner[i].Id, inner[i].Label, inner[i].Result, adjusted[i])).ToImmutableArray();
        foreach (var first in inner.Select(i => i.Result).Where(r => r.Status == AnalysisStatus.Ok).Take(1))
        {
            result.Method(first.Methods.FirstOrDefault(string.Empty), first.RCalls.FirstOrDefault());
        }

        var name = adjustment == "BH" ? "Benjamini–Hochberg" : "Holm";
        result.Method(
            result.Say($"p adjusted over the panel: {name}.", $"p ajustés sur le panel : {name}."), $"p.adjust(p, \"{adjustment}\")");
        var nulls = inner.Where(i => i.Result.Status == AnalysisStatus.Ok).Select(i => NullValue(i.Result)).Distinct().ToArray();
        return result.Finish(common => new PanelResult(common) { Rows = rows, NullValue = nulls.Length == 1 ? nulls[0] : null, Adjustment = name });
    }

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

        var kind = inner.Text("kind");
        return AllKinds.All.ContainsKey(kind)
            ? spec with
            {
                Id = $"{spec.Id}-{over.Text("id")}", Kind = kind, Decisive = "true", FirstReportableN = null,
                Options = JsonSerializer.SerializeToElement(merged), JsonPath = over.Path("set"),
            }
            : throw inner.Problem("kind", $"\"{kind}\"", string.Join(", ", AllKinds.All.Keys));
    }

    private static PanelRow Row(ResultBuilder result, string id, string label, AnalysisResult inner, Quantity adjusted)
    {
        var row = new PanelRow(id, label, inner.StatusReason);
        var main = inner.DecisiveP ?? inner.Statistics.FirstOrDefault(s => s.Name == "estimate");
        result.About(row.Key).N(inner.Population.N);
        if (main is null)
        {
            return row;
        }

        foreach (var name in new[] { "estimate", "conf.low", "conf.high", "conf.level", "p.value" })
        {
            if (inner.Statistics.FirstOrDefault(s => s.Name == name && SameThing(s, main)) is { } found)
            {
                result.About(row.Key).Number(name, found.Label, found.Value, found.Format, found.Unit, found.Warning);
            }
        }

        result.About(row.Key).Number("p.value.adjusted", result.Say("adjusted p", "p ajusté"), adjusted, NumberFormat.PValue);
        var below = inner.Statistics.Where(s => s.Name == "n.below").Sum(s => s.Value.Value);
        result.About(row.Key).Number("n.below", result.Say("values below the limit of quantification", "valeurs sous la limite de quantification"), below, NumberFormat.Count);
        return row;
    }

    private static bool SameThing(Statistic a, Statistic b) =>
        a.Context == b.Context && a.Variable == b.Variable && a.VariableLevel == b.VariableLevel
        && a.Group1 == b.Group1 && a.Group1Level == b.Group1Level && a.Group2 == b.Group2 && a.Group2Level == b.Group2Level;

    private static double? NullValue(AnalysisResult inner) => inner switch
    {
        PairedChangeResult r => Measured.NoDifference(r.IsRatio),
        GroupChangeResult r => Measured.NoDifference(r.IsRatio),
        CompareResult r => Measured.NoDifference(r.Comparison.IsRatio || !r.Comparison.YLevels.IsEmpty),
        TrendResult { Comparison.YLevels.IsEmpty: true } => 0.5,
        CorrelateResult => 0,
        _ => inner.Kind is "hazardModel" or "logisticModel" ? 1 : null,
    };
}
