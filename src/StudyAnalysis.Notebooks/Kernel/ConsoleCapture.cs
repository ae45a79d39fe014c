using System.Text;

namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>Stands in the place of the console: what cells write goes to their outputs, everything else where it went before.</summary>
internal static class ConsoleCapture
{
    private static readonly Lock Gate = new();
    private static readonly CellWriter Output = new(StreamName.Output);
    private static readonly CellWriter Error = new(StreamName.Error);
    private static readonly CellReader Input = new();
    private static TextWriter? s_output;
    private static TextWriter? s_error;
    private static TextReader? s_input;
    private static int s_kernels;

    /// <summary>For the life of a kernel.</summary>
    public static void Acquire()
    {
        lock (Gate)
        {
            if (s_kernels++ == 0)
            {
                Output.Fallback = Console.Out;
                Error.Fallback = Console.Error;
                Input.Fallback = Console.In;
            }

            Install();
        }
    }

    /// <summary>Before each cell: an earlier one may have put something else in the console's place.</summary>
    public static void Ensure()
    {
        lock (Gate)
        {
            Install();
        }
    }

    /// <summary>At the end of a kernel: with the last one the console is as it was.</summary>
    public static void Release()
    {
        lock (Gate)
        {
            if (--s_kernels > 0)
            {
                return;
            }

            Restore(ref s_output, Console.Out, Output.Fallback, Console.SetOut);
            Restore(ref s_error, Console.Error, Error.Fallback, Console.SetError);
            Restore(ref s_input, Console.In, Input.Fallback, Console.SetIn);
        }
    }

    private static void Install()
    {
        // The console wraps what it is given: the wrapper is what it is recognised by.
        if (!ReferenceEquals(Console.Out, s_output))
        {
            Console.SetOut(Output);
            s_output = Console.Out;
        }

        if (!ReferenceEquals(Console.Error, s_error))
        {
            Console.SetError(Error);
            s_error = Console.Error;
        }

        if (!ReferenceEquals(Console.In, s_input))
        {
            Console.SetIn(Input);
            s_input = Console.In;
        }
    }

    private static void Restore<T>(ref T? installed, T current, T before, Action<T> set)
        where T : class
    {
        if (ReferenceEquals(current, installed))
        {
            set(before);
        }

        installed = null;
    }

    private sealed class CellWriter(StreamName stream) : TextWriter(System.Globalization.CultureInfo.InvariantCulture)
    {
        public TextWriter Fallback { get; set; } = Null;

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Write(value.ToString());

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

        public override void Write(string? value)
        {
            if (CellRun.Current is { } run)
            {
                run.ThrowIfStopped();
                run.Sink.Write(stream, value ?? string.Empty);
            }
            else
            {
                Fallback.Write(value);
            }
        }

        public override void WriteLine(string? value) => Write(value + Environment.NewLine);

        public override void Flush()
        {
            if (CellRun.Current is null)
            {
                Fallback.Flush();
            }
        }
    }

    private sealed class CellReader : TextReader
    {
        private string _rest = string.Empty;

        public TextReader Fallback { get; set; } = Null;

        public override int Peek() => CellRun.Current is null ? Fallback.Peek() : Fill() ? _rest[0] : -1;

        public override int Read()
        {
            if (CellRun.Current is null)
            {
                return Fallback.Read();
            }

            if (!Fill())
            {
                return -1;
            }

            var first = _rest[0];
            _rest = _rest[1..];
            return first;
        }

        public override string? ReadLine()
        {
            if (CellRun.Current is not { } run)
            {
                return Fallback.ReadLine();
            }

            if (_rest.Length == 0)
            {
                return run.Ask(string.Empty, password: false);
            }

            var line = _rest.TrimEnd('\n');
            _rest = string.Empty;
            return line;
        }

        private bool Fill()
        {
            if (_rest.Length == 0)
            {
                _rest = CellRun.Current!.Ask(string.Empty, password: false) + "\n";
            }

            return true;
        }
    }
}
