using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Statistics.Validate;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Validate;

public sealed class ModelValidationTests
{
    // Same samples and folds as R's; iterative fits 1e-8.
    [Theory, InlineData("logistic", 25), InlineData("cox", 25), InlineData("cv logistic", 3), InlineData("cv cox", 3), Trait("Oracle", "R rms::validate, converged fits")]
    public void Indices_Match_TheLoopsInR(string name, int samples)
    {
        var oracle = OracleCase.Load("validate", name);
        var result = Run(oracle, name.Replace("cv ", string.Empty, StringComparison.Ordinal));
        Near("apparent", i => i.Apparent.Value);
        Near("training", i => i.Training.Value);
        Near("test", i => i.Test.Value);
        Near("optimism", i => i.Optimism.Value);
        Near("corrected", i => i.Corrected.Value);
        Assert.Equal(samples, result.Samples);

        void Near(string part, Func<ValidatedIndex, double> of)
        {
            foreach (var (expected, index) in oracle.ExpectedNumbers(part).Zip(result.Indices))
            {
                Assert.True(Math.Abs(expected - of(index)) <= 1e-8, FormattableString.Invariant($"{part} {index.Name}: {expected:R} {of(index):R}"));
            }
        }
    }

    [Theory, InlineData("logistic", "Dxy R2 Intercept Slope Brier"), InlineData("cox", "Dxy R2 Slope"), Trait("Oracle", "R rms::validate")]
    public void Bootstrap_Matches_RmsAsItStands(string kind, string names)
    {
        // rms stops its fits at a change of the deviance of 0.025 (logistic) or 1e-4 relative (Cox).
        var oracle = OracleCase.Load("validate", kind + " rms");
        var result = Run(oracle, kind);
        Assert.All(oracle.ExpectedNumbers("corrected").Zip(names.Split(' ')), p => Assert.Equal(p.First, result.Index(p.Second).Corrected.Value, 0.002));
        Assert.All(oracle.ExpectedNumbers("optimism").Zip(names.Split(' ')), p => Assert.Equal(p.First, result.Index(p.Second).Optimism.Value, 0.002));
    }

    [Fact]
    public void Bootstrap_RowsPermutedShiftedScaled_ChangesNothing()
    {
        // The same rows under other numbers: samples permuted with them.
        var oracle = OracleCase.Load("validate", "logistic");
        bool[] y = [.. oracle.Numbers("y").Select(v => v == 1)];
        var (x, n) = (oracle.Columns("x"), oracle.Numbers("y").Length);
        int[] order = [.. Enumerable.Range(0, n).OrderBy(i => i * 37 % n)], place = new int[n];
        for (var k = 0; k < n; k++)
        {
            place[order[k]] = k;
        }

        int[][] samples = [.. oracle.Columns("samples").Select(s => s.Select(i => place[(int)i]).ToArray())];
        var design = Design.WithIntercept(n, [.. x.Select((c, j) => ($"x{j}", order.Select(i => 5 - (4 * c[i])).ToArray()))]);
        var other = ModelValidation.Logistic([.. order.Select(i => y[i])], design, ValidationSamples.BootstrapFrom(n, samples));
        foreach (var (a, b) in Run(oracle, "logistic").Indices.Zip(other.Indices))
        {
            Assert.Equal(a.Corrected.Value, b.Corrected.Value, 9);
        }
    }

    [Fact]
    public void CrossValidation_OfNoise_FindsNothingAndRepeats()
    {
        // Noise: the corrected slope is far below 1 and C close to 0.5, on any number of cores the same.
        var n = 60;
        bool[] y = [.. Enumerable.Range(0, n).Select(i => i * 7 % 11 < 5)];
        var design = Design.WithIntercept(n, [("a", [.. Enumerable.Range(0, n).Select(i => (double)(i * i % 17))]), ("b", [.. Enumerable.Range(0, n).Select(i => (double)(i * 13 % 19))])]);
        var samples = ValidationSamples.CrossValidation(n, 10, 5, 4);
        var result = ModelValidation.Logistic(y, design, samples);
        Assert.Equal(5, samples.Count);
        Assert.Equal("cross-validation, 10 folds, repeated 5 times", samples.Name);
        Assert.True(result.Index("C").Corrected.Value < 0.62);
        Assert.Equal(5, result.Samples);
        Assert.Equal(result.Indices, ModelValidation.Logistic(y, design, ValidationSamples.CrossValidation(n, 10, 5, 4)).Indices);
    }

    [Fact]
    public void Bootstrap_TheDataThemselvesAsOnlySample_HasNoOptimism()
    {
        // By hand: trained and tested on the same rows nothing is lost; slope 1 and intercept 0 by the likelihood equations.
        var oracle = OracleCase.Load("validate", "logistic");
        var n = oracle.Numbers("y").Length;
        var design = Design.WithIntercept(n, [("x", oracle.Columns("x")[0])]);
        var result = ModelValidation.Logistic([.. oracle.Numbers("y").Select(v => v == 1)], design, ValidationSamples.BootstrapFrom(n, [[.. Enumerable.Range(0, n)]]));
        Assert.All(result.Indices, i => Assert.Equal(0, i.Optimism.Value, 9));
        Assert.Equal((0.0, 1.0), (Math.Round(result.Index("Intercept").Corrected.Value, 9), Math.Round(result.Index("Slope").Corrected.Value, 9)));
        Assert.Equal((2 * result.Index("C").Apparent.Value) - 1, result.Index("Dxy").Apparent.Value, 12);
    }

    [Fact]
    public void Bootstrap_Seeds_RepeatAndDiffer()
    {
        var oracle = OracleCase.Load("validate", "cox");
        var n = oracle.Numbers("time").Length;
        ModelValidationResult Of(ulong seed) => ModelValidation.Cox(
            oracle.Numbers("time"), [.. oracle.Numbers("d").Select(v => v == 1)], Design.WithoutIntercept([("x", oracle.Columns("x")[0])]), ValidationSamples.Bootstrap(n, 100, seed));
        Assert.Equal(Of(1).Indices, Of(1).Indices);
        Assert.NotEqual(Of(1).Indices, Of(2).Indices);
        Assert.Equal("bootstrap, 100 samples", ValidationSamples.Bootstrap(n, 100, 1).Name);
    }

    [Fact]
    public void Bootstrap_AFewSamplesWithoutEstimate_AreCountedAndNoted()
    {
        // 4 events of 40: some samples hold none or are separated, fewer than one in ten.
        var n = 40;
        bool[] y = [.. Enumerable.Range(0, n).Select(i => i % 9 == 4)];
        var design = Design.WithIntercept(n, [("x", [.. Enumerable.Range(0, n).Select(i => (double)(i * 17 % 23))])]);
        var result = ModelValidation.Logistic(y, design, ValidationSamples.Bootstrap(n, 300, 2));
        Assert.InRange(result.Failed, 1, 30);
        Assert.Equal(300, result.Samples + result.Failed);
        Assert.Contains("left out", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Degenerate_SayWhy()
    {
        var design = Design.WithIntercept(6, [("x", [1, 2, 3, 4, 5, 6])]);
        var samples = ValidationSamples.Bootstrap(6, 20, 1);
        Assert.Contains("separation", ModelValidation.Logistic([false, false, false, true, true, true], design, samples).Index("C").Corrected.Reason, StringComparison.Ordinal);
        Assert.Contains("samples", ModelValidation.Logistic([false, true, false, false, true, true], design, samples).Index("Slope").Optimism.Reason, StringComparison.Ordinal);
        var cox = Design.WithoutIntercept([("x", [1, 2, 3, 4, 5, 6])]);
        Assert.Equal("the model has no finite estimate", ModelValidation.Cox([1, 2, 3, 4, 5, 6], new bool[6], cox, samples).Index("C").Apparent.Reason);
        Assert.Equal("name", Assert.Throws<ArgumentException>(() => ModelValidation.Cox([1, 2, 3, 4, 5, 6], new bool[6], cox, samples).Index("AUC")).ParamName);
        Assert.Equal("samples", Assert.Throws<ArgumentException>(() => ModelValidation.Cox([1, 2, 3, 4, 5, 6], new bool[6], cox, ValidationSamples.Bootstrap(5, 20, 1))).ParamName);
        Assert.Equal("samples", Assert.Throws<ArgumentException>(() => ValidationSamples.BootstrapFrom(3, [[0, 3]])).ParamName);
        Assert.Equal("folds", Assert.Throws<ArgumentException>(() => ValidationSamples.CrossValidation(3, 4, 1, 1)).ParamName);
        Assert.Equal("folds", Assert.Throws<ArgumentException>(() => ValidationSamples.CrossValidationFrom([[0, 1, 3]])).ParamName);
        Assert.Equal("replicates", Assert.Throws<ArgumentException>(() => ValidationSamples.Bootstrap(3, 0, 1)).ParamName);
    }

    private static ModelValidationResult Run(OracleCase oracle, string kind)
    {
        var x = oracle.Columns("x");
        var n = x[0].Length;
        (string, double[])[] terms = [.. x.Select((c, j) => ($"x{j}", c))];
        int[][] Whole(string name) => [.. oracle.Columns(name).Select(s => Array.ConvertAll(s, v => (int)v))];
        var samples = oracle.Input.TryGetProperty("folds", out _) ? ValidationSamples.CrossValidationFrom(Whole("folds")) : ValidationSamples.BootstrapFrom(n, Whole("samples"));
        return kind == "cox"
            ? ModelValidation.Cox(oracle.Numbers("time"), [.. oracle.Numbers("d").Select(v => v == 1)], Design.WithoutIntercept(terms), samples)
            : ModelValidation.Logistic([.. oracle.Numbers("y").Select(v => v == 1)], Design.WithIntercept(n, terms), samples);
    }
}
