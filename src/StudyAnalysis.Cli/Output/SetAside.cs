namespace StudyAnalysis.Cli.Output;

/// <summary>A file of an earlier run that was not replaced but kept under a dated name.</summary>
/// <param name="Name">Its path in the folder, with '/'.</param>
/// <param name="KeptAs">Its path now, in the same way.</param>
/// <param name="WasChanged">Whether somebody had changed it; else the new run made none of that name.</param>
internal sealed record SetAside(string Name, string KeptAs, bool WasChanged);
