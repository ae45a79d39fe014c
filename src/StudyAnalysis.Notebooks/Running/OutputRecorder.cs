using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using StudyAnalysis.Notebooks.Kernel;

namespace StudyAnalysis.Notebooks.Running;

/// <summary>Collects the outputs of all cells of a run. An output shown under a display id can be renewed from a later cell.</summary>
internal sealed class OutputRecorder
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<JsonObject>> _shown = new(StringComparer.Ordinal);

    /// <summary>Where one cell writes.</summary>
    public CellRecord Begin() => new(this);

    /// <summary>The outputs of one cell.</summary>
    internal sealed class CellRecord(OutputRecorder owner) : ICellOutput
    {
        private readonly List<JsonObject> _outputs = [];
        private readonly StringBuilder _stream = new();
        private StreamName _open;
        private bool _clearNext;

        public void Stream(StreamName stream, string text)
        {
            if (text.Length == 0)
            {
                return;
            }

            lock (owner._lock)
            {
                ClearIfDue();
                if (stream != _open)
                {
                    CloseStream();
                    _open = stream;
                }

                _stream.Append(text);
            }
        }

        public void Display(MimeBundle bundle, string? displayId)
        {
            var output = OutputJson.Display(bundle);
            lock (owner._lock)
            {
                Add(output);
                if (displayId is not null)
                {
                    Named(displayId).Add(output);
                }
            }
        }

        public void UpdateDisplay(MimeBundle bundle, string displayId)
        {
            lock (owner._lock)
            {
                foreach (var output in Named(displayId))
                {
                    output["data"] = OutputJson.Data(bundle);
                    output["metadata"] = OutputJson.Metadata(bundle);
                }
            }
        }

        public void Clear(bool wait)
        {
            lock (owner._lock)
            {
                _clearNext = true;
                if (!wait)
                {
                    ClearIfDue();
                }
            }
        }

        public string ReadLine(string prompt, bool password) => throw new InputNotAvailableException();

        /// <summary>Adds how the cell ended.</summary>
        public void End(JsonObject output)
        {
            lock (owner._lock)
            {
                Add(output);
            }
        }

        /// <summary>The outputs so far.</summary>
        public ImmutableArray<JsonObject> ToOutputs()
        {
            lock (owner._lock)
            {
                CloseStream();
                return [.. _outputs.Select(o => (JsonObject)o.DeepClone())];
            }
        }

        private List<JsonObject> Named(string displayId)
        {
            if (!owner._shown.TryGetValue(displayId, out var outputs))
            {
                owner._shown[displayId] = outputs = [];
            }

            return outputs;
        }

        private void Add(JsonObject output)
        {
            ClearIfDue();
            CloseStream();
            _outputs.Add(output);
        }

        // Writes to one stream in a row are one output, as Jupyter keeps them; 10,000 small writes must not copy the text each time.
        private void CloseStream()
        {
            if (_stream.Length > 0)
            {
                _outputs.Add(OutputJson.Stream(_open, _stream.ToString()));
                _stream.Clear();
            }
        }

        private void ClearIfDue()
        {
            if (_clearNext)
            {
                _outputs.Clear();
                _stream.Clear();
                _clearNext = false;
            }
        }
    }
}
