using System.Globalization;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>Says on standard error what is being done; one line that rewrites itself on a terminal, one line a step otherwise.</summary>
internal sealed class ProgressLine(ProgramHost host, Language language, bool quiet, CancellationToken cancellation)
{
    private readonly long _started = host.Clock.GetTimestamp();
    private string _step = string.Empty;

    /// <summary>Begins a step; an interruption asked for meanwhile takes effect here.</summary>
    public void Step(string english, string french)
    {
        cancellation.ThrowIfCancellationRequested();
        _step = language.Pick(english, french);
        Write(_step);
    }

    /// <summary>Says how far the step is.</summary>
    public void Detail(string what)
    {
        cancellation.ThrowIfCancellationRequested();
        if (host.ErrorIsTerminal)
        {
            Write($"{_step} {what}");
        }
    }

    /// <summary>Ends the progress with the time taken.</summary>
    public void Done()
    {
        if (!quiet && host.ErrorIsTerminal)
        {
            host.Error.Write("\r\u001b[K");
        }
    }

    public string Elapsed => host.Clock.GetElapsedTime(_started).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);

    private void Write(string text)
    {
        if (quiet)
        {
            return;
        }

        if (host.ErrorIsTerminal)
        {
            var room = Math.Max(20, host.Width - 1);
            host.Error.Write("\r\u001b[K" + (text.Length > room ? text[..room] : text));
        }
        else
        {
            host.Error.WriteLine(text);
        }
    }
}
