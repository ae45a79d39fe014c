using StudyAnalysis.Tests.Architecture;

namespace StudyAnalysis.Tests.Notebooks.Books;

/// <summary>The example studies, opened once for all tests of notebooks. Tests of one class only read them.</summary>
internal static class Opened
{
    private static readonly Lazy<Cohort> LazyExample = new(() => Open("rfa-crlm", "example.xlsx"));

    public static Cohort Example => LazyExample.Value;

    public static string Workbook(string study, string file) => Repository.PathOf("data-schema", study, file);

    public static Cohort Open(string study, string file) => Study.Load(Repository.PathOf("data-schema", study)).Open(Workbook(study, file));
}
