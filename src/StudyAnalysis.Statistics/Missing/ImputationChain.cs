using System.Collections.Immutable;
using StudyAnalysis.Statistics.Resample;

namespace StudyAnalysis.Statistics.Missing;

/// <summary>One data set on its way through the rounds.</summary>
internal sealed class ImputationChain
{
    private readonly IReadOnlyList<ImputationVariable> _variables;
    private readonly double[][] _current;
    private readonly ulong _seed;
    private readonly int _number;
    private readonly ImputationOptions _options;

    public ImputationChain(IReadOnlyList<ImputationVariable> variables, ulong seed, int number, ImputationOptions options)
    {
        (_variables, _seed, _number, _options) = (variables, seed, number, options);
        _current = [.. variables.Select((v, k) => Start(v, Draws(0, k)))];
    }

    public List<ImmutableArray<double>> Means { get; } = [];

    public string Problem { get; private set; } = string.Empty;

    public void Run()
    {
        for (var round = 1; round <= _options.Iterations && Problem.Length == 0; round++)
        {
            for (var k = 0; k < _variables.Count && Problem.Length == 0; k++)
            {
                if (_variables[k].Missing > 0)
                {
                    var at = k;
                    double[][] others = [.. _current.Where((_, j) => j != at)];
                    Problem = ImputationStep.Draw(_variables[k], _current[k], others, _options.Donors, Draws(round, k)) ?? string.Empty;
                }
            }

            Means.Add([.. _variables.Select((v, k) => v.Missing == 0 ? double.NaN : _current[k].Where((_, i) => v.IsMissing[i]).Average())]);
        }
    }

    public ImmutableArray<ImmutableArray<double>> Completed() => [.. _current.Select(c => c.ToImmutableArray())];

    private static double[] Start(ImputationVariable variable, RandomSequence random)
    {
        double[] observed = [.. variable.Values.Where((_, i) => !variable.IsMissing[i])];
        return
        [
            .. variable.Values.Select((v, i) => !variable.IsMissing[i] ? v
                : double.IsFinite(variable.Limits[i]) ? variable.Limits[i] : observed[random.Integer(observed.Length)]),
        ];
    }

    // A stream of its own for each data set, round and variable.
    private RandomSequence Draws(int round, int variable) =>
        new(_seed, (((ulong)_number * (ulong)(_options.Iterations + 1)) + (ulong)round) * (ulong)_variables.Count + (ulong)variable);
}
