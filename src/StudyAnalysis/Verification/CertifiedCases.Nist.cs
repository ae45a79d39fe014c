using System.Globalization;
using StudyAnalysis.Statistics.Compare;
using StudyAnalysis.Statistics.Describe;
using StudyAnalysis.Statistics.Regress;

namespace StudyAnalysis.Verification;

/// <summary>NIST Statistical Reference Datasets: values certified to 15 digits, computed there with 500.</summary>
public static partial class CertifiedCases
{
    private const string StatisticalReference = "NIST StRD";

    private static IEnumerable<CertifiedCase> Nist() =>
    [
        Moments("Lew"),
        Moments("Lottery"),
        Moments("Mavro", 12),
        Moments("Michelso"),
        Moments("NumAcc1"),
        Moments("NumAcc2"),
        Moments("NumAcc3", 9),
        Moments("NumAcc4", 8),
        Anova("SiRstv", 12),
        Anova("SmLs01", 12),

        // Constant leading digits: 7 and 13 in the simulated sets. The data themselves, as doubles, carry 1e-9 and 1e-3 of rounding.
        Anova("AtmWtAg", 7),
        Anova("SmLs04", 8),
        Anova("SmLs07", 2),
        Linear("Norris", 12, Powers(1)),
        Linear("Pontius", 11, Powers(2)),
        Linear("NoInt1", 12, x => Design.WithoutIntercept([("x", x[0])])),
        Linear("NoInt2", 12, x => Design.WithoutIntercept([("x", x[0])])),
        Linear("Longley", 10, x => Design.WithIntercept(x[0].Length, [.. x.Select((values, j) => (Indexed("x", j), values))])),
        Linear("Filip", 6, Powers(10)),
        Linear("Wampler1", 9, Powers(5)),
        Linear("Wampler2", 9, Powers(5)),
        Linear("Wampler3", 8, Powers(5)),
        Linear("Wampler4", 7, Powers(5)),
        Linear("Wampler5", 5, Powers(5)),
    ];

    private static CertifiedCase Moments(string set, int digits = 13) => Case(
        set,
        "mean and standard deviation",
        "moyenne et écart-type",
        StatisticalReference,
        [.. Certified(set, "mean", 14), .. Certified(set, "sd", digits)],
        () =>
        {
            var summary = Summary.Compute(CertifiedData.Numbers(set, "x"));
            return [summary.Mean, summary.StandardDeviation];
        });

    private static CertifiedCase Anova(string set, int digits) => Case(
        set,
        "one-way analysis of variance",
        "analyse de variance à un facteur",
        StatisticalReference,
        [.. new[] { "between", "within", "msb", "msw", "statistic", "r2", "sd" }.SelectMany(c => Certified(set, c, digits))],
        () =>
        {
            var table = OneWayAnova.Compute(CertifiedData.Series(set, "g"));
            return
            [
                table.BetweenSquares, table.WithinSquares, table.BetweenMeanSquare, table.WithinMeanSquare,
                table.Test.Statistic, table.Test.Estimate, table.ResidualStandardDeviation,
            ];
        });

    /// <summary>Where the certified residual is 0 exactly, NIST's standard errors are 0 as well and are left out.</summary>
    private static CertifiedCase Linear(string set, int digits, Func<double[][], Design> design)
    {
        var residual = CertifiedData.Has(set, "sigma");
        return Case(
            set,
            "linear regression",
            "régression linéaire",
            StatisticalReference,
            residual
                ? [.. Certified(set, "b", digits), .. Certified(set, "se", digits), .. Certified(set, "sigma", Math.Min(digits, 11)), .. Certified(set, "r2", digits)]
                : [.. Certified(set, "b", digits), .. Certified(set, "r2", digits)],
            () =>
            {
                var fit = LeastSquares.Fit(CertifiedData.Numbers(set, "y"), design(CertifiedData.Series(set, "x")));
                var estimates = fit.Coefficients.Select(c => c.Estimate);
                return residual
                    ? [.. estimates, .. fit.Coefficients.Select(c => c.StandardError), fit.ResidualStandardDeviation, fit.RSquared]
                    : [.. estimates, fit.RSquared];
            });
    }

    private static Func<double[][], Design> Powers(int degree) => x => Design.WithIntercept(
        x[0].Length, [.. Enumerable.Range(1, degree).Select(p => (Indexed("x", p), x[0].Select(v => Math.Pow(v, p)).ToArray()))]);

    private static IEnumerable<CertifiedNumber> Certified(string set, string column, int digits)
    {
        var values = CertifiedData.Texts(set, column);
        return values.Select((value, i) => Full(values.Length > 1 ? Indexed(Spoken(column), i) : Spoken(column), value, digits));
    }

    private static string Spoken(string column) => column switch
    {
        "between" => "SS between",
        "within" => "SS within",
        "msb" => "MS between",
        "msw" => "MS within",
        "statistic" => "F",
        "r2" => "R²",
        "sd" => "SD",
        "se" => "SE",
        "sigma" => "σ",
        _ => column,
    };

    private static string Indexed(string name, int index) => string.Create(CultureInfo.InvariantCulture, $"{name}{index}");
}
