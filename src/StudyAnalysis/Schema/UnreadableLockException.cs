namespace StudyAnalysis.Schema;

/// <summary>A plan.lock that cannot be used. The definition beside it is valid.</summary>
/// <param name="what">What is wrong and what to do, in one sentence.</param>
public sealed class UnreadableLockException(LocalizedText what)
    : InvalidDefinitionException([new DefinitionProblem(PlanLockFile.FileName, "$", what.In(Language.English), "the file as study lock wrote it")])
{
    /// <summary>What is wrong and what to do, in one sentence.</summary>
    public LocalizedText What { get; } = what;
}
