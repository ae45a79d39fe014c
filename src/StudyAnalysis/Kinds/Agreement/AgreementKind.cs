using System.Collections.Immutable;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds.Common;
using StudyAnalysis.Schema;
using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Agreement;

namespace StudyAnalysis.Kinds.Agreement;

/// <summary>How well replicate measurements of a marker agree (kind agreement): within-run coefficient of variation, intraclass correlation, limits of
/// agreement of the first two replicates (ratios for log2 markers).</summary>
/// <remarks>Unit: the sample; samples of one patient count separately. Samples with a replicate outside the limits of quantification are left out and
/// counted, since their spread is unknown.</remarks>
public sealed class AgreementKind : IKind
{
    /// <inheritdoc/>
    public string Name => "agreement";

    /// <inheritdoc/>
    public IResultSection Section { get; } = new AgreementSection();

    /// <inheritdoc/>
    public IEnumerable<OptionReference> References(AnalysisSpec spec) => OptionReferences.Of(spec, ReferenceKind.Marker, "marker");

    /// <inheritdoc/>
    public AnalysisResult Analyze(IAnalysisContext context, AnalysisSpec spec)
    {
        var result = ResultBuilder.Start(context, spec);
        var id = result.Options.Text("marker");
        var marker = context.Definition.Plan.Markers.First(m => m.Id == id);
        if (result.Unavailable(id, marker.Table) is { } notRun)
        {
            return notRun;
        }

        var replicates = Replicates.Read(result, marker, result.Options.Text("replicate"));
        Counts(result, replicates);
        if (replicates.Samples.IsEmpty)
        {
            return result.NotEstimable(result.Say("no sample was measured twice within the limits of quantification", "aucun échantillon mesuré deux fois dans les limites de quantification"));
        }

        var isRatio = marker.Scale == "log2";
        Variation(result, replicates, isRatio);
        Intraclass(result, replicates, isRatio);
        var points = Limits(result, replicates, isRatio, marker.Unit);
        return result.Finish(common => new AgreementResult(common)
        {
            MarkerLabel = marker.Label.In(result.Language), Unit = marker.Unit, IsRatio = isRatio, Points = points,
        });
    }

    private static void Counts(ResultBuilder result, Replicates replicates)
    {
        var about = result.About(AgreementResult.Main);
        about.Count("n", result.Say("samples with replicates", "échantillons avec réplicats"), replicates.Samples.Length);
        about.Count("n.single", result.Say("samples measured once", "échantillons mesurés une fois"), replicates.Single);
        about.Count("n.outside", result.Say("samples with a replicate outside the limits of quantification", "échantillons avec un réplicat hors limites de quantification"), replicates.Outside);
        if (replicates.NotPositive > 0)
        {
            about.Count("n.notpositive", result.Say("samples with a replicate of 0 or below", "échantillons avec un réplicat nul ou négatif"), replicates.NotPositive);
        }
    }

    private static void Variation(ResultBuilder result, Replicates replicates, bool isRatio)
    {
        var test = isRatio ? ReplicateVariation.LogScale(replicates.Samples, result.Spec.ConfLevel) : ReplicateVariation.RootMeanSquare(replicates.Samples);
        result.About(AgreementResult.Variation).Estimate(
            test, result.Say("within-run coefficient of variation", "coefficient de variation intra-série"), NumberFormat.Percent(1));
        result.Method(test);
    }

    private static void Intraclass(ResultBuilder result, Replicates replicates, bool isRatio)
    {
        var size = replicates.Samples.GroupBy(s => s.Length).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key;
        double[][] ratings = [.. replicates.Samples.Where(s => s.Length == size).Select(s => Array.ConvertAll(s, x => isRatio ? Math.Log2(x) : x))];
        var test = IntraclassCorrelation.Compute(ratings, IccModel.OneWay, result.Spec.ConfLevel);
        var about = result.About(AgreementResult.Intraclass);
        about.N(ratings.Length);
        about.Estimate(test, result.Say("intraclass correlation ICC(1,1)", "corrélation intraclasse ICC(1,1)"), NumberFormat.Fixed(2));
        result.Method(test);
        if (ratings.Length < replicates.Samples.Length)
        {
            result.Note(result.Say($"The intraclass correlation uses the samples with {size} replicates.", $"La corrélation intraclasse utilise les échantillons à {size} réplicats."));
        }
    }

    private static ImmutableArray<(double Mean, double Difference)> Limits(ResultBuilder result, Replicates replicates, bool isRatio, string? unit)
    {
        double[] a = [.. replicates.Samples.Select(s => isRatio ? Math.Log2(s[0]) : s[0])], b = [.. replicates.Samples.Select(s => isRatio ? Math.Log2(s[1]) : s[1])];
        var limits = BlandAltman.Compute(a, b, level: result.Spec.ConfLevel);
        Func<double, double>? back = isRatio ? x => Math.Pow(2, x) : null;
        var format = isRatio ? NumberFormat.Fixed(2) : NumberFormat.Significant();
        Add(AgreementResult.Bias, limits.Bias, result.Say("bias, first / second replicate", "biais, premier / second réplicat"), result.Say("bias, first − second replicate", "biais, premier − second réplicat"));
        Add(AgreementResult.Lower, limits.Lower, result.Say("lower limit of agreement (ratio)", "limite inférieure d’agrément (ratio)"), result.Say("lower limit of agreement", "limite inférieure d’agrément"));
        Add(AgreementResult.Upper, limits.Upper, result.Say("upper limit of agreement (ratio)", "limite supérieure d’agrément (ratio)"), result.Say("upper limit of agreement", "limite supérieure d’agrément"));
        result.Method(result.Say(
            "Limits of agreement of Bland and Altman (1999), on the log2 scale for log2 markers.",
            "Limites d’agrément de Bland et Altman (1999), en log2 pour les marqueurs en log2."));
        return [.. a.Zip(b).Select(p => (Mean: (p.First + p.Second) / 2, Difference: p.First - p.Second))
            .Select(p => isRatio ? (Math.Pow(2, p.Mean), Math.Pow(2, p.Difference)) : p).OrderBy(p => p.Item1).ThenBy(p => p.Item2)];

        void Add(StatisticKey key, TestResult test, string ratio, string difference) =>
            result.About(key).Estimate(test, isRatio ? ratio : difference, format, isRatio ? null : unit, back);
    }
}
