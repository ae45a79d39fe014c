using System.Text.Json;
using StudyAnalysis.Notebooks.Documents;
using StudyAnalysis.Notebooks.Kernel;
using StudyAnalysis.Tests.Architecture;
using Xunit;

namespace StudyAnalysis.Tests.Notebooks.Books;

/// <summary>What holds of every notebook in the repository without running it.</summary>
public sealed class NotebookFilesTests
{
    private const int LongestCell = 12;

    public static TheoryData<string> Names => [.. Directory.GetFiles(Repository.PathOf("notebooks"), "*.ipynb").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Notebooks_AreThoseOfTheReadme()
    {
        var readme = File.ReadAllText(Repository.PathOf("notebooks", "README.md"));
        Assert.Equal(9, Names.Count);
        Assert.All(Directory.GetFiles(Repository.PathOf("notebooks"), "*.ipynb"), f => Assert.Contains($"`{Path.GetFileNameWithoutExtension(f)}`", readme, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Notebook_HasNoOutputs(string name) =>
        Assert.All(CodeCells(name), c =>
        {
            Assert.Equal(0, c.GetProperty("outputs").GetArrayLength());
            Assert.Equal(JsonValueKind.Null, c.GetProperty("execution_count").ValueKind);
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void Notebook_HasShortCells(string name) =>
        Assert.All(CodeCells(name), c => Assert.InRange(Source(c).Split('\n').Length, 1, LongestCell));

    [Theory]
    [MemberData(nameof(Names))]
    public void Notebook_IsOfFormat45_WithOurKernelAndCellIds(string name)
    {
        var notebook = Read(name);
        Assert.Equal((4, 5), (notebook.GetProperty("nbformat").GetInt32(), notebook.GetProperty("nbformat_minor").GetInt32()));
        Assert.Equal(NotebookLanguage.KernelName, notebook.GetProperty("metadata").GetProperty("kernelspec").GetProperty("name").GetString());
        var ids = notebook.GetProperty("cells").EnumerateArray().Select(c => c.GetProperty("id").GetString()).ToArray();
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Notebook_BeginsWithTextAndItsTwoParameters(string name)
    {
        var cells = Read(name).GetProperty("cells").EnumerateArray().ToArray();
        Assert.StartsWith("# ", Source(cells[0]), StringComparison.Ordinal);
        Assert.Equal("parameters", Assert.Single(cells[1].GetProperty("metadata").GetProperty("tags").EnumerateArray()).GetString());
        Assert.Contains("var definition = ", Source(cells[1]), StringComparison.Ordinal);
        Assert.Contains("var workbook = ", Source(cells[1]), StringComparison.Ordinal);
    }

    // Cells that another C# notebook host could not read: our own directives.
    [Theory]
    [MemberData(nameof(Names))]
    public void Notebook_UsesNoDirective(string name) => Assert.All(CodeCells(name), c => Assert.DoesNotContain("#!", Source(c), StringComparison.Ordinal));

    [Fact]
    public void Cells_SeeEveryNamespaceOfTheStatistics()
    {
        var namespaces = typeof(StudyAnalysis.Statistics.Quantity).Assembly.GetExportedTypes().Select(t => t.Namespace!).Distinct(StringComparer.Ordinal);
        Assert.All(namespaces, n => Assert.Contains($"using {n};", SessionReferences.Prelude, StringComparison.Ordinal));
    }

    private static JsonElement[] CodeCells(string name) =>
        [.. Read(name).GetProperty("cells").EnumerateArray().Where(c => c.GetProperty("cell_type").GetString() == "code")];

    private static string Source(JsonElement cell) => string.Concat(cell.GetProperty("source").EnumerateArray().Select(l => l.GetString()));

    private static JsonElement Read(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("notebooks", name)));
        return document.RootElement.Clone();
    }
}
