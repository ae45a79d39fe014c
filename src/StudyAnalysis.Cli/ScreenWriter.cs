using System.Text;
using StudyAnalysis.Cli.Output;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli;

/// <summary>Standard output or standard error. Where it is closed or full, standard output says so in a sentence, and standard error is done without.</summary>
/// <param name="inner">The stream itself.</param>
/// <param name="isNeeded">Whether what is written is the outcome of the run.</param>
internal sealed class ScreenWriter(TextWriter inner, bool isNeeded) : TextWriter(inner.FormatProvider)
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Try(() => inner.Write(value));

    public override void Write(string? value) => Try(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void WriteLine() => Try(inner.WriteLine);

    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

    public override void Flush() => Try(inner.Flush);

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (FileTrouble.IsIt(error) || error is ObjectDisposedException)
        {
            if (isNeeded)
            {
                throw new StudyFailure(
                    ExitCode.PartMissing,
                    LocalizedText.Of("what belongs on standard output could not be written: it is closed, or its disk is full.", "la sortie standard n’a pas pu être écrite : elle est fermée, ou son disque est plein."),
                    LocalizedText.Of("The files of the run are whole. Run the same command again with an open output.", "Les fichiers produits sont complets. Relancez la même commande avec une sortie ouverte."),
                    error);
            }
        }
    }
}
