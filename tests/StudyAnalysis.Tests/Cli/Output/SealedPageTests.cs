using StudyAnalysis.Cli.Output;
using Xunit;

namespace StudyAnalysis.Tests.Cli.Output;

public sealed class SealedPageTests
{
    [Fact]
    public void ASealedPage_IsUntouched_UntilAByteIsChanged()
    {
        var page = SealedPage.Seal("<html></html>\n"u8.ToArray());
        Assert.True(SealedPage.IsUntouched(page));
        for (var at = 0; at < page.Length; at++)
        {
            byte[] changed = [.. page];
            changed[at] ^= 1;
            Assert.False(SealedPage.IsUntouched(changed), $"byte {at}");
        }

        Assert.False(SealedPage.IsUntouched([.. page, (byte)'\n']));
        Assert.False(SealedPage.IsUntouched([]));
        Assert.False(SealedPage.IsUntouched("<html></html>"u8));
    }
}
