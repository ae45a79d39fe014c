using System.Collections.Immutable;

namespace StudyAnalysis.Schema;

/// <summary>Checks derived variables: names, types, codes, and that each uses only those before it.</summary>
internal sealed class DerivedChecker(DefinitionNames names)
{
    private readonly List<DefinitionProblem> _problems = [];
    private readonly ExpressionChecker _expressions = new(names);
    private readonly SortedDictionary<int, SortedSet<int>> _uses = [];

    public ImmutableArray<DefinitionProblem> Check()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Plan.Derived.Length; i++)
        {
            var derived = names.Plan.Derived[i];
            var path = JsonSchemaValidator.Child("$.derived", i);
            if (!seen.Add(derived.Id))
            {
                Report($"{path}.id", $"\"{derived.Id}\" a second time", "each id once");
            }

            if (ExpressionParser.ReservedWords.Contains(derived.Id))
            {
                Report($"{path}.id", $"\"{derived.Id}\"", "a name that is no word of the plan language");
            }

            if (names.TableOf(derived.Level) is { } table)
            {
                CheckOne(derived, i, table, path);
            }
            else
            {
                Report($"{path}.level", $"\"{derived.Level}\"", "a level: " + Nearest.Suggest(derived.Level, names.Plan.Levels.Select(l => l.Id)));
            }
        }

        CheckOrder();
        return [.. _problems];
    }

    private void CheckOne(DerivedVariable derived, int index, string table, string path)
    {
        if (names.Dictionary.Find(table)!.Find(derived.Id) is not null)
        {
            Report($"{path}.id", $"\"{derived.Id}\", also a field of {table}", "a name of its own");
        }

        _uses[index] = [];
        _expressions.OnDerived = used => _uses[index].Add(used);
        var wanted = ExpressionType.Of(derived.Type, []).Kind;
        _problems.AddRange(_expressions.Check(derived.Expression, table, wanted));
        _expressions.OnDerived = null;
        CheckCodes(derived, path);
    }

    private void CheckCodes(DerivedVariable derived, string path)
    {
        if (derived.Codes.IsEmpty)
        {
            return;
        }

        if (derived.Type != FieldType.Text)
        {
            Report($"{path}.codes", "codes of a variable that is not text", "codes with the type text only");
        }

        var codes = derived.Codes.Select(c => c.Value).ToArray();
        foreach (var other in Results(derived.Expression.Root).Where(c => !codes.Contains(c)))
        {
            Report($"{path}.expression", $"'{other}'", "a code of this variable: " + Nearest.Suggest(other, codes));
        }
    }

    // Texts that the expression writes out as its result. Those it takes from a field may have been narrowed by its conditions.
    private static IEnumerable<string> Results(Expression expression) => expression switch
    {
        Expression.Text text => [text.Value],
        Expression.Conditional conditional => Results(conditional.Then).Concat(Results(conditional.Else)),
        _ => [],
    };

    private void CheckOrder()
    {
        foreach (var (index, used) in _uses.SelectMany(u => u.Value.Where(v => v >= u.Key).Select(v => (u.Key, v))))
        {
            var circle = Circle(used, index, []);
            var name = names.Plan.Derived[used].Id;
            Report(
                JsonSchemaValidator.Child("$.derived", index) + ".expression",
                circle is null ? $"\"{name}\", which is derived after this one" : string.Join(" → ", circle.Prepend(index).Select(i => names.Plan.Derived[i].Id)),
                circle is null ? $"variables derived before: put \"{name}\" first" : "no circle of derived variables");
        }
    }

    private ImmutableList<int>? Circle(int from, int to, HashSet<int> seen)
    {
        if (from == to)
        {
            return [to];
        }

        return seen.Add(from) && _uses.TryGetValue(from, out var uses)
            ? uses.Select(next => Circle(next, to, seen)).FirstOrDefault(found => found is not null)?.Insert(0, from)
            : null;
    }

    private void Report(string path, string found, string allowed) => _problems.Add(new DefinitionProblem("plan.json", path, found, allowed));
}
