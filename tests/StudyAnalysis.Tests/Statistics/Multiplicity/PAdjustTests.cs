using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Multiplicity;
using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Multiplicity;

public sealed class PAdjustTests
{
    public static TheoryData<string> Cases => OracleCase.Names("p_adjust");

    [Theory, MemberData(nameof(Cases)), Trait("Oracle", "R stats::p.adjust")]
    public void Compute_Matches_R(string name)
    {
        var oracle = OracleCase.Load("p_adjust", name);
        oracle.Check("adjusted", PAdjust.Compute(oracle.Numbers("p"), Method(oracle.Text("method"))));
    }

    [Fact]
    public void Compute_BenjaminiHochberg1995_RejectsFourAndThree()
    {
        // Benjamini and Hochberg (1995), section 4.1: BH rejects 4 of 15 at .05; domain file case L: Holm 3.
        double[] p = [.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .324, .4262, .5719, .6528, .759, 1];
        Assert.Equal(4, PAdjust.Compute(p, AdjustMethod.BenjaminiHochberg).Count(v => v <= .05));
        Assert.Equal(3, PAdjust.Compute(p, AdjustMethod.Holm).Count(v => v <= .05));
        double[] bh = [.0015, .003, .0095, .035625, .0603], holm = [.0015, .0056, .0247, .114];
        Assert.All(bh.Select((v, i) => (v, i)), c => Assert.Equal(c.v, PAdjust.Compute(p, AdjustMethod.BenjaminiHochberg)[c.i], 12));
        Assert.All(holm.Select((v, i) => (v, i)), c => Assert.Equal(c.v, PAdjust.Compute(p, AdjustMethod.Holm)[c.i], 12));
    }

    [Fact]
    public void Compute_NotEstimable_StaysAndDoesNotCount()
    {
        Quantity[] p = [0.02, Quantity.NotEstimable("no pairs"), 0.01];
        var adjusted = PAdjust.Compute(p, AdjustMethod.Holm);
        Assert.Equal("no pairs", adjusted[1].Reason);
        Assert.Equal(0.02, adjusted[0].Value);
        Assert.Equal(0.02, adjusted[2].Value);
        Assert.Empty(PAdjust.Compute(Array.Empty<Quantity>(), AdjustMethod.BenjaminiYekutieli));
    }

    [Fact]
    public void Compute_Impossible_ThrowsNamingTheIndex() =>
        Assert.Contains("pValues[1]", Assert.Throws<ArgumentException>(() => PAdjust.Compute([.5, 1.1], AdjustMethod.Holm)).Message, StringComparison.Ordinal);

    private static AdjustMethod Method(string name) => name switch
    {
        "bonferroni" => AdjustMethod.Bonferroni,
        "holm" => AdjustMethod.Holm,
        "hochberg" => AdjustMethod.Hochberg,
        "BH" => AdjustMethod.BenjaminiHochberg,
        _ => AdjustMethod.BenjaminiYekutieli,
    };
}
