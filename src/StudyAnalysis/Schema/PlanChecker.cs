using System.Collections.Immutable;
using System.Globalization;

namespace StudyAnalysis.Schema;

/// <summary>What the JSON Schema of plan.json cannot say: names exist at their level, expressions fit, ids are unique, windows are in order.</summary>
internal sealed class PlanChecker
{
    private const string File = "plan.json";

    private readonly DefinitionNames _names;
    private readonly AnalysisPlan _plan;
    private readonly ExpressionChecker _expressions;
    private readonly List<DefinitionProblem> _problems = [];

    public PlanChecker(DataDictionary dictionary, AnalysisPlan plan)
    {
        _plan = plan;
        _names = new DefinitionNames(dictionary, plan);
        _expressions = new ExpressionChecker(_names);
    }

    public ImmutableArray<DefinitionProblem> Check(ImmutableArray<FormattedText> texts)
    {
        CheckLevels();
        CheckTimePoints();
        if (_plan.Origin is { } origin)
        {
            Check(origin, _names.PatientTable, ExpressionKind.Date);
        }

        CheckMarkers();
        _problems.AddRange(new DerivedChecker(_names).Check());
        CheckPopulations();
        CheckEndpoints();
        CheckCrossChecks();
        CheckSections();
        _problems.AddRange(new AnalysisChecker(_names).Check(texts));
        return [.. _problems];
    }

    private void CheckLevels()
    {
        Unique("$.levels", _plan.Levels.Select(l => l.Id));
        for (var i = 0; i < _plan.Levels.Length; i++)
        {
            var path = JsonSchemaValidator.Child("$.levels", i) + ".table";
            var table = _plan.Levels[i].Table;
            if (!Known(path, table, "a table", _names.Tables))
            {
                continue;
            }

            if (!_names.IsPatientOrBelow(table))
            {
                Report(path, $"\"{table}\"", $"{_names.PatientTable} (the table of the first level) or a table whose rows belong to its rows");
            }
        }
    }

    private void CheckTimePoints()
    {
        Unique("$.timePoints", _plan.TimePoints.Select(t => t.Id));
        for (var i = 0; i < _plan.TimePoints.Length; i++)
        {
            var point = _plan.TimePoints[i];
            Window(JsonSchemaValidator.Child("$.timePoints", i), point.WindowStart, point.NominalDay, point.WindowEnd);
        }
    }

    private void CheckMarkers()
    {
        Unique("$.markers", _plan.Markers.Select(m => m.Id));
        for (var i = 0; i < _plan.Markers.Length; i++)
        {
            var path = JsonSchemaValidator.Child("$.markers", i);
            var marker = _plan.Markers[i];
            NoReservedWord($"{path}.id", marker.Id);
            if (marker.ShownWith is { } beside)
            {
                Known($"{path}.shownWith", beside, "another marker", _plan.Markers.Select(m => m.Id).Where(m => m != marker.Id));
            }

            if (Known($"{path}.table", marker.Table, "a table", _names.Tables))
            {
                CheckMarker(marker, path);
            }
        }
    }

    private void CheckMarker(Marker marker, string path)
    {
        if (!_names.IsPatientOrBelow(marker.Table))
        {
            Report($"{path}.table", $"\"{marker.Table}\"", $"a table whose rows belong to rows of {_names.PatientTable}");
            return;
        }

        Check(marker.Value, marker.Table, ExpressionKind.Number);
        Check(marker.Where, marker.Table, ExpressionKind.Truth);
        Check(marker.TimePoint, marker.Table, ExpressionKind.Text);
        Check(marker.Date, marker.Table, ExpressionKind.Date);
        foreach (var homogeneous in marker.Homogeneous)
        {
            Check(homogeneous, marker.Table, ExpressionKind.Any);
        }

        if (marker.TimePoint is null && marker.Date is null)
        {
            Report(path, "neither \"timePoint\" nor \"date\"", "one of them, or both: else no row has a time point");
        }

        if (marker.Date is not null && _plan.Origin is null)
        {
            Report($"{path}.date", $"\"{marker.Date.Source}\" without an origin", "\"origin\" in the plan: windows are days after it");
        }
    }

    private void CheckPopulations()
    {
        Unique("$.populations", _plan.Populations.Select(p => p.Id));
        for (var i = 0; i < _plan.Populations.Length; i++)
        {
            var path = JsonSchemaValidator.Child("$.populations", i);
            var population = _plan.Populations[i];
            if (population.From is { } from)
            {
                var before = _plan.Populations.Take(i).Where(p => p.Level == population.Level).Select(p => p.Id);
                Known($"{path}.from", from, $"a population of level {population.Level} that stands before this one", before);
            }

            Unique($"{path}.steps", population.Steps.Select(s => s.Id));
            if (TableOf($"{path}.level", population.Level) is { } table)
            {
                population.Steps.ToList().ForEach(step => Check(step.Keep, table, ExpressionKind.Truth));
            }
        }
    }

    private void CheckEndpoints()
    {
        Unique("$.endpoints", _plan.Endpoints.Select(e => e.Id));
        for (var i = 0; i < _plan.Endpoints.Length; i++)
        {
            var path = JsonSchemaValidator.Child("$.endpoints", i);
            var endpoint = _plan.Endpoints[i];
            Unique($"{path}.events", endpoint.Events.Select(e => e.Id));
            Unique($"{path}.competing", endpoint.Competing.Select(e => e.Id), endpoint.Events.Select(e => e.Id));
            Unique($"{path}.schedule", endpoint.Schedule.Select(v => v.Id));
            for (var v = 0; v < endpoint.Schedule.Length; v++)
            {
                var visit = endpoint.Schedule[v];
                Window(JsonSchemaValidator.Child($"{path}.schedule", v), visit.WindowStart, visit.NominalDay, visit.WindowEnd);
            }

            if (TableOf($"{path}.level", endpoint.Level) is { } table)
            {
                CheckTimes(endpoint, table);
                CheckAssessments(endpoint, table, $"{path}.assessments");
            }
        }
    }

    // With an origin events and censoring are dates, without one they are days.
    private void CheckTimes(Endpoint endpoint, string table)
    {
        var time = endpoint.Origin is null ? ExpressionKind.Number : ExpressionKind.Date;
        Check(endpoint.AtRisk, table, ExpressionKind.Truth);
        Check(endpoint.Origin, table, ExpressionKind.Date);
        foreach (var source in endpoint.Events.Concat(endpoint.Competing))
        {
            Check(source.At, table, time);
            Check(source.When, table, ExpressionKind.Truth);
        }

        Check(endpoint.Censor, table, time);
    }

    private void CheckAssessments(Endpoint endpoint, string table, string path)
    {
        if (endpoint.Assessments is not { } visits || !Known($"{path}.table", visits.Table, "a table", _names.Tables))
        {
            return;
        }

        if (!_names.IsBelow(visits.Table, table))
        {
            Report($"{path}.table", $"\"{visits.Table}\"", $"a table whose rows belong to rows of {table}");
            return;
        }

        Check(visits.Date, visits.Table, endpoint.Origin is null ? ExpressionKind.Number : ExpressionKind.Date);
        Check(visits.Negative, visits.Table, ExpressionKind.Truth);
    }

    private void CheckCrossChecks()
    {
        Unique("$.checks", _plan.Checks.Select(c => c.Id));
        for (var i = 0; i < _plan.Checks.Length; i++)
        {
            var path = JsonSchemaValidator.Child("$.checks", i);
            var check = _plan.Checks[i];
            if (Known($"{path}.table", check.Table, "a table", _names.Tables))
            {
                Known($"{path}.field", check.Field, $"a field of {check.Table}", _names.Dictionary.Find(check.Table)!.Fields.Select(f => f.Name));
                Check(check.Assert, check.Table, ExpressionKind.Truth);
            }
        }
    }

    private void CheckSections()
    {
        Unique("$.report.sections", _plan.Sections.Select(s => s.Id));
        Unique("$.checklists", _plan.Checklists.Select(c => c.Id));
    }

    private string? TableOf(string path, string level) =>
        Known(path, level, "a level", _plan.Levels.Select(l => l.Id)) ? _names.TableOf(level) : null;

    private void Check(SourcedExpression? expression, string table, ExpressionKind wanted)
    {
        if (expression is not null && _names.Dictionary.Find(table) is not null)
        {
            _problems.AddRange(_expressions.Check(expression, table, wanted));
        }
    }

    private bool Known(string path, string name, string what, IEnumerable<string> allowed)
    {
        var isKnown = allowed.Contains(name);
        if (!isKnown)
        {
            Report(path, $"\"{name}\"", $"{what}: {Nearest.Suggest(name, allowed)}");
        }

        return isKnown;
    }

    private void NoReservedWord(string path, string name)
    {
        if (ExpressionParser.ReservedWords.Contains(name))
        {
            Report(path, $"\"{name}\"", "a name that is no word of the plan language");
        }
    }

    private void Window(string path, double start, double nominal, double end)
    {
        if (start > nominal || nominal > end)
        {
            Report(
                $"{path}.window",
                string.Create(CultureInfo.InvariantCulture, $"[{start}, {end}] around day {nominal}"),
                "first day not above the nominal day, last day not below it");
        }
    }

    private void Unique(string path, IEnumerable<string> ids, IEnumerable<string>? taken = null)
    {
        var seen = new HashSet<string>(taken ?? [], StringComparer.Ordinal);
        foreach (var (index, id) in ids.Index().Where(pair => !seen.Add(pair.Item)))
        {
            Report($"{JsonSchemaValidator.Child(path, index)}.id", $"\"{id}\" a second time", "each id once");
        }
    }

    private void Report(string path, string found, string allowed) => _problems.Add(new DefinitionProblem(File, path, found, allowed));
}
