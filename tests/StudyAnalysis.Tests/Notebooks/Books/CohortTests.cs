using Deedle;
using StudyAnalysis.Engine;
using StudyAnalysis.Kinds;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Notebooks.Books;

public sealed class CohortTests
{
    // One context is not for several threads: each test has its own.
    private readonly Cohort _cohort = Opened.Open("rfa-crlm", "example.xlsx");

    [Fact]
    public void Frame_NamesNoPatient()
    {
        foreach (var table in _cohort.Data.Tables)
        {
            var frame = _cohort.Frame(table.Schema.Name);
            var texts = frame.ColumnKeys.SelectMany(c => frame.GetColumn<object>(c).Values).OfType<string>();
            Assert.DoesNotContain(texts, t => t.Contains("CRI-", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Frame_HasTheSameNumberForTheSamePatientInEveryTable()
    {
        var patients = _cohort.Data["patients"]["patient"];
        var samples = _cohort.Data["samples"]["patient"];
        var numbers = _cohort.Frame("samples").GetColumn<double>("patient");
        for (var row = 0; row < samples.Count; row++)
        {
            Assert.Equal(samples[row].Text, patients[(int)numbers[row] - 1].Text);
        }
    }

    [Fact]
    public void Frame_KeepsTheOrderOfTheDictionary() =>
        Assert.Equal(["sample", "analyte", "replicate", "matrix", "value", "value.qualifier"], _cohort.Frame("assays").ColumnKeys.Take(6));

    [Fact]
    public void Frame_OfAnUnknownTable_SaysWhichThereAre() =>
        Assert.Contains("did you mean \"patients\"?", Assert.Throws<KeyNotFoundException>(() => _cohort.Frame("patient")).Message, StringComparison.Ordinal);

    [Fact]
    public void Markers_AreOneRowAPatientMarkerAndTimePoint()
    {
        var frame = _cohort.Markers("sCD40L", "platelets");
        Assert.Equal(_cohort.Count * 2 * _cohort.Plan.TimePoints.Length, frame.RowCount);
        var (value, log2, marker) = (frame.GetColumn<double>("value"), frame.GetColumn<double>("log2"), frame.GetColumn<string>("marker"));
        Assert.All(frame.RowKeys.Where(r => log2.TryGet(r).HasValue), r => Assert.Equal(Math.Log2(value[r]), log2[r], 1e-12));
        Assert.Equal(2, marker.Values.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Pairs_AreThoseOfThePlannedAnalysis()
    {
        var pairs = _cohort.In("rfa_index").Pairs("sCD40L", "before", "m1");
        Assert.Equal(_cohort.Run("primary_change").Population.N, pairs.RowCount);
        Assert.All(pairs.RowKeys, r => Assert.Equal(
            pairs.GetColumn<double>("m1")[r] / pairs.GetColumn<double>("before")[r], pairs.GetColumn<double>("ratio")[r], 1e-12));
    }

    [Fact]
    public void Endpoint_HasTheEventsOfThePlannedAnalysis()
    {
        var frame = _cohort.In("disease_treated").Endpoint("rfs");
        var planned = _cohort.Run("rfs");
        Assert.Equal(planned.Population.N, frame.RowCount);
        Assert.Equal(
            planned.Statistics.First(s => s.Name == "n.event").Value.Value,
            frame.GetColumn<bool>("event").Values.Count(e => e));
    }

    [Fact]
    public void Variables_HaveMissingValuesMissing()
    {
        var frame = _cohort.Variables("age_at_index", "sex", "sCD40L@m1");
        Assert.Equal(_cohort.Count, frame.RowCount);
        Assert.True(frame.GetColumn<double>("sCD40L@m1").ValueCount < frame.RowCount);
    }

    [Fact]
    public void Explore_OfAPlannedQuestion_GivesThePlannedNumbers_MarkedNotPlanned()
    {
        var planned = _cohort.Run("relapse_cox_m1");
        var explored = _cohort.In("disease_treated").Explore.HazardModel("relapse", ["sCD40L@m1"], landmark: "m1");
        var estimate = planned.Statistics.First(s => s.Name == "estimate").Value.Value;
        Assert.Equal(estimate, explored.Statistics.First(s => s.Name == "estimate").Value.Value, 1e-12);
        Assert.False(explored.IsPlanned);
        Assert.True(planned.IsPlanned);
        Assert.Equal(AnalysisRole.Exploratory, explored.Role);
        Assert.Contains(explored.Notes, n => n.Contains("not in the plan", StringComparison.Ordinal));
        Assert.DoesNotContain(explored.Statistics, s => s.Name.Contains("p.value", StringComparison.Ordinal));
    }

    [Fact]
    public void Explore_HasEveryKindOfThePlanLanguage()
    {
        var methods = typeof(Explorer).GetMethods().Select(m => m.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        string[] byAnyOnly = ["enrolment", "followUp"];
        Assert.All(AllKinds.All.Keys.Except(byAnyOnly, StringComparer.Ordinal), k => Assert.Contains(k, methods));
        Assert.Equal(39, _cohort.Explore.Any("enrolment", new { date = "index_date", planned = 40 }).Population.N);
    }

    [Fact]
    public void Explore_RunsEachKindWithAFewArguments()
    {
        var (all, treated) = (_cohort.Explore, _cohort.In("disease_treated").Explore);
        AnalysisResult[] results =
        [
            all.Flow("included", "treated"), all.Describe(["sex", "age_at_index"], by: "treatment_group"), all.PairedChange("CCL5", "before", "h24", ["platelets"]),
            all.GroupChange("CCL5", "before", "m1", "treatment_group"), all.Trajectory("platelets"), all.Proportion("sex = 'F'"), all.Agreement("sCD40L", "replicate"),
            all.Compare("CCL5@before", "sex"), all.Trend("CCL5@before", "pt"), all.Correlate("platelets@before", "CCL5@before"),
            treated.RiskAtHorizon("relapse", "CCL5@before"), treated.Roc("CCL5@before", "relapse"), treated.Survival("rfs", by: "treatment_group", times: [182]),
            treated.CumulativeIncidence("relapse"), treated.HazardModel("relapse", ["CCL5@before"]), all.LogisticModel("sex = 'F'", ["age_at_index"]),
            all.Panel(["IL6", "IL8"], "before", "h24", "m1"), all.Events("adverse_events", "term", "grade"),
        ];
        Assert.Equal(results.Length, results.Select(r => r.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(results, r => r.Status == AnalysisStatus.NotRun);
    }

    [Fact]
    public void Explore_WithAWrongName_SaysWhatIsAllowed()
    {
        var error = Assert.Throws<InvalidDefinitionException>(() => _cohort.Explore.Survival("relaps"));
        Assert.Contains("endpoint: found \"relaps\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("did you mean \"relapse\"?", error.Message, StringComparison.Ordinal);
        Assert.Contains("\"survival\"", Assert.Throws<InvalidDefinitionException>(() => _cohort.Explore.Any("survivl", new { endpoint = "rfs" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_CountsOutWhoFailsIt_AndDoesNotTouchTheRest()
    {
        var older = _cohort.In("treated").Where("age_at_index >= 60").Where("sex = 'F'");
        Assert.Equal(11, older.Count);
        var result = older.Explore.Describe(["sex"]);
        Assert.Contains(result.Population.Excluded, e => e.Reason.Contains("age_at_index", StringComparison.Ordinal));
        Assert.Equal(39, _cohort.Count);
        Assert.Throws<InvalidDefinitionException>(() => _cohort.Where("age_at_index >"));
    }

    [Fact]
    public void Run_OfAnUnknownAnalysis_SaysWhichThereAre() =>
        Assert.Contains("did you mean \"primary_change\"?", Assert.Throws<KeyNotFoundException>(() => _cohort.Run("primary_chnge")).Message, StringComparison.Ordinal);

    [Fact]
    public void AsOf_CutsTheData() => Assert.Equal(new DateOnly(2025, 9, 1), _cohort.Study.Open(Opened.Workbook("rfa-crlm", "example.xlsx"), new DateOnly(2025, 9, 1)).AsOf);
}
