using System.Collections.Immutable;

namespace StudyAnalysis.Schema;

/// <summary>The names of a definition and how its tables hang together.</summary>
internal sealed class DefinitionNames
{
    private readonly Dictionary<string, ImmutableArray<string>> _ancestors = [];

    public DefinitionNames(DataDictionary dictionary, AnalysisPlan plan)
    {
        Dictionary = dictionary;
        Plan = plan;
        PatientTable = plan.Levels.IsEmpty ? string.Empty : plan.Levels[0].Table;
        foreach (var table in dictionary.Tables)
        {
            _ancestors.TryAdd(table.Name, FindAncestors(table));
        }
    }

    public DataDictionary Dictionary { get; }

    public AnalysisPlan Plan { get; }

    /// <summary>Table of the first level.</summary>
    public string PatientTable { get; }

    public IEnumerable<string> Tables => Dictionary.Tables.Select(t => t.Name);

    public Level? FindLevel(string id) => Plan.Levels.FirstOrDefault(l => l.Id == id);

    /// <summary>Table of a level, or null.</summary>
    public string? TableOf(string level) => FindLevel(level)?.Table is { } table && Dictionary.Find(table) is not null ? table : null;

    /// <summary>Tables a table refers to, directly or through others.</summary>
    public ImmutableArray<string> AncestorsOf(string table) => _ancestors.GetValueOrDefault(table, []);

    /// <summary>Tables that refer to a table, directly or through others.</summary>
    public IEnumerable<string> DescendantsOf(string table) => Tables.Where(t => AncestorsOf(t).Contains(table));

    /// <summary>Whether rows of a table belong to rows of another: it is the same, or refers to it.</summary>
    public bool HoldsRowsOf(string parent, string table) => table == parent || AncestorsOf(table).Contains(parent);

    /// <summary>Whether a table refers to another, directly or through others.</summary>
    public bool IsBelow(string table, string ancestor) => AncestorsOf(table).Contains(ancestor);

    public bool IsPatientOrBelow(string table) => table == PatientTable || AncestorsOf(table).Contains(PatientTable);

    /// <summary>Position in the plan of a derived variable of a table's rows, or −1.</summary>
    public int FindDerived(string table, string name)
    {
        for (var i = 0; i < Plan.Derived.Length; i++)
        {
            if (Plan.Derived[i].Id == name && TableOf(Plan.Derived[i].Level) == table)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Names that mean something on a row of a table.</summary>
    public IEnumerable<string> NamesOf(string table) =>
        (Dictionary.Find(table)?.Fields.Select(f => f.Name) ?? []).Concat(Plan.Derived.Where(d => TableOf(d.Level) == table).Select(d => d.Id));

    private ImmutableArray<string> FindAncestors(TableSchema table)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        var open = new Queue<string>(table.ForeignKeys.Select(k => k.Table));
        while (open.TryDequeue(out var name))
        {
            if (name != table.Name && !found.Contains(name) && Dictionary.Find(name) is { } parent)
            {
                found.Add(name);
                foreach (var key in parent.ForeignKeys)
                {
                    open.Enqueue(key.Table);
                }
            }
        }

        return found.ToImmutable();
    }
}
