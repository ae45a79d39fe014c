namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>The outputs of one cell, with an end to their amount.</summary>
internal sealed class CellSink(ICellOutput output, OutputPump pump, KernelOptions options)
{
    private long _text;
    private long _displays;
    private long _displaySize;
    private long _textLeftOut;
    private int _textNoted;
    private int _displaysNoted;

    public void Write(StreamName stream, string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        var before = Interlocked.Add(ref _text, text.Length) - text.Length;
        if (before + text.Length <= options.TextLimit)
        {
            pump.Text(output, stream, text);
            return;
        }

        var room = (int)Math.Max(0, options.TextLimit - before);
        Interlocked.Add(ref _textLeftOut, text.Length - room);
        if (room > 0)
        {
            pump.Text(output, stream, text[..room]);
        }

        if (Interlocked.Exchange(ref _textNoted, 1) == 0)
        {
            pump.Text(output, StreamName.Error, $"\nThis cell wrote more than {Invariant.Text(options.TextLimit)} characters: the rest of its text is left out. Print less, or write to a file.\n");
        }
    }

    /// <summary>Says, once the cell has ended, how much of its text is left out.</summary>
    public void End()
    {
        var leftOut = Interlocked.Read(ref _textLeftOut);
        if (leftOut > 0)
        {
            pump.Text(
                output,
                StreamName.Error,
                $"Left out: {Invariant.Text(leftOut)} characters.\n");
        }
    }

    public void Display(MimeBundle bundle, string? displayId)
    {
        if (Admit(bundle))
        {
            pump.Post(output, o => o.Display(bundle, displayId), Size(bundle));
        }
    }

    public void Update(MimeBundle bundle, string displayId) => pump.Post(output, o => o.UpdateDisplay(bundle, displayId), Size(bundle));

    public void Clear(bool wait) => pump.Post(output, o => o.Clear(wait), 0);

    /// <summary>Asks the reader, after everything written so far is shown.</summary>
    public string ReadLine(string prompt, bool password, CancellationToken stop)
    {
        pump.DrainAsync().Wait(stop);
        Task<string> answer;
        using (ExecutionContext.SuppressFlow())
        {
            answer = Task.Factory.StartNew(() => output.ReadLine(prompt, password), stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        answer.Wait(stop);
        return answer.GetAwaiter().GetResult();
    }

    private bool Admit(MimeBundle bundle)
    {
        var count = Interlocked.Increment(ref _displays);
        var size = Interlocked.Add(ref _displaySize, Size(bundle));
        if (count <= options.DisplayLimit && size <= options.DisplaySizeLimit)
        {
            return true;
        }

        if (Interlocked.Exchange(ref _displaysNoted, 1) == 0)
        {
            pump.Text(output, StreamName.Error, count > options.DisplayLimit
                ? $"\nThis cell displayed more than {Invariant.Text(options.DisplayLimit)} values: the rest is left out.\n"
                : $"\nThis cell displayed more than {Invariant.Text(options.DisplaySizeLimit)} characters: the rest is left out.\n");
        }

        return false;
    }

    private static long Size(MimeBundle bundle) => bundle.Data.Values.Sum(v => (long)v.Length);
}
