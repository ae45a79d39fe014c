namespace StudyAnalysis.Statistics.Regress;

/// <summary>Cross-validated error of an elastic-net path, with cv.glmnet's weights and standard errors.</summary>
internal static class ElasticNetFolds
{
    private const double SmallestProbability = 1e-5;

    public static ElasticNetCrossValidation Validate(
        ElasticNetPath path, ElasticNetOutcome outcome, double[][] columns, int[] folds, ElasticNetOptions options)
    {
        var count = folds.Max() + 1;
        var failed = new bool[count];
        var errors = new (double[] Error, double Weight)[count][];
        var byObservation = outcome.Family != ElasticNetFamily.Cox && outcome.Rows < 3 * count;
        Parallel.For(0, count, f => (errors[f], failed[f]) = OneFold(outcome, columns, folds, f, options, byObservation));
        if (failed.Contains(true))
        {
            return new(path with { Converged = false }, [], [], [.. folds], -1, -1);
        }

        (double[] Error, double Weight)[] all = [.. errors.SelectMany(e => e).Where(e => e.Weight > 0)];
        var (mean, error) = (new double[path.Lambdas.Length], new double[path.Lambdas.Length]);
        var total = all.Sum(e => e.Weight);
        for (var k = 0; k < mean.Length; k++)
        {
            var at = k;
            mean[k] = all.Sum(e => e.Weight * e.Error[at]) / total;
            error[k] = Math.Sqrt(all.Sum(e => e.Weight * (e.Error[at] - mean[at]) * (e.Error[at] - mean[at])) / total / (all.Length - 1));
        }

        var best = Array.IndexOf(mean, mean.Min());
        return new(path, [.. mean], [.. error], [.. folds], best, Array.FindIndex(mean, m => m <= mean[best] + error[best]));
    }

    // The error of each penalty on the rows left out, once a fold or once an observation.
    private static ((double[] Error, double Weight)[] Errors, bool Failed) OneFold(
        ElasticNetOutcome outcome, double[][] columns, int[] folds, int fold, ElasticNetOptions options, bool byObservation)
    {
        int[] train = [.. Enumerable.Range(0, folds.Length).Where(i => folds[i] != fold)], test = [.. Enumerable.Range(0, folds.Length).Where(i => folds[i] == fold)];
        var subset = outcome.Of(train);
        double[][] kept = [.. columns.Select(c => train.Select(i => c[i]).ToArray())];
        if (subset.Problem() is not null)
        {
            return ([], false);
        }

        var solutions = new ElasticNetProblem(subset, kept, options).Solve(options.Lambdas);
        if (solutions.Length < options.Lambdas.Length)
        {
            return ([], true);
        }

        if (outcome.Family == ElasticNetFamily.Cox)
        {
            var events = test.Count(i => outcome.Events[i]);
            return ([(Deviances(outcome, columns, solutions, events).Zip(Deviances(subset, kept, solutions, events), (a, b) => a - b).ToArray(), events)], false);
        }

        (double[] Error, double Weight)[] rows = [.. test.Select(i => (solutions.Select(s => Loss(outcome, i, Predict(s, columns, i))).ToArray(), 1.0))];
        return byObservation
            ? (rows, false)
            : ([([.. Enumerable.Range(0, solutions.Length).Select(k => rows.Average(r => r.Error[k]))], test.Length)], false);
    }

    private static double Predict(ElasticNetSolution solution, double[][] columns, int i)
    {
        var eta = solution.Intercept;
        for (var j = 0; j < columns.Length; j++)
        {
            eta += solution.Coefficients[j] * columns[j][i];
        }

        return eta;
    }

    private static double Loss(ElasticNetOutcome outcome, int i, double eta)
    {
        if (outcome.Family == ElasticNetFamily.Linear)
        {
            return (outcome.Values[i] - eta) * (outcome.Values[i] - eta);
        }

        var probability = Math.Clamp(1 / (1 + Math.Exp(-eta)), SmallestProbability, 1 - SmallestProbability);
        return -2 * Math.Log(outcome.Events[i] ? probability : 1 - probability);
    }

    // Verweij and van Houwelingen (1993): what the fold adds to the deviance of all, an event of the fold.
    private static double[] Deviances(ElasticNetOutcome outcome, double[][] columns, IReadOnlyList<ElasticNetSolution> solutions, int events)
    {
        var eta = new double[outcome.Rows];
        var kernel = new CoxKernel(outcome.Values, outcome.Events, eta, 1, efron: false);
        var saturated = kernel.Saturated();
        var deviances = new double[solutions.Count];
        for (var k = 0; k < deviances.Length; k++)
        {
            for (var i = 0; i < eta.Length; i++)
            {
                eta[i] = Predict(solutions[k], columns, i);
            }

            kernel.Evaluate([1]);
            deviances[k] = 2 * (saturated - kernel.Value) / events;
        }

        return deviances;
    }
}
