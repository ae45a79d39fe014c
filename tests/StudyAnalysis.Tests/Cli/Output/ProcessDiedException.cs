namespace StudyAnalysis.Tests.Cli.Output;

/// <summary>The end of a process, as far as one can be had inside another: nothing handles it, and nothing is written after it.</summary>
public sealed class ProcessDiedException() : Exception("The process was killed here.");
