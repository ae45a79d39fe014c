using System.Collections.Immutable;

namespace StudyAnalysis.Schema;

/// <summary>Loads a definition folder: datapackage.json, plan.json and, when it is there, plan.lock.</summary>
public static class StudyDefinitionLoader
{
    private const string DictionaryFile = "datapackage.json";
    private const string PlanFile = "plan.json";

    /// <summary>Loads and checks a definition.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InvalidDefinitionException">It cannot be used; every fault is listed: first what the JSON Schemas say, and when they
    /// are fulfilled, names, types and references.</exception>
    public static StudyDefinition Load(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw Invalid([new DefinitionProblem(folder, "$", "no such folder", "a folder with datapackage.json and plan.json")]);
        }

        using var package = DefinitionFile.Load(folder, DictionaryFile);
        using var planFile = DefinitionFile.Load(folder, PlanFile);
        ThrowIfAny([.. package.Problems, .. planFile.Problems]);

        var reader = new PlanReader();
        var dictionary = DictionaryReader.Read(package.Root);
        var plan = reader.Read(planFile.Root);
        var planLock = PlanLockFile.Find(folder, out var lockProblem);
        ThrowIfAny(
        [
            .. DictionaryChecker.Check(dictionary),
            .. reader.Problems,
            .. new PlanChecker(dictionary, plan).Check(planFile.Texts),
            .. lockProblem is null ? [] : new[] { lockProblem },
        ]);
        return new StudyDefinition
        {
            Folder = folder,
            Dictionary = dictionary,
            Plan = plan,
            DictionaryHash = package.Hash,
            PlanHash = planFile.Hash,
            Lock = planLock,
        };
    }

    private static void ThrowIfAny(ImmutableArray<DefinitionProblem> problems)
    {
        if (!problems.IsEmpty)
        {
            throw Invalid(problems);
        }
    }

    private static InvalidDefinitionException Invalid(ImmutableArray<DefinitionProblem> problems) => new([.. problems.Distinct()]);
}
