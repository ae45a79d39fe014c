using StudyAnalysis.Engine;
using StudyAnalysis.Schema;
using Xunit;

namespace StudyAnalysis.Tests.Engine;

public sealed class UnitTextTests
{
    [Theory]
    [InlineData("10*9/L", "10⁹/L")]
    [InlineData("kg/m2", "kg/m²")]
    [InlineData("/mm2", "/mm²")]
    [InlineData("pg/mL", "pg/mL")]
    [InlineData("{score}", "score")]
    [InlineData("a", "ans")]
    [InlineData("1", "")]
    [InlineData(null, "")]
    public void Of_UcumCode_IsWrittenAsPeopleDo(string? code, string shown) => Assert.Equal(shown, UnitText.Of(code, Language.French));
}
