using System.Text;
using StudyAnalysis.Pdf;
using Xunit;

namespace StudyAnalysis.Tests.Pdf;

public sealed class PdfBookmarksTests
{
    [Theory]
    [InlineData("<</Title (SafetySafety)\n/Dest>>", "<</Title (Safety)      \n/Dest>>")]
    [InlineData("<</Title (Safety)\n/Dest>>", "<</Title (Safety)\n/Dest>>")]
    [InlineData("<</Title (a \\(b\\)a \\(b\\))/X", "<</Title (a \\(b\\))       /X")]
    [InlineData("/Title <FEFF00E9007400E90074>\n", "/Title <FEFF00E90074>        \n")]
    [InlineData("/Title <FEFF00E90074>\n", "/Title <FEFF00E90074>\n")]
    [InlineData("/Title (aa)", "/Title (aa)")]
    [InlineData("/Title (never closed", "/Title (never closed")]
    [InlineData("/Title <FEFF00E9", "/Title <FEFF00E9")]
    public void Undouble_TitlesWrittenTwice_WithoutMovingAnOffset(string pdf, string expected)
    {
        var bytes = Encoding.ASCII.GetBytes(pdf);
        PdfBookmarks.Undouble(bytes);
        Assert.Equal(expected, Encoding.ASCII.GetString(bytes));
    }
}
