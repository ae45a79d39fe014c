using System.Collections.Immutable;
using StudyAnalysis.Engine;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Kinds.Common;

/// <summary>The terms of a model on complete units: covariates by rows, names, and which columns belong to which term.</summary>
internal sealed record DesignMatrix(ImmutableArray<DesignTerm> Terms, double[,] Covariates)
{
    /// <summary>All columns in order.</summary>
    public ImmutableArray<DesignColumn> Columns { get; } = [.. Terms.SelectMany(t => t.Columns)];

    /// <summary>References of the options' terms, for the check at load.</summary>
    public static IEnumerable<OptionReference> References(Options options) =>
        OutcomeOptions.Terms(options).Select((t, i) => new OptionReference($"{options.Path("terms")}[{i}]", t.Variable, ReferenceKind.Variable));

    /// <summary>The design of one term on complete units.</summary>
    public static DesignMatrix Of(DesignTerm term) => new([term], Fill([term], term.Columns[0].Values.Length));

    /// <summary>Builds the design on units that have every term; the others are counted out, term by term.</summary>
    /// <param name="builder">The analysis.</param>
    /// <param name="keep">Leaves out units and returns those left.</param>
    /// <param name="units">The units to start from.</param>
    public static DesignMatrix Build(ResultBuilder builder, AnalysisUnits units, Func<IReadOnlyList<bool>, string, AnalysisUnits> keep)
    {
        var specs = OutcomeOptions.Terms(builder.Options, builder.Language);
        foreach (var spec in specs)
        {
            var term = DesignBuilder.Build(builder.Context, spec, units);
            units = keep(
                [.. Enumerable.Range(0, units.Count).Select(term.Has)],
                builder.Language.Pick($"{term.Label}: missing", $"{term.Label} : manquant"));
        }

        var terms = specs.Select(s => DesignBuilder.Build(builder.Context, s, units)).ToImmutableArray();
        foreach (var note in terms.Where(t => t.Note is not null))
        {
            builder.Note($"{note.Label}: {note.Note}");
        }

        return new DesignMatrix(terms, Fill(terms, units.Count));
    }

    /// <summary>Columns of a term, counted over the whole matrix.</summary>
    public ImmutableArray<int> ColumnsOf(int term)
    {
        var first = Terms.Take(term).Sum(t => t.Columns.Length);
        return [.. Enumerable.Range(first, Terms[term].Columns.Length)];
    }

    private static double[,] Fill(ImmutableArray<DesignTerm> terms, int rows)
    {
        var columns = terms.SelectMany(t => t.Columns).ToArray();
        var matrix = new double[rows, columns.Length];
        for (var j = 0; j < columns.Length; j++)
        {
            for (var i = 0; i < rows; i++)
            {
                matrix[i, j] = columns[j].Values[i];
            }
        }

        return matrix;
    }
}
