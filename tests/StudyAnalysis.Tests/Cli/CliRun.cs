using Microsoft.Extensions.Time.Testing;
using StudyAnalysis.Cli;
using StudyAnalysis.Cli.Output;
using StudyAnalysis.Tests.Architecture;

namespace StudyAnalysis.Tests.Cli;

/// <summary>Runs the program inside the test, with its own surroundings, clock and folder.</summary>
internal sealed class CliRun : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("study-cli-").FullName;

    /// <summary>Columns of the screen.</summary>
    public int Width { get; init; } = 100;

    /// <summary>The disk.</summary>
    public IFileActions Files { get; set; } = FileActions.Instance;

    /// <summary>The day of the run.</summary>
    public DateTimeOffset Today { get; init; } = new(2027, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public string this[string name] => Path.Combine(Folder, name);

    public static string Definition(string study) => Repository.PathOf("data-schema", study);

    public int Run(params string[] args) => Run(CancellationToken.None, args);

    public int Run(CancellationToken cancellation, params string[] args)
    {
        _output.GetStringBuilder().Clear();
        _error.GetStringBuilder().Clear();
        var host = new ProgramHost
        {
            Output = _output,
            Error = _error,
            Clock = new FakeTimeProvider(Today),
            Home = Folder,
            Width = Width,
            Files = Files,
        };
        return App.Run(args, host, cancellation);
    }

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
