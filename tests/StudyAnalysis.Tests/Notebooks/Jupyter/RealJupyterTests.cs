using StudyAnalysis.Tests.Architecture;
using Xunit;

namespace StudyAnalysis.Tests.Notebooks.Jupyter;

/// <summary>The kernel as Jupyter sees it: its own client, its own nbconvert.</summary>
[Trait("Category", "Slow")]
public sealed class RealJupyterTests(ITestOutputHelper report)
{
    [Fact]
    public void EveryMessageOfTheProtocol_IsAnsweredToJupytersOwnClient()
    {
        using var jupyter = new JupyterTool();
        jupyter.InstallKernel();
        var script = Repository.PathOf("tests", "StudyAnalysis.Tests", "Notebooks", "Jupyter", "check_kernel.py");
        var (exit, output) = jupyter.Run(JupyterTool.Python, TimeSpan.FromMinutes(8), script, "study-csharp");
        report.WriteLine(output);
        Assert.True(exit == 0, output);
    }

    [Fact]
    public void NbconvertExecute_EndsClean_ForEveryNotebook()
    {
        var folder = Repository.PathOf("notebooks");
        var notebooks = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.ipynb").Order(StringComparer.Ordinal).ToArray() : [];
        using var jupyter = new JupyterTool();
        jupyter.InstallKernel();
        if (notebooks.Length == 0)
        {
            File.WriteAllText(
                Path.Combine(jupyter.Folder, "one.ipynb"),
                """{"cells":[{"cell_type":"code","id":"a","metadata":{},"source":"6 * 7","outputs":[],"execution_count":null}],"metadata":{},"nbformat":4,"nbformat_minor":5}""");
            notebooks = [Path.Combine(jupyter.Folder, "one.ipynb")];
        }

        var (exit, output) = jupyter.Run(
            JupyterTool.Python,
            TimeSpan.FromMinutes(10),
            ["-m", "nbconvert", "--to", "html", "--execute", "--ExecutePreprocessor.kernel_name=study-csharp", "--ExecutePreprocessor.timeout=240", "--output-dir", jupyter.Folder, .. notebooks]);
        report.WriteLine(output);
        Assert.True(exit == 0, output);
        Assert.All(notebooks, n =>
        {
            var page = File.ReadAllText(Path.Combine(jupyter.Folder, Path.GetFileNameWithoutExtension(n) + ".html"));
            // An output of this kind: the page's own styles name it in any case.
            Assert.DoesNotContain("data-mime-type=\"application/vnd.jupyter.stderr\"", page, StringComparison.Ordinal);
        });
    }

    [Fact]
    [Trait("Category", "Long")]
    public void NotebookInABrowser_RunsAll_DrawsFigures_AndCompletes()
    {
        using var jupyter = new JupyterTool();
        jupyter.InstallKernel();
        var pictures = Path.Combine(AppContext.BaseDirectory, "notebook-pictures");
        var (exit, output) = jupyter.Run(
            JupyterTool.Python,
            TimeSpan.FromMinutes(8),
            Repository.PathOf("tests", "StudyAnalysis.Tests", "Notebooks", "Jupyter", "open_notebook.py"),
            "study-csharp",
            Repository.PathOf("notebooks", "00-start-here.ipynb"),
            pictures);
        report.WriteLine($"{output}\nPictures: {pictures}");
        Assert.True(exit == 0, output);
    }

    [Fact]
    public void WrittenNotebooks_AreValid_AndTheBytesAreJupytersOwn()
    {
        using var jupyter = new JupyterTool();
        var file = Path.Combine(jupyter.Folder, "a.ipynb");
        File.WriteAllText(
            file,
            """
            {"cells":[{"cell_type":"code","metadata":{"tags":["parameters"]},"source":"int n = 1; string s = \"é\";","outputs":[],"execution_count":null},
            {"cell_type":"code","metadata":{},"source":"Console.Write(\"a\\n😀\"); HTML(\"<b>x</b>\").Display(); n","outputs":[],"execution_count":null},
            {"cell_type":"markdown","metadata":{},"source":"# x"},
            {"cell_type":"code","metadata":{"tags":["raises-exception"]},"source":"throw new Exception(\"x\");","outputs":[],"execution_count":null}],
            "metadata":{},"nbformat":4,"nbformat_minor":0}
            """);
        var (exit, output) = jupyter.Run(
            "dotnet", TimeSpan.FromMinutes(2), Path.Combine(AppContext.BaseDirectory, "study.dll"), "notebook", "run", file, "-p", "s=ü", "--out", "b.ipynb");
        Assert.True(exit == 0, output);
        (exit, output) = jupyter.Run(
            JupyterTool.Python,
            TimeSpan.FromMinutes(1),
            "-c",
            "import nbformat, sys; t = open('b.ipynb', encoding='utf-8').read(); n = nbformat.reads(t, 4); nbformat.validate(n, relax_add_props=False); assert n.nbformat_minor == 5; assert nbformat.writes(n) + '\\n' == t; print([o.output_type for o in n.cells[2].outputs + n.cells[4].outputs])");
        Assert.True(exit == 0, output);
        Assert.Contains("['stream', 'display_data', 'execute_result', 'error']", output, StringComparison.Ordinal);
    }
}
