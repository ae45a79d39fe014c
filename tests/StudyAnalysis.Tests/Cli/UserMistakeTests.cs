using System.Text.RegularExpressions;
using Xunit;

namespace StudyAnalysis.Tests.Cli;

/// <summary>Every mistake of a user ends in its exit code, with a message that names it, in either language; none is a fault of the program.</summary>
public sealed partial class UserMistakeTests(UserMistakeTests.Prepared prepared) : IClassFixture<UserMistakeTests.Prepared>
{
    public static TheoryData<string> Names => [.. UserMistakes.All.Keys];

    [Fact]
    public void TheTableIsLong() => Assert.True(UserMistakes.All.Count >= 60);

    [Theory]
    [MemberData(nameof(Names))]
    public void Mistake_EndsInItsExitCode_AndIsNamed(string name)
    {
        var (exit, names, args) = UserMistakes.All[name];
        var english = Run(exit, names, args, "en");
        var french = Run(exit, names, args, "fr");
        Assert.NotEqual(english, french);
    }

    private string Run(int exit, string names, string[] args, string language)
    {
        var cli = prepared.Cli;
        string[] all = [.. args.Select(a => Placeholder().Replace(a, m => cli[m.Groups["name"].Value])), .. args.Length == 0 ? [] : new[] { "--lang", language }];
        var ended = cli.Run(all);
        Assert.True(exit == ended, $"{string.Join(' ', args)}: exit {ended}\n{cli.Error}");
        Assert.Contains(names, cli.Error, StringComparison.Ordinal);
        Assert.DoesNotMatch(NotForUsers(), cli.Error);
        return args.Length == 0 ? language : cli.Error;
    }

    [GeneratedRegex(@"\{(?<name>[^}]+)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"Exception|\bat StudyAnalysis\.|System\.|BytePosition|isFinalBlock|JsonReader|Int32|Double\b")]
    private static partial Regex NotForUsers();

    public sealed class Prepared : IDisposable
    {
        public Prepared() => UserMistakes.Prepare(Cli.Folder);

        internal CliRun Cli { get; } = new();

        public void Dispose() => Cli.Dispose();
    }
}
