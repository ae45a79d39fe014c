using StudyAnalysis.Statistics.Survival;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Survival;

public sealed class HorizonTests
{
    // Oracles/horizon/horizon.R: riskRegression::Score and brute force over all pairs. Tolerance 1e-12; standard errors 1e-7 (numerical
    // differences in the oracle).
    [Fact, Trait("Oracle", "R 4.2.2 riskRegression 2022.11.28; brute force")]
    public void AucAndRisk_Match_R()
    {
        foreach (var row in OracleFile.Rows("horizon/horizon.csv"))
        {
            var horizon = OracleFile.Number(row[1]);
            var (time, cause, marker) = Load(row[0]);
            var controls = row[2].EndsWith('1') ? HorizonControls.EventFree : HorizonControls.WithoutTheEvent;
            var auc = TimeDependentAuc.Estimate(time, cause, marker, horizon, 1, controls);
            var full = TimeDependentAuc.Estimate(time, cause, marker, horizon, 1, controls, weights: CensoringWeights.Estimated);
            var actual = row[2] switch
            {
                "full1" or "full2" => full.StandardError.Value,
                "auc1" or "auc2" or "score" => auc.Estimate.Value,
                "se1" or "se2" or "score.se" => auc.StandardError.Value,
                "cases" => auc.Cases,
                _ => HorizonStatus.At(time, cause, horizon).Risk.Value,
            };
            OracleFile.AssertRelative(OracleFile.Number(row[3]), actual, row[2] is "se1" or "se2" or "score.se" or "full1" or "full2" ? 1e-7 : 1e-12, string.Join(' ', row));
        }
    }

    [Theory, InlineData(30), InlineData(365), InlineData(700.5), InlineData(2000)]
    public void Weights_AddUpToN_AndRiskIsAalenJohansen(double horizon)
    {
        var (time, cause, _) = Load("bmt");
        var status = HorizonStatus.At(time, cause, horizon);
        OracleFile.AssertRelative(time.Length, status.Weights.Sum(), 1e-12, "weights");
        OracleFile.AssertRelative(AalenJohansen.Estimate(time, cause).Curves[0].At(horizon)[0].Estimate.Value, status.Risk.Value, 1e-12, "risk");
    }

    // By hand: 1 event, 2 censored, 3 event, 3 censored at the horizon 3, 5. G(3−) = 3/4 (one of the four left at 2).
    [Fact]
    public void At_ByHand_CensoredAtTheHorizonIsKnownEventFree()
    {
        var status = HorizonStatus.At([5, 3, 2, 3, 1], [0, 0, 0, 1, 1], 3);
        Assert.Equal([StatusAtHorizon.EventFree, StatusAtHorizon.EventFree, StatusAtHorizon.Unknown, StatusAtHorizon.Event, StatusAtHorizon.Event], status.Status);
        double[] expected = [4.0 / 3, 4.0 / 3, 0, 4.0 / 3, 1];
        Assert.All(status.Weights.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 14));
        Assert.Equal(7.0 / 15, status.Risk.Value, 14);
    }

    // Without censoring the AUC is Mann–Whitney's U / (n m): cases 4, 2; controls 3, 1: pairs won 4>3, 4>1, 2>1 of 4.
    [Fact]
    public void Auc_WithoutCensoring_IsMannWhitney_AndFlipsWithTheSign()
    {
        double[] time = [1, 2, 9, 9];
        Assert.Equal(.75, TimeDependentAuc.Estimate(time, [1, 1, 1, 1], [4, 2, 3, 1], 5).Estimate.Value, 14);
        Assert.Equal(.25, TimeDependentAuc.Estimate(time, [1, 1, 1, 1], [-4, -2, -3, -1], 5).Estimate.Value, 14);
    }

    [Fact]
    public void Undefined_SaysWhy()
    {
        Assert.Equal("no event by the horizon", TimeDependentAuc.Estimate([4, 5], [1, 0], [1, 2], 3).Estimate.Reason);
        Assert.Equal("no control at the horizon", TimeDependentAuc.Estimate([1, 2], [1, 1], [1, 2], 3).Estimate.Reason);
        Assert.Equal("nobody was followed to the horizon", HorizonStatus.At([1, 2], [1, 0], 3).Risk.Reason);
        Assert.Equal("no subject in the group", HorizonStatus.At([], [], 3).Risk.Reason);
        Assert.Equal(1, HorizonStatus.At([1, 2], [1, 1], 3).Risk.Value);
    }

    [Fact]
    public void Landmark_CountsEveryoneOnce()
    {
        var selection = Landmark.Select([10, 30, 31, 45, 60, 5, 30, 90], [1, 0, 0, 1, 0, 2, 2, 0], 30, [true, true, true, true, false, true, true, true]);
        Assert.Equal([2, 3, 7], selection.Rows);
        Assert.Equal([1, 15, 60], selection.TimeFromLandmark);
        Assert.Equal([1, 2], selection.EventsBefore);
        Assert.Equal((1, 1), (selection.CensoredBefore, selection.NotMeasured));
        Assert.Equal(8, selection.Rows.Length + selection.EventsBefore.Sum() + selection.CensoredBefore + selection.NotMeasured);
    }

    private static (double[] Time, int[] Cause, double[] Marker) Load(string name)
    {
        var data = SurvivalData.Load(name);
        return name == "bmt"
            ? (data.Doubles("time"), data.Integers("cause"), data.Doubles("age"))
            : (data.Doubles("time"), data.Integers("status"), data.Doubles("ecog"));
    }
}
