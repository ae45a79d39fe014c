namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>An output that is shown and can be given new content.</summary>
public sealed class DisplayedValue
{
    private readonly CellRun _run;
    private readonly string? _mediaType;

    internal DisplayedValue(CellRun run, string id, string? mediaType)
    {
        _run = run;
        Id = id;
        _mediaType = mediaType;
    }

    /// <summary>Name under which front ends know it.</summary>
    public string Id { get; }

    /// <summary>Replaces what is shown.</summary>
    public void Update(object? value)
    {
        var run = CellRun.Current ?? _run;
        run.Sink.Update(run.Format(value, _mediaType), Id);
    }
}
