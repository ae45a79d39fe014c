using StudyAnalysis.Schema;
using StudyAnalysis.Verification;

namespace StudyAnalysis.Cli.Verbs;

/// <summary>study verify --statistics: computes certified cases on this machine and holds them against their sources.</summary>
internal static class StatisticsCheck
{
    /// <returns>0 when every case reaches its required digits, else 1.</returns>
    public static int Run(IEnumerable<CertifiedCase> cases, ProgramHost host, Language language, bool json)
    {
        var verified = StatisticsVerification.Run(cases);
        if (json)
        {
            host.Output.WriteLine(CertifiedJson.Write(verified, language));
        }
        else
        {
            CertifiedTable.Write(host, language, verified);
        }

        return verified.All(c => c.Passed) ? ExitCode.Done : ExitCode.BlockingOrDifferent;
    }
}
