using StudyAnalysis.Statistics;
using StudyAnalysis.Statistics.Censored;
using StudyAnalysis.Statistics.Regress;
using StudyAnalysis.Statistics.Survival;

namespace StudyAnalysis.Verification;

/// <summary>Proportional hazards, and the censored normal.</summary>
public static partial class CertifiedCases
{
    private const string Book = "Therneau & Grambsch 2000, ";

    private static IEnumerable<CertifiedCase> Models() =>
    [
        Case(
            "book data 1, Breslow",
            "Cox regression; β = ln((3 + √33)/2)",
            "régression de Cox ; β = ln((3 + √33)/2)",
            Book + "E.1.1",
            [Full("β", "1.475284914829"), Full("log L", "-3.82474950500287"), Full("log L(0)", "-4.56434819146784"), Full("variance", "1.57686886578956", 11), Full("score test", "1.6")],
            () => Cox(Book1(), CoxTies.Breslow, fit => [fit.LogLikelihoodNull, fit.Variance[0][0], fit.ScoreTest.Statistic])),
        Case(
            "book data 1, Efron",
            "Cox regression; r³ − 23r − 30 = 0",
            "régression de Cox ; r³ − 23r − 30 = 0",
            Book + "E.1.2",
            [Full("β", "1.6768574855929"), Full("log L", "-3.35897484026335"), Full("variance", "1.6323015607503", 11)],
            () => Cox(Book1(), CoxTies.Efron, fit => [fit.Variance[0][0]])),
        Case(
            "book data 2, start–stop, Breslow",
            "Cox regression, root of the book's score",
            "régression de Cox, racine du score du livre",
            Book + "E.2.1",
            [Full("β", "-0.0845260806613091", 9), Full("log L", "-9.38701511836634"), Full("variance", "0.630145870034547", 10)],
            () => Cox(Book2(), CoxTies.Breslow, fit => [fit.Variance[0][0]])),
        Case(
            "book data 2, start–stop, Efron",
            "Cox regression, root of the book's score",
            "régression de Cox, racine du score du livre",
            Book + "E.2.2",
            [Full("β", "-0.0211052095801749", 9), Full("log L", "-9.16916646472476"), Full("variance", "0.63230626065796", 10)],
            () => Cox(Book2(), CoxTies.Efron, fit => [fit.Variance[0][0]])),
        Case(
            "Freireich, placebo to 6-MP",
            "Cox regression: Efron, Breslow, exact ties",
            "régression de Cox : ex aequo d'Efron, de Breslow, exacts",
            "Freireich 1963; R coxph",
            [Printed("β Efron", "1.57213"), Printed("SE Efron", "0.41240"), Printed("HR", "4.817"), Printed("low", "2.147"), Printed("high", "10.809"), Printed("β Breslow", "1.50919"), Printed("β exact", "1.62824")],
            () =>
            {
                var input = TwoGroups("gehan");
                var efron = CoxRegression.Fit(input).Coefficients[0];
                return
                [
                    efron.Estimate, efron.StandardError, efron.HazardRatio, efron.Interval.Low, efron.Interval.High,
                    CoxRegression.Fit(input, CoxTies.Breslow).Coefficients[0].Estimate, CoxRegression.Fit(input, CoxTies.Exact).Coefficients[0].Estimate,
                ];
            }),
        Case(
            "leukaemia, not maintained to maintained",
            "Cox regression, concordance",
            "régression de Cox, concordance",
            "survival::aml; R coxph",
            [Printed("HR", "2.498"), Printed("low", "0.916"), Printed("high", "6.813"), Printed("p", "0.0737"), Printed("C", "0.619")],
            () =>
            {
                var fit = CoxRegression.Fit(TwoGroups("aml"));
                var coefficient = fit.Coefficients[0];
                return [coefficient.HazardRatio, coefficient.Interval.Low, coefficient.Interval.High, coefficient.PValue, fit.Concordance()!.Estimate];
            }),
        Case(
            "kidney, 2 catheters a person",
            "Cox regression, clustered variance",
            "régression de Cox, variance par grappes",
            "survival::kidney; R coxph(cluster = id)",
            [Printed("β", "-0.82931"), Printed("SE naive", "0.29895"), Printed("SE robust", "0.48346")],
            () =>
            {
                const string set = "kidney";
                var fit = CoxRegression.Fit(new CoxInput
                {
                    Time = CertifiedData.Numbers(set, "time"),
                    Status = CertifiedData.Flags(set, "status"),
                    Covariates = CertifiedData.Matrix(CertifiedData.Series(set, "x")),
                    Cluster = CertifiedData.Integers(set, "id"),
                });
                var second = fit.Coefficients[1];
                return [second.Estimate, second.StandardError, second.RobustStandardError];
            }),
        Case(
            "durable goods, 13 of 20 at 0",
            "censored normal regression (Tobit)",
            "régression normale censurée (Tobit)",
            "Tobin 1958; R survreg",
            [Printed("b0", "15.1449"), Printed("b1", "-0.1291"), Printed("b2", "-0.0455"), Printed("scale", "5.57"), Printed("log L", "-28.9")],
            () =>
            {
                var (y, x) = (CertifiedData.Numbers("tobin", "y"), CertifiedData.Series("tobin", "x"));
                var fit = CensoredNormal.Fit(y, [.. y.Select(v => v == 0)], Design.WithIntercept(y.Length, ("x1", x[0]), ("x2", x[1])));
                return [.. fit.Coefficients.Select(c => c.Estimate), fit.Sigma.Estimate, fit.LogLikelihood];
            }),
    ];

    private static Quantity[] Cox(CoxInput input, CoxTies ties, Func<CoxFit, Quantity[]> more)
    {
        var fit = CoxRegression.Fit(input, ties);
        return [fit.Coefficients[0].Estimate, fit.LogLikelihood, .. more(fit)];
    }

    private static CoxInput Book1() => new()
    {
        Time = [1, 1, 6, 6, 8, 9],
        Status = [true, false, true, true, false, true],
        Covariates = CertifiedData.Matrix([1, 1, 1, 0, 0, 0]),
    };

    private static CoxInput Book2() => new()
    {
        Entry = [1, 2, 5, 2, 1, 7, 3, 4, 8, 8],
        Time = [2, 3, 6, 7, 8, 9, 9, 9, 14, 17],
        Status = [true, true, true, true, true, true, true, false, false, false],
        Covariates = CertifiedData.Matrix([1, 0, 0, 1, 0, 1, 1, 1, 0, 0]),
    };

    /// <summary>Group 2 against group 1.</summary>
    private static CoxInput TwoGroups(string set) => new()
    {
        Time = CertifiedData.Numbers(set, "time"),
        Status = CertifiedData.Flags(set, "status"),
        Covariates = CertifiedData.Matrix([.. CertifiedData.Integers(set, "group").Select(g => g - 1.0)]),
    };
}
