using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Data;

/// <summary>Evaluates expressions of the plan language on rows of a study. The rules are in data-schema/README.md.</summary>
/// <remarks>Three-valued: missing in, missing out, with the reason of the missing operand. A derived variable is computed once per row and
/// kept, links between tables are made once, so that evaluating a whole table takes time linear in its rows and their child rows. Not for
/// use by several threads at a time.</remarks>
public sealed class ExpressionEvaluator
{
    private readonly Dictionary<ExpressionKey, Func<int, Value>> _compiled = [];
    private readonly Dictionary<(string Table, string Name), DerivedColumn> _derived = [];
    private readonly ExpressionCompiler _compiler;

    /// <summary>An evaluator.</summary>
    /// <param name="data">The data.</param>
    /// <param name="language">Language of the reasons of missing results.</param>
    public ExpressionEvaluator(StudyData data, Language language = Language.English)
    {
        Data = data;
        Language = language;
        Graph = new RowGraph(data);
        Markers = new MarkerReader(this);
        _compiler = new ExpressionCompiler(this);
        foreach (var derived in data.Definition.Plan.Derived)
        {
            var table = data.Definition.Plan.LevelOf(derived.Level).Table;
            _derived[(table, derived.Id)] = new DerivedColumn(derived, table, this);
        }
    }

    /// <summary>The data.</summary>
    public StudyData Data { get; }

    /// <summary>Language of the reasons of missing results.</summary>
    public Language Language { get; }

    /// <summary>Links between rows.</summary>
    public RowGraph Graph { get; }

    /// <summary>Markers at time points.</summary>
    public MarkerReader Markers { get; }

    /// <summary>Table whose rows are the patients.</summary>
    public string PatientTable => Data.Definition.Plan.Levels[0].Table;

    /// <summary>The value of an expression in one row.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="table">Table of the row.</param>
    /// <param name="row">Row, from 0.</param>
    public Value Evaluate(SourcedExpression expression, string table, int row) => Compile(expression.Root, table)(row);

    /// <summary>The value of an expression in some rows, in the order given.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="table">Table of the rows.</param>
    /// <param name="rows">Rows, from 0.</param>
    public ImmutableArray<Value> Evaluate(SourcedExpression expression, string table, ImmutableArray<int> rows)
    {
        var function = Compile(expression.Root, table);
        return [.. rows.Select(function)];
    }

    /// <summary>The value of an expression in every row of a table.</summary>
    public ImmutableArray<Value> Evaluate(SourcedExpression expression, string table) =>
        Evaluate(expression, table, [.. Enumerable.Range(0, Data[table].RowCount)]);

    /// <summary>An expression as a function of the row number of a table; made once per expression and table.</summary>
    internal Func<int, Value> Compile(Expression expression, string table)
    {
        var key = new ExpressionKey(expression, table);
        if (!_compiled.TryGetValue(key, out var function))
        {
            function = _compiler.Compile(expression, table);
            _compiled.Add(key, function);
        }

        return function;
    }

    /// <summary>A derived variable of a table's rows, or null.</summary>
    internal DerivedColumn? FindDerived(string table, string name) => _derived.GetValueOrDefault((table, name));

    // Expressions are compared by identity: a plan's are few and live as long as the definition, and comparing whole trees would cost more.
    private readonly struct ExpressionKey(Expression expression, string table) : IEquatable<ExpressionKey>
    {
        private readonly Expression _expression = expression;
        private readonly string _table = table;

        public bool Equals(ExpressionKey other) => ReferenceEquals(_expression, other._expression) && _table == other._table;

        public override bool Equals(object? obj) => obj is ExpressionKey other && Equals(other);

        public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(_expression), _table);
    }
}

/// <summary>A derived variable: computed when a row is first asked for, then kept.</summary>
internal sealed class DerivedColumn(DerivedVariable variable, string table, ExpressionEvaluator evaluator)
{
    private readonly Value[] _values = new Value[evaluator.Data[table].RowCount];
    private readonly State[] _states = new State[evaluator.Data[table].RowCount];

    private enum State : byte
    {
        Unknown,
        InProgress,
        Known,
    }

    public DerivedVariable Variable { get; } = variable;

    public Value this[int row]
    {
        get
        {
            if (_states[row] == State.Known)
            {
                return _values[row];
            }

            if (_states[row] == State.InProgress)
            {
                throw new InvalidOperationException($"The derived variable {Variable.Id} depends on itself.");
            }

            _states[row] = State.InProgress;
            _values[row] = evaluator.Compile(Variable.Expression.Root, table)(row);
            _states[row] = State.Known;
            return _values[row];
        }
    }
}
