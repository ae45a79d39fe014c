using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>The differences of two reports in words. A change of method is said as such, so that it is never taken for a movement of the data.</summary>
internal static class ReportDifference
{
    // As R's all.equal: below √ε numbers count as equal.
    private const double Tolerance = 1.5e-8;

    public static IEnumerable<string> Between(SavedReport before, SavedReport after, Language language)
    {
        foreach (var (name, old) in before.Provenance)
        {
            if (after.Provenance.TryGetValue(name, out var now) && now != old)
            {
                yield return $"{Cause(name, language)} {name}: {old} → {now}";
            }
        }

        foreach (var id in before.Analyses.Keys.Union(after.Analyses.Keys, StringComparer.Ordinal))
        {
            foreach (var line in OfAnalysis(id, before.Analyses.GetValueOrDefault(id), after.Analyses.GetValueOrDefault(id), language))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> OfAnalysis(string id, SavedAnalysis? before, SavedAnalysis? after, Language language)
    {
        if (before is null || after is null)
        {
            yield return before is null ? language.Pick($"plan    {id}: new", $"plan    {id} : nouvelle") : language.Pick($"plan    {id}: gone", $"plan    {id} : disparue");
            yield break;
        }

        if (before.Method != after.Method)
        {
            yield return language.Pick($"method  {id}: {before.Method} → {after.Method}", $"méthode {id} : {before.Method} → {after.Method}");
        }

        if (before.Status != after.Status)
        {
            yield return language.Pick($"status  {id}: {before.Status} → {after.Status}", $"état    {id} : {before.Status} → {after.Status}");
        }

        if (before.N != after.N)
        {
            yield return language.Pick($"data    {id}: n {before.N} → {after.N}", $"données {id} : n {before.N} → {after.N}");
        }

        foreach (var (key, old) in before.Numbers)
        {
            if (after.Numbers.TryGetValue(key, out var now) && !AreEqual(old.Value, now.Value))
            {
                yield return language.Pick($"number  {id}: {key}: {old.Shown} → {now.Shown}", $"nombre  {id} : {key} : {old.Shown} → {now.Shown}");
            }
        }
    }

    private static string Cause(string name, Language language) => name switch
    {
        "workbook_sha256" or "as_of" or "synthetic" => language.Pick("data   ", "données"),
        "program" or "program_version" or "runtime" => language.Pick("program", "logiciel"),
        "seed" => language.Pick("seed   ", "graine "),
        _ => language.Pick("plan   ", "plan   "),
    };

    private static bool AreEqual(double? a, double? b) => (a, b) switch
    {
        (null, null) => true,
        ({ } x, { } y) => Math.Abs(x - y) <= Tolerance * Math.Max(Math.Abs(x), Math.Abs(y)),
        _ => false,
    };
}
