using System.Collections.Immutable;
using StudyAnalysis.Statistics.Describe;

namespace StudyAnalysis.Statistics.Missing;

/// <summary>Options of chained equations.</summary>
public sealed record ImputationOptions
{
    /// <summary>Completed data sets; about the percentage of incomplete subjects (White, Royston and Wood 2011), 20 by default.</summary>
    public int DataSets { get; init; } = 20;

    /// <summary>Rounds over the variables before a data set is kept.</summary>
    public int Iterations { get; init; } = 10;

    /// <summary>Observed values from which predictive mean matching takes one.</summary>
    public int Donors { get; init; } = 5;
}

/// <summary>Completed data sets.</summary>
/// <param name="Method">Name, options and equal R call.</param>
/// <param name="Names">Variables, in the order given.</param>
/// <param name="DataSets">Values; shape: data sets × variables × subjects. Empty when a variable could not be modelled.</param>
/// <param name="ChainMeans">Mean of the drawn values after each round; shape: data sets × rounds × variables (NaN for complete ones).
/// They should mingle without trend.</param>
/// <param name="Problem">Why there are no data sets; empty when there are.</param>
public sealed record ImputedData(
    MethodDescription Method,
    ImmutableArray<string> Names,
    ImmutableArray<ImmutableArray<ImmutableArray<double>>> DataSets,
    ImmutableArray<ImmutableArray<ImmutableArray<double>>> ChainMeans,
    string Problem)
{
    /// <summary>One variable of one completed data set.</summary>
    /// <param name="dataSet">Number, from 0.</param>
    /// <param name="name">Name of the variable.</param>
    /// <returns>n values; observed ones as given.</returns>
    /// <exception cref="ArgumentException">There is no such data set or variable.</exception>
    public double[] Values(int dataSet, string name)
    {
        var variable = Names.IndexOf(name, StringComparer.Ordinal);
        return dataSet < 0 || dataSet >= DataSets.Length || variable < 0
            ? throw new ArgumentException($"There is no data set {dataSet} with a variable {name}: {DataSets.Length} data sets with {string.Join(", ", Names)}.", nameof(name))
            : [.. DataSets[dataSet][variable]];
    }
}

/// <summary>Multiple imputation by chained equations.</summary>
public static class ChainedEquations
{
    /// <summary>Completes a data set several times: each variable in turn is drawn given all the others.</summary>
    /// <param name="variables">All variables of the later analysis, the outcome among them, and auxiliary ones; n subjects each.</param>
    /// <param name="seed">Same seed, same draws, on any number of cores; each data set has its own stream.</param>
    /// <param name="options">20 data sets, 10 rounds, 5 donors when null.</param>
    /// <returns>Completed data sets, valid if values are missing at random given the variables. A predictor that is constant or depends on others
    /// where a variable is observed is left out of its model. No data sets, with the reason, when a variable has too few observed values
    /// for its model. Fit each data set and pool with <see cref="RubinsRules"/>.</returns>
    /// <exception cref="ArgumentException">No variable, two of one name, different lengths, or an impossible option.</exception>
    /// <remarks>Numbers: matching of type 1 on predictions, parameters from their posterior. Yes/no and ordered: parameters from the normal
    /// approximation of their posterior, with the data augmented against separation (White, Daniel and Royston 2010); for ordered categories
    /// mice does not draw the parameters. Below a limit: Tobit model, then the truncated normal. R: <c>mice::mice(data, m, method = c("pmm", "logreg", "polr"),
    /// maxit)</c>. Source: van Buuren and Groothuis-Oudshoorn (2011), J Stat Softw 45(3). Oracle: Oracles/imputation (distribution, with
    /// stated Monte Carlo error).</remarks>
    public static ImputedData Impute(IReadOnlyList<ImputationVariable> variables, ulong seed, ImputationOptions? options = null)
    {
        var chosen = options ?? new ImputationOptions();
        Check(variables, chosen);
        var method = new MethodDescription(
            "Multiple imputation by chained equations",
            Inference.Options(("data sets", Text(chosen.DataSets)), ("iterations", Text(chosen.Iterations)), ("donors", Text(chosen.Donors)), ("seed", seed.ToString(System.Globalization.CultureInfo.InvariantCulture))),
            $"mice::mice(data, m = {Text(chosen.DataSets)}, maxit = {Text(chosen.Iterations)})");
        ImmutableArray<string> names = [.. variables.Select(v => v.Name)];
        foreach (var variable in variables)
        {
            if (ImputationStep.Problem(variable) is { } problem)
            {
                return new(method, names, [], [], problem);
            }
        }

        var chains = new ImputationChain[chosen.DataSets];
        Parallel.For(0, chains.Length, m =>
        {
            chains[m] = new ImputationChain(variables, seed, m, chosen);
            chains[m].Run();
        });
        return Array.Find(chains, c => c.Problem.Length > 0) is { } failed
            ? new(method, names, [], [], failed.Problem)
            : new(method, names, [.. chains.Select(c => c.Completed())], [.. chains.Select(c => c.Means.ToImmutableArray())], string.Empty);
    }

    private static string Text(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static void Check(IReadOnlyList<ImputationVariable> variables, ImputationOptions options)
    {
        if (variables.Count == 0 || variables.Select(v => v.Name).Distinct(StringComparer.Ordinal).Count() != variables.Count)
        {
            throw new ArgumentException("There is at least one variable, each with its own name.", nameof(variables));
        }

        foreach (var variable in variables)
        {
            Guard.SameLength(variables[0].Rows, variable.Rows, variables[0].Name, nameof(variables));
        }

        if (options.DataSets < 2 || options.Iterations < 1 || options.Donors < 1)
        {
            throw new ArgumentException("At least 2 data sets, 1 iteration and 1 donor.", nameof(options));
        }
    }
}
