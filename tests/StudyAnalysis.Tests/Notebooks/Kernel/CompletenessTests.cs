using StudyAnalysis.Notebooks.Kernel;
using Xunit;

namespace StudyAnalysis.Tests.Notebooks.Kernel;

public sealed class CompletenessTests : KernelFixture
{
    [Theory]
    [InlineData("1 + 1", Completeness.Complete)]
    [InlineData("var x = 1;", Completeness.Complete)]
    [InlineData("", Completeness.Complete)]
    [InlineData("#!time\n1", Completeness.Complete)]
    [InlineData("void F() {", Completeness.Incomplete)]
    [InlineData("var x = ", Completeness.Incomplete)]
    [InlineData("Foo(1,", Completeness.Incomplete)]
    [InlineData("1 +* ) 2", Completeness.Invalid)]
    [InlineData("class { } }", Completeness.Invalid)]
    public void IsComplete_TellsWhetherMoreIsToCome(string code, Completeness expected) => Assert.Equal(expected, Kernel.IsComplete(code));
}
