using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>The differences of two reports in words. A change of method is said as such, so that it is never taken for a movement of the data;
/// a number that only one of the reports has is said to be gone or new.</summary>
internal static class ReportDifference
{
    public static IEnumerable<string> Between(SavedReport before, SavedReport after, Language language)
    {
        // The day of the run says only where a cut that nobody stated came from; what follows from it is in as_of.
        foreach (var name in before.Provenance.Keys.Union(after.Provenance.Keys, StringComparer.Ordinal).Where(n => n != "run_day"))
        {
            var (old, now) = (before.Provenance.GetValueOrDefault(name), after.Provenance.GetValueOrDefault(name));
            if (now != old)
            {
                yield return $"{Cause(name, language)} {name}: {old ?? None(language)} → {now ?? None(language)}";
            }
        }

        var sameLanguage = before.Provenance.GetValueOrDefault("language") == after.Provenance.GetValueOrDefault("language");
        foreach (var id in before.Analyses.Keys.Union(after.Analyses.Keys, StringComparer.Ordinal))
        {
            foreach (var line in OfAnalysis(id, before.Analyses.GetValueOrDefault(id), after.Analyses.GetValueOrDefault(id), language, sameLanguage))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> OfAnalysis(string id, SavedAnalysis? before, SavedAnalysis? after, Language language, bool sameLanguage)
    {
        IEnumerable<string> said = (before, after) switch
        {
            (null, _) => [language.Pick($"plan    {id}: new", $"plan    {id} : nouvelle")],
            (_, null) => [language.Pick($"plan    {id}: gone", $"plan    {id} : disparue")],
            _ => About(before, after, language, sameLanguage),
        };
        return said.Concat(Numbers(id, before ?? SavedAnalysis.None(id), after ?? SavedAnalysis.None(id), language, sameLanguage));
    }

    private static IEnumerable<string> About(SavedAnalysis before, SavedAnalysis after, Language language, bool sameLanguage)
    {
        var id = before.Id;
        if (before.Status != after.Status)
        {
            yield return language.Pick($"status  {id}: {before.Status} → {after.Status}", $"état    {id} : {before.Status} → {after.Status}");
        }

        if (before.N != after.N)
        {
            yield return language.Pick($"data    {id}: n {before.N} → {after.N}", $"données {id} : n {before.N} → {after.N}");
        }

        // In two languages the same method reads differently, but has the same calls in R.
        if (before.Method != after.Method && (sameLanguage || before.Reference != after.Reference))
        {
            yield return language.Pick($"method  {id}: {before.Method} → {after.Method}", $"méthode {id} : {before.Method} → {after.Method}");
        }

        foreach (var line in sameLanguage ? Reasons(before, after, language) : [])
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Reasons(SavedAnalysis before, SavedAnalysis after, Language language)
    {
        var id = before.Id;
        if (before.Reason != after.Reason)
        {
            var (old, now) = (OrNone(before.Reason, language), OrNone(after.Reason, language));
            yield return language.Pick($"reason  {id}: {old} → {now}", $"motif   {id} : {old} → {now}");
        }

        foreach (var reason in before.Excluded.Keys.Union(after.Excluded.Keys, StringComparer.Ordinal))
        {
            var (old, now) = (before.Excluded.GetValueOrDefault(reason), after.Excluded.GetValueOrDefault(reason));
            if (old != now)
            {
                yield return language.Pick($"data    {id}: left out, {reason}: {old} → {now}", $"données {id} : écartés, {reason} : {old} → {now}");
            }
        }
    }

    private static IEnumerable<string> Numbers(string id, SavedAnalysis before, SavedAnalysis after, Language language, bool sameLanguage)
    {
        foreach (var (key, old) in before.Numbers)
        {
            if (!after.Numbers.TryGetValue(key, out var now))
            {
                yield return language.Pick($"gone    {id}: {old.Key}: {NumberDifference.Whole(old)}", $"disparu {id} : {old.Key} : {NumberDifference.Whole(old)}");
            }
            else if (NumberDifference.Of(old, now, language, sameLanguage) is { } difference)
            {
                yield return language.Pick($"number  {id}: {old.Key}: {difference}", $"nombre  {id} : {old.Key} : {difference}");
            }
        }

        foreach (var (_, now) in after.Numbers.Where(n => !before.Numbers.ContainsKey(n.Key)))
        {
            yield return language.Pick($"new     {id}: {now.Key}: {NumberDifference.Whole(now)}", $"nouveau {id} : {now.Key} : {NumberDifference.Whole(now)}");
        }
    }

    private static string Cause(string name, Language language) => name switch
    {
        "workbook_sha256" or "as_of" or "synthetic" => language.Pick("data   ", "données"),
        "program" or "program_version" or "runtime" => language.Pick("program", "logiciel"),
        "seed" => language.Pick("seed   ", "graine "),
        "language" => language.Pick("report ", "rapport"),
        _ => language.Pick("plan   ", "plan   "),
    };

    private static string None(Language language) => language.Pick("none", "aucun");

    private static string OrNone(string text, Language language) => text.Length == 0 ? None(language) : text;
}
