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
    /// <exception cref="UnreadableLockException">The definition is valid, and the plan.lock beside it cannot be used.</exception>
    public static StudyDefinition Load(string folder)
    {
        var definition = LoadToLock(folder, out var problem);
        return problem is null ? definition : throw new UnreadableLockException(problem);
    }

    /// <summary>Loads and checks a definition that is to be locked again.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="lockProblem">Why its plan.lock cannot be used; what can be read of it is taken all the same. Null when it can, or there is none.</param>
    /// <exception cref="InvalidDefinitionException">It cannot be used; every fault is listed.</exception>
    internal static StudyDefinition LoadToLock(string folder, out LocalizedText? lockProblem)
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
        var planLock = PlanLockFile.Find(folder, out lockProblem);
        ThrowIfAny(
        [
            .. DictionaryChecker.Check(dictionary),
            .. reader.Problems,
            .. new PlanChecker(dictionary, plan).Check(planFile.Texts),
        ]);
        return new StudyDefinition
        {
            Folder = folder,
            Dictionary = dictionary,
            Plan = plan,
            DictionaryHash = package.Hash,
            PlanHash = planFile.Hash,
            PlanSource = planFile.Root.Clone(),
            DictionarySource = package.Root.Clone(),
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
