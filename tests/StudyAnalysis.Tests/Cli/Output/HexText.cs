using System.Text;

namespace StudyAnalysis.Tests.Cli.Output;

internal static class HexText
{
    public static string FromHex(this string hexadecimal) => Encoding.UTF8.GetString(Convert.FromHexString(hexadecimal));
}
