using System.Collections.Concurrent;
using System.Text;
using StudyAnalysis.Notebooks.Kernel;

namespace StudyAnalysis.Tests.Notebooks.Kernel;

/// <summary>Keeps what a cell writes.</summary>
internal sealed class RecordedOutput : ICellOutput
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _out = new();
    private readonly StringBuilder _error = new();

    public string Out
    {
        get
        {
            lock (_gate)
            {
                return _out.ToString();
            }
        }
    }

    public string Error
    {
        get
        {
            lock (_gate)
            {
                return _error.ToString();
            }
        }
    }

    public ConcurrentQueue<string> Events { get; } = new();

    public Func<string, bool, string>? Answer { get; init; }

    public void Stream(StreamName stream, string text)
    {
        lock (_gate)
        {
            (stream == StreamName.Output ? _out : _error).Append(text);
        }

        Events.Enqueue($"{stream}: {(text.Length > 100 ? text[..100] : text)}");
    }

    public void Display(MimeBundle bundle, string? displayId) => Events.Enqueue($"display {displayId}: {Shown(bundle)}");

    public void UpdateDisplay(MimeBundle bundle, string displayId) => Events.Enqueue($"update {displayId}: {Shown(bundle)}");

    public void Clear(bool wait) => Events.Enqueue($"clear {wait}");

    public string ReadLine(string prompt, bool password) => Answer is { } answer ? answer(prompt, password) : throw new InputNotAvailableException();

    private static string Shown(MimeBundle bundle) => string.Join(" | ", bundle.Data.Select(d => $"{d.Key} {d.Value}"));
}
