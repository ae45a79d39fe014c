using System.Diagnostics;
using StudyAnalysis.Cli;
using StudyAnalysis.Tests.Architecture;

namespace StudyAnalysis.Tests.Notebooks.Jupyter;

/// <summary>Jupyter of this computer, with our kernel installed into a folder of its own.</summary>
internal sealed class JupyterTool : IDisposable
{
    private static readonly Lazy<string> FoundPython = new(FindPython);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("study-jupyter-");

    public string Folder => _folder.FullName;

    public string Prefix => Path.Combine(_folder.FullName, "prefix");

    /// <summary>The Python that has Jupyter. Missing is a failure with what to do, never a test that is left out.</summary>
    public static string Python => FoundPython.Value;

    public void InstallKernel()
    {
        // As a program of its own: the entry then names study.dll beside the tests, not the test program.
        var (exit, output) = Run("dotnet", TimeSpan.FromMinutes(1), Path.Combine(AppContext.BaseDirectory, "study.dll"), "notebook", "kernel", "install", "--prefix", Prefix);
        Xunit.Assert.True(exit == ExitCode.Done, output);
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>Its exit code, and everything it wrote.</returns>
    public (int Exit, string Output) Run(string program, TimeSpan patience, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Folder };
        start.Environment["JUPYTER_PATH"] = Path.Combine(Prefix, "share", "jupyter");
        start.Environment["JUPYTER_CONFIG_DIR"] = Path.Combine(Folder, "config");
        start.Environment["JUPYTER_RUNTIME_DIR"] = Path.Combine(Folder, "runtime");
        start.Environment["STUDY_HOME"] = Repository.Root;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(patience))
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"{program} was still running after {patience}\n{output.GetAwaiter().GetResult()}\n{error.GetAwaiter().GetResult()}");
        }

        return (process.ExitCode, output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string FindPython()
    {
        foreach (var python in new[] { Environment.GetEnvironmentVariable("STUDY_PYTHON"), "python3", "/usr/bin/python3" })
        {
            if (!string.IsNullOrEmpty(python) && HasJupyter(python))
            {
                return python;
            }
        }

        throw new InvalidOperationException("No Python with jupyter_client, nbclient, nbconvert and nbformat: run scripts/ensure-jupyter, which says what to install.");
    }

    private static bool HasJupyter(string python)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import jupyter_client, nbclient, nbconvert, nbformat"]) { RedirectStandardError = true, UseShellExecute = false })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
