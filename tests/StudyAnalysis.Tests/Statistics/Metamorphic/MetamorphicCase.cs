using StudyAnalysis.Tests.Oracles;
using Xunit;

namespace StudyAnalysis.Tests.Statistics.Metamorphic;

/// <summary>A method on data, its numbers, and the relations it is held to.</summary>
/// <param name="Method">Type.Method of the statistics library.</param>
/// <param name="Tables">The data: one table, or one for each group.</param>
/// <param name="Unit">Columns of numbers that share the unit.</param>
/// <param name="Labels">Columns of codes whose numbers mean nothing but their order; empty: relabelling is another order of the tables.</param>
/// <param name="Relations">What holds.</param>
/// <param name="Compute">The numbers of the result.</param>
/// <param name="Tolerance">Relative agreement.</param>
internal sealed record MetamorphicCase(
    string Method, Table[] Tables, int[] Unit, int[] Labels, Relation[] Relations, Func<Table[], Number[]> Compute, double Tolerance)
{
    private const double Rounding = 1e-12;
    private static readonly double[] Shifts = [8, 2016, -64];
    private static readonly double[] Factors = [Math.ScaleB(1, -20), 0.5, 1024];

    public void Check(Relation relation)
    {
        var before = Compute(Tables);
        Assert.Contains(before, n => double.IsFinite(n.Value));
        switch (relation)
        {
            case Relation.Shift:
                Assert.All(Shifts, s => Compare(before, Compute([.. Tables.Select(t => t.Mapped(Unit, v => v + s))]), n => n.Shifted(s), $"shift {s}"));
                break;
            case Relation.Scale:
                Assert.All(Factors, f => Compare(before, Compute([.. Tables.Select(t => t.Mapped(Unit, v => v * f))]), n => n.Scaled(f), $"scale {f}"));
                break;
            case Relation.Permutation:
                Compare(before, Compute([.. Tables.Select(t => t.Pick([.. Enumerable.Range(0, t.Rows).Reverse()]))]), n => n.Value, "reversed");
                Compare(before, Compute([.. Tables.Select(t => t.Pick([.. Enumerable.Range(0, t.Rows).OrderBy(i => i * 7 % 11).ThenBy(i => i)]))]), n => n.Value, "mixed");
                break;
            case Relation.Duplication:
                Compare(before, Compute([.. Tables.Select(t => t.Pick([.. Enumerable.Range(0, t.Rows), .. Enumerable.Range(0, t.Rows)]))]), n => n.Doubles ? n.Value : null, "twice");
                break;
            default:
                Compare(before, Compute(Labels.Length > 0 ? [.. Tables.Select(t => t.Recoded(Labels, c => c == 0 ? 0 : (3 * c) + 4))] : [.. Tables.Reverse()]), n => n.Value, "relabelled");
                break;
        }
    }

    private void Compare(Number[] before, Number[] after, Func<Number, double?> expected, string what)
    {
        Assert.Equal(before.Length, after.Length);
        var compared = 0;
        for (var i = 0; i < before.Length; i++)
        {
            if (expected(before[i]) is { } value)
            {
                compared++;
                if (Math.Abs(value) < Rounding && Math.Abs(after[i].Value) < Rounding)
                {
                    continue;
                }

                OracleFile.AssertRelative(value, after[i].Value, Tolerance, $"{Method}, {what}: {before[i].Name}", zero: 1e-9);
            }
        }

        Assert.True(compared > 0, $"{Method}, {what}: nothing is compared");
    }
}
