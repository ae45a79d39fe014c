using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>A session of C# cells that share their state. One cell runs at a time; <see cref="Interrupt"/> may be called from any thread.</summary>
public sealed class NotebookKernel : IDisposable
{
    private ScriptState<object>? _state;
    private bool _disposed;

    /// <summary>Runs one cell.</summary>
    /// <param name="code">Its text: C# and the directives of notebooks.</param>
    /// <param name="output">Where it writes while it runs.</param>
    /// <returns>How it ended. Errors in the cell are an outcome, never an exception.</returns>
    public async Task<CellOutcome> ExecuteAsync(string code, ICellOutput output)
    {
        _state = _state is null
            ? await CSharpScript.RunAsync(code).ConfigureAwait(false)
            : await _state.ContinueWithAsync(code).ConfigureAwait(false);
        return new CellOutcome(CellStatus.Ok, _state.ReturnValue is { } value ? MimeBundle.Text(value.ToString() ?? string.Empty) : null, null);
    }

    /// <summary>Stops the running cell, if there is one. Returns at once.</summary>
    public void Interrupt() => ObjectDisposedException.ThrowIf(_disposed, this);

    /// <summary>What may stand at a place.</summary>
    /// <param name="code">The whole cell.</param>
    /// <param name="position">Cursor, in UTF-16 units from the start.</param>
    /// <param name="cancellation">Ends the search.</param>
    public Task<Completions> CompleteAsync(string code, int position, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return Task.FromResult(new Completions(position, position, []));
    }

    /// <summary>What is known of the name at a place: signature and documentation; null when nothing is.</summary>
    /// <param name="code">The whole cell.</param>
    /// <param name="position">Cursor, in UTF-16 units from the start.</param>
    /// <param name="detailed">Whether parameters, returns and remarks are wanted too.</param>
    /// <param name="cancellation">Ends the search.</param>
    public Task<MimeBundle?> InspectAsync(string code, int position, bool detailed, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return Task.FromResult<MimeBundle?>(null);
    }

    /// <summary>Whether a cell can run as it stands.</summary>
    public Completeness IsComplete(string code)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return SyntaxFactory.IsCompleteSubmission(SyntaxFactory.ParseSyntaxTree(code, new CSharpParseOptions(kind: SourceCodeKind.Script)))
            ? Completeness.Complete
            : Completeness.Incomplete;
    }

    /// <inheritdoc/>
    public void Dispose() => _disposed = true;
}
