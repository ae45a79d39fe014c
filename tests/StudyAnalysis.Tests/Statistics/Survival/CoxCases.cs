using StudyAnalysis.Statistics.Survival;

namespace StudyAnalysis.Tests.Statistics.Survival;

/// <summary>The models of Oracles/cox/cox.R, by the names used there.</summary>
internal static class CoxCases
{
    public static CoxTies Ties(string name) => name[(name.IndexOf('-', StringComparison.Ordinal) + 1)..] switch
    {
        "efron" => CoxTies.Efron,
        "breslow" => CoxTies.Breslow,
        _ => CoxTies.Exact,
    };

    public static CoxInput Input(string name) => name[..name.IndexOf('-', StringComparison.Ordinal)] switch
    {
        "hand" => new CoxInput
        {
            Time = [1, 1, 6, 6, 8, 9],
            Status = [true, false, true, true, false, true],
            Covariates = new double[,] { { 1 }, { 1 }, { 1 }, { 0 }, { 0 }, { 0 } },
        },
        "gehan" => TwoGroups("gehan"),
        "aml" => TwoGroups("aml"),
        "lung" => Simple("lung", "age", "sex", "ecog", "loss"),
        "lungstrata" => Simple("lung", "age", "loss", "ecog") with { Strata = SurvivalData.Load("lung").Integers("sex") },
        "lungoffset" => Simple("lung", "age", "sex") with { Offset = [.. SurvivalData.Load("lung").Doubles("loss").Select(v => .3 * v / 10)] },
        "lungall" => Simple("lung", "age", "loss") with
        {
            Strata = SurvivalData.Load("lung").Integers("sex"),
            Cluster = [.. SurvivalData.Load("lung").Integers("inst").Select(v => v % 3)],
        },
        "heart" => Heart("age", "year", "surgery", "transplant"),
        "heartcluster" => Heart("age", "year", "surgery", "transplant") with { Cluster = SurvivalData.Load("heart").Integers("id") },
        "heartexact" => Heart("age", "transplant"),
        "kidney" => Simple("kidney", "age", "sex") with { Cluster = SurvivalData.Load("kidney").Integers("id") },
        "bmt" => Bmt(),
        "colon" => Colon(),
        _ => throw new InvalidOperationException(name),
    };

    public static CoxInput Colon()
    {
        var all = SurvivalData.Load("colon");
        var nodes = all.Doubles("nodes");
        var data = all.Where(i => !double.IsNaN(nodes[i]));
        var arm = data.Integers("arm");
        var rest = data.Matrix("arm", "arm", "sex", "age", "obstruct", "adhere", "nodes", "extent");
        for (var i = 0; i < arm.Length; i++)
        {
            (rest[i, 0], rest[i, 1]) = (arm[i] == 1 ? 1 : 0, arm[i] == 2 ? 1 : 0);
        }

        return new CoxInput
        {
            Time = data.Doubles("rtime"),
            Status = data.Flags("rstatus"),
            Covariates = rest,
            Names = ["ArmLev", "ArmLev+5FU", "Sex", "age", "obstruct", "adhere", "nodes", "extent"],
        };
    }

    /// <summary>A number of a coefficient, by the name the scripts give it.</summary>
    public static double Number(CoxCoefficient coefficient, string name) => name switch
    {
        "estimate" => coefficient.Estimate.Value,
        "std.error" => coefficient.StandardError.Value,
        "robust.se" => coefficient.RobustStandardError.Value,
        "statistic" => coefficient.Statistic.Value,
        "p.value" => coefficient.PValue.Value,
        "conf.low" => coefficient.Interval.Low.Value,
        "conf.high" => coefficient.Interval.High.Value,
        _ => throw new ArgumentException(name, nameof(name)),
    };

    /// <summary>A number of the model, by the name the scripts give it.</summary>
    public static double Number(CoxFit fit, string name) => name switch
    {
        "loglik.null" => fit.LogLikelihoodNull.Value,
        "loglik" => fit.LogLikelihood.Value,
        "lr" => fit.LikelihoodRatioTest.Statistic.Value,
        "lr.p" => fit.LikelihoodRatioTest.PValue.Value,
        "wald" => fit.WaldTest.Statistic.Value,
        "score" => fit.ScoreTest.Statistic.Value,
        _ => throw new ArgumentException(name, nameof(name)),
    };

    /// <summary>χ² of proportional hazards under <c>zph-km</c>, …: of the coefficient of that index, global for 0.</summary>
    public static double ProportionalHazards(CoxDiagnostics diagnostics, string name, int index)
    {
        var tests = diagnostics.ProportionalHazards(name switch
        {
            "zph-km" => TimeTransformation.KaplanMeier,
            "zph-identity" => TimeTransformation.Identity,
            "zph-log" => TimeTransformation.Log,
            "zph-rank" => TimeTransformation.Rank,
            _ => throw new ArgumentException(name, nameof(name)),
        });
        return (index == 0 ? tests[^1] : tests[index - 1]).Statistic.Value;
    }

    private static CoxInput TwoGroups(string name)
    {
        var data = SurvivalData.Load(name);
        var group = data.Integers("group");
        var x = new double[group.Length, 1];
        for (var i = 0; i < group.Length; i++)
        {
            x[i, 0] = group[i] == 2 ? 1 : 0;
        }

        return new CoxInput { Time = data.Doubles("time"), Status = data.Flags("status"), Covariates = x };
    }

    private static CoxInput Bmt()
    {
        var data = SurvivalData.Load("bmt");
        var group = data.Integers("group");
        var x = new double[group.Length, 2];
        for (var i = 0; i < group.Length; i++)
        {
            (x[i, 0], x[i, 1]) = (group[i] == 2 ? 1 : 0, group[i] == 3 ? 1 : 0);
        }

        return new CoxInput { Time = data.Doubles("time"), Status = [.. data.Integers("cause").Select(c => c == 1)], Covariates = x };
    }

    private static CoxInput Simple(string name, params string[] columns)
    {
        var data = SurvivalData.Load(name);
        return new CoxInput { Time = data.Doubles("time"), Status = data.Flags("status"), Covariates = data.Matrix(columns), Names = [.. columns] };
    }

    private static CoxInput Heart(params string[] columns)
    {
        var data = SurvivalData.Load("heart");
        return new CoxInput
        {
            Time = data.Doubles("stop"),
            Entry = data.Doubles("start"),
            Status = data.Flags("status"),
            Covariates = data.Matrix(columns),
            Names = [.. columns],
        };
    }
}
