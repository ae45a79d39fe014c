using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Compare;

public sealed class TableTests
{
    public static TheoryData<string> FisherCases => OracleCase.Names("fisher");

    public static TheoryData<string> ExactCases => OracleCase.Names("tables", "exact");

    public static TheoryData<string> ChiSquareCases => OracleCase.Names("tables", "chisq");

    public static TheoryData<string> YatesCases => OracleCase.Names("tables", "yates");

    public static TheoryData<string> McNemarExactCases => OracleCase.Names("tables", "mcnemar exact");

    public static TheoryData<string> McNemarChiSquareCases => OracleCase.Names("tables", "mcnemar chisq");

    // The root of the conditional likelihood: 1e-10, the flatness of the score at its root.
    [Theory, MemberData(nameof(FisherCases)), Trait("Oracle", "R stats::fisher.test")]
    public void FisherExact_Matches_R(string name)
    {
        var oracle = OracleCase.Load("fisher", name);
        var t = oracle.Integers("t");
        oracle.Check(FisherExact.Compute(t[0], t[1], t[2], t[3], oracle.Alternative), 1e-10);
    }

    // Domain file cases F, G, H: Fisher's tea, Fisher's twins, RFA vs MWA (PMC5803367), recurrence (PMC6190664), T cells.
    [Theory]
    [InlineData(3, 1, 1, 3, .4857, 6.4083)]
    [InlineData(2, 15, 10, 3, .0005367, .04694)]
    [InlineData(16, 30, 11, 81, .00262, 3.883)]
    [InlineData(13, 4, 9, 19, .0058, 6.54)]
    public void FisherExact_Published(int a, int b, int c, int d, double p, double oddsRatio)
    {
        var result = FisherExact.Compute(a, b, c, d);
        OracleFile.AssertRelative(p, result.PValue.Value, 5e-3, "p");
        OracleFile.AssertRelative(oddsRatio, result.Estimate.Value, 1e-3, "odds ratio");
    }

    [Fact]
    public void Tables_DomainCasesGAndH()
    {
        // 16/46 against 11/92: odds ratio interval 1.500 … 10.426, χ² 10.153; T cells: Wald 6.861 (1.74 … 27.1), χ² 8.318, exact 1.48 … 35.8.
        var recurrence = FisherExact.Compute(16, 30, 11, 81).Interval!;
        Assert.Equal(1.500, recurrence.Low.Value, 3);

        // R's fisher.test prints 10.426, found to about 1e-4 only; solved to 1e-15 (Oracles/fisher) it is 10.42409.
        OracleFile.AssertRelative(10.426, recurrence.High.Value, 1e-3, "odds ratio, upper");
        Assert.Equal(10.153, ContingencyTable.ChiSquare(new[,] { { 16, 30 }, { 11, 81 } }).Statistic.Value, 3);
        Assert.Equal(.333, ContingencyTable.ChiSquare(new[,] { { 79, 6 }, { 58, 2 } }).PValue.Value, 3);
        Assert.Equal(8.318, ContingencyTable.ChiSquare(new[,] { { 13, 4 }, { 9, 19 } }).Statistic.Value, 3);
        var wald = StudyAnalysis.Statistics.Describe.Proportions.OddsRatio(13, 17, 9, 28);
        Assert.Equal(6.861, wald.Estimate.Value, 3);
        Assert.Equal(1.74, wald.Interval!.Low.Value, 2);
        Assert.Equal(27.1, wald.Interval.High.Value, 1);
        var exact = FisherExact.Compute(13, 4, 9, 19).Interval!;
        Assert.Equal(1.48, exact.Low.Value, 2);
        Assert.Equal(35.8, exact.High.Value, 1);
        var twins = FisherExact.Compute(2, 15, 10, 3).Interval!;
        OracleFile.AssertRelative(.003326, twins.Low.Value, 3e-3, "twins, lower: fisher.test's own root is that loose, solved 0.00331716");
        OracleFile.AssertRelative(.36318, twins.High.Value, 1e-4, "twins, upper");
        Assert.Equal(.2429, FisherExact.Compute(3, 1, 1, 3, StudyAnalysis.Statistics.Alternative.Greater).PValue.Value, 4);
    }

    [Fact]
    public void FisherExact_CompleteAblation_IsThePublishedP() =>
        Assert.Equal(.4701, FisherExact.Compute(79, 6, 58, 2).PValue.Value, 4);

    [Fact]
    public void FisherExact_EmptyMargins_SayWhy()
    {
        Assert.Equal("a group is empty", FisherExact.Compute(0, 0, 1, 2).PValue.Reason);
        Assert.Equal("no event in either group", FisherExact.Compute(0, 3, 0, 2).PValue.Reason);
        Assert.Equal("only events in both groups", FisherExact.Compute(3, 0, 2, 0).PValue.Reason);
        Assert.Equal("others1", Assert.Throws<ArgumentException>(() => FisherExact.Compute(1, -1, 2, 2)).ParamName);
    }

    [Theory, MemberData(nameof(ExactCases)), Trait("Oracle", "R stats::fisher.test, enumeration")]
    public void FisherExactTest_Matches_R(string name)
    {
        var oracle = OracleCase.Load("tables", name);
        oracle.Check(ContingencyTable.FisherExact(Table(oracle)), 1e-11);
    }

    [Theory, MemberData(nameof(ChiSquareCases)), Trait("Oracle", "R stats::chisq.test")]
    public void ChiSquare_Matches_R(string name)
    {
        var oracle = OracleCase.Load("tables", name);
        oracle.Check(ContingencyTable.ChiSquare(Table(oracle)));
    }

    [Theory, MemberData(nameof(YatesCases)), Trait("Oracle", "R stats::chisq.test")]
    public void ChiSquareYates_Matches_R(string name)
    {
        var oracle = OracleCase.Load("tables", name);
        oracle.Check(ContingencyTable.ChiSquare(Table(oracle), yates: true));
    }

    [Theory, MemberData(nameof(McNemarExactCases)), Trait("Oracle", "R stats::binom.test")]
    public void McNemarExact_Matches_R(string name)
    {
        var oracle = OracleCase.Load("tables", name);
        oracle.Check(ContingencyTable.McNemarExact(oracle.Integers("b")[0], oracle.Integers("c")[0], oracle.Alternative));
    }

    [Theory, MemberData(nameof(McNemarChiSquareCases)), Trait("Oracle", "R stats::mcnemar.test")]
    public void McNemarChiSquare_Matches_R(string name)
    {
        var oracle = OracleCase.Load("tables", name);
        oracle.Check(ContingencyTable.McNemarChiSquare(oracle.Integers("b")[0], oracle.Integers("c")[0], oracle.Flag("correct")));
    }

    [Fact]
    public void McNemar_DomainCaseF()
    {
        Assert.Equal(16.818, ContingencyTable.McNemarChiSquare(150, 86).Statistic.Value, 3);
        Assert.Equal(3.716e-5, ContingencyTable.McNemarExact(150, 86).PValue.Value, 8);
        Assert.Equal("no discordant pair", ContingencyTable.McNemarExact(0, 0).PValue.Reason);
        Assert.Equal("no discordant pair", ContingencyTable.McNemarChiSquare(0, 0).PValue.Reason);
    }

    [Fact]
    public void Tables_EmptyRowsAndSmallExpectations_AreNoted()
    {
        var result = ContingencyTable.ChiSquare(new[,] { { 3, 0, 1 }, { 0, 0, 0 }, { 2, 0, 4 } });
        Assert.Equal(1, result.DegreesOfFreedom.Value);
        Assert.Equal(["rows or columns without any count left out", "4 of 4 expected counts are below 5: prefer the exact test"], result.Notes);
        const string reason = "fewer than two rows or columns with counts";
        Assert.Equal(reason, ContingencyTable.ChiSquare(new[,] { { 3, 0 }, { 2, 0 } }).PValue.Reason);
        Assert.Equal(reason, ContingencyTable.FisherExact(new[,] { { 3, 0 }, { 2, 0 } }).PValue.Reason);
        Assert.Throws<ArgumentException>(() => ContingencyTable.ChiSquare(new[,] { { -1, 0 }, { 2, 0 } }));
    }

    [Fact]
    public void FisherExactTest_JobSatisfaction_IsThePublishedP() => Assert.Equal(
        // R's help page of fisher.test, from Agresti (2002), p. 57: p = 0.7827.
        .7827,
        ContingencyTable.FisherExact(new[,] { { 1, 3, 10, 6 }, { 2, 3, 10, 7 }, { 1, 6, 14, 12 }, { 0, 1, 9, 11 } }).PValue.Value,
        4);

    [Fact]
    public void FisherExactTest_TeaByHand()
    {
        // 2 × 3, rows 3 and 2, columns 2, 2, 1: 10 allocations; tables (2 0 1) 1, (0 2 1) 1, (1 1 1) 4, (2 1 0) 2, (1 2 0) 2 of 10.
        Assert.Equal(.2, ContingencyTable.FisherExact(new[,] { { 2, 0, 1 }, { 0, 2, 0 } }).PValue.Value, 14);
        Assert.Equal(.6, ContingencyTable.FisherExact(new[,] { { 2, 1, 0 }, { 0, 1, 1 } }).PValue.Value, 14);
        Assert.Equal(1, ContingencyTable.FisherExact(new[,] { { 1, 1, 1 }, { 1, 1, 0 } }).PValue.Value, 14);
    }

    [Fact]
    public void FisherExactTest_BeyondItsWork_DrawsTables()
    {
        // Four standard errors around R's network: Oracles/tables "exact network job".
        var options = new MonteCarloOptions { AlwaysMonteCarlo = true, Replicates = 40_000 };
        var job = Table(OracleCase.Load("tables", "exact network job"));
        var (drawn, exact) = (ContingencyTable.FisherExact(job, options), ContingencyTable.FisherExact(job).PValue.Value);
        Assert.InRange(drawn.PValue.Value, exact - (4 * Math.Sqrt(exact * (1 - exact) / 40_000)), exact + (4 * Math.Sqrt(exact * (1 - exact) / 40_000)));
        Assert.Equal(drawn.PValue.Value, ContingencyTable.FisherExact(job, options).PValue.Value);
        var huge = new int[8, 9];
        for (var i = 0; i < huge.Length; i++)
        {
            huge[i / 9, i % 9] = 5 + (i * i % 7);
        }

        Assert.Equal("Fisher's exact test, r × c, Monte Carlo", ContingencyTable.FisherExact(huge, new() { Replicates = 100 }).Method.Name);
    }

    private static int[,] Table(OracleCase oracle)
    {
        var rows = oracle.Columns("x");
        var table = new int[rows.Length, rows[0].Length];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < rows[i].Length; j++)
            {
                table[i, j] = (int)rows[i][j];
            }
        }

        return table;
    }
}
