using System.Collections.Immutable;
using StudyAnalysis.Import;
using StudyAnalysis.Import.Writing;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Simulation;

/// <summary>Makes a synthetic workbook for any definition, from the "simulate" entries of its dictionary and nothing else.</summary>
/// <remarks>The language of the entries is in data-schema/README.md. Same definition, options and seed: same workbook, byte for byte.
/// Each variable of each row has its own stream of random numbers, so that more patients, or another rule for one variable, leave the rest as it is.</remarks>
public static class StudySimulator
{
    /// <summary>The workbook as an xlsx file.</summary>
    /// <exception cref="InvalidDefinitionException">A "simulate" entry cannot be followed; the problem says which and why.</exception>
    public static byte[] Write(StudyDefinition definition, SimulationOptions options)
    {
        var bytes = WorkbookWriter.ToBytes(Simulate(definition, options));
        if (!options.Errors)
        {
            AcceptedValues.Check(definition, bytes, options);
        }

        return bytes;
    }

    /// <summary>The workbook; its first sheet says to people that the data are synthetic, with the seed and the parameters; a hidden mark with the hash of its cells says it to the program.</summary>
    /// <exception cref="InvalidDefinitionException">A "simulate" entry cannot be followed; the problem says which and why.</exception>
    public static WorkbookContent Simulate(StudyDefinition definition, SimulationOptions options)
    {
        var run = new Run(options);
        var rules = definition.Dictionary.Tables.Select(TableRule.Read).OfType<TableRule>().ToImmutableArray();
        if (rules.IsEmpty)
        {
            throw new InvalidDefinitionException([new DefinitionProblem("datapackage.json", "$.resources", "no table with \"simulate\"", "at least one")]);
        }

        var rows = Rows(rules, run);
        return SyntheticMarks.Put(new WorkbookContent(
            [SyntheticNotice.Sheet(definition, options), .. rules.Select(rule => SimulatedSheet.Compose(rule, rows[rule.Schema.Name], options))])
        {
            Title = definition.Plan.Study.Title.In(options.Language),
            Keywords = SyntheticNotice.Word,
            Created = run.Cut,
        });
    }

    private static Dictionary<string, ImmutableArray<SimulatedRow>> Rows(ImmutableArray<TableRule> rules, Run run)
    {
        var made = new Dictionary<string, ImmutableArray<SimulatedRow>>(StringComparer.Ordinal);
        var waiting = rules.ToList();
        while (waiting.Count > 0)
        {
            var next = waiting.Find(r => r.Rows.Parent is null || made.ContainsKey(r.Rows.Parent)) ?? throw NoParent(waiting[0]);
            waiting.Remove(next);
            var drawn = next.Rows.Parent is { } parent ? made[parent].SelectMany(row => Rows(next, row, run)) : Rows(next, null, run);
            var keys = new HashSet<string>(StringComparer.Ordinal);
            made[next.Schema.Name] = [.. drawn.Where(row => Key(next, row) is not { } key || keys.Add(key))];
        }

        return made;
    }

    private static IEnumerable<SimulatedRow> Rows(TableRule rule, SimulatedRow? parent, Run run)
    {
        var probe = new SimulatedRow(rule, parent, 0, run);
        var draws = new Draws(run.Options.Seed, Draws.Mix(probe.Stream, Draws.Hash("rows")));
        var number = 0;
        foreach (var given in rule.Rows.Make(probe, draws))
        {
            var row = new SimulatedRow(rule, parent, ++number, run);
            foreach (var (name, value) in given)
            {
                row.Set(name, value);
            }

            if (rule.Keep is null || RowEvaluator.IsTrue(rule.Keep, row))
            {
                yield return row;
            }
        }
    }

    // Two draws may fall on one day: of rows with the same key the first is kept, as import would do. Null where a part of the key is missing.
    private static string? Key(TableRule rule, SimulatedRow row)
    {
        var fields = rule.Schema.PrimaryKey.Select(rule.Schema.Find).OfType<FieldSchema>().Where(f => rule.Makes(f.Name)).ToArray();
        var values = Array.ConvertAll(fields, f => SimulatedSheet.Value(rule, f, row).Value);
        return values.Length == 0 || values.Length < rule.Schema.PrimaryKey.Length || Array.Exists(values, v => v.IsMissing) ? null : string.Join('\u001F', values);
    }

    private static InvalidDefinitionException NoParent(TableRule rule) => new(
        [new DefinitionProblem("datapackage.json", $"$.resources[{rule.Schema.Name}].simulate.rows.per", rule.Rows.Parent!, "another table with a \"simulate\" entry, without a circle")]);
}
