using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>Runs cells of a session: directives first, then the code, then the value.</summary>
internal sealed class CellRunner(KernelOptions options)
{
    private readonly PackageReferences _packages = new(options);

    public CellSession Session { get; } = new();

    /// <summary>Runs a cell on the thread of its execution.</summary>
    public CellOutcome Run(CellRun run, CellExecution execution, string text)
    {
        Session.Assemblies.LatestRun = run;
        var cell = CellText.Read(text);
        var clock = cell.Directives.Any(d => d.Kind == DirectiveKind.Time) ? options.Clock : null;
        var started = clock?.GetTimestamp() ?? 0;
        try
        {
            var folder = options.WorkingFolder ?? Environment.CurrentDirectory;
            return Prepare(run, execution, cell, folder, new HashSet<string>(StringComparer.Ordinal)) ?? Finish(run, execution, cell, Code(run, execution, cell.Code, run.Name));
        }
        finally
        {
            if (clock is not null)
            {
                run.Sink.Write(StreamName.Output, $"Time: {clock.GetElapsedTime(started).TotalMilliseconds.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)} ms\n");
            }
        }
    }

    /// <summary>Directives that come before the code; an outcome when one of them ends the cell.</summary>
    private CellOutcome? Prepare(CellRun run, CellExecution execution, CellText cell, string folder, ISet<string> importing)
    {
        foreach (var directive in cell.Directives)
        {
            run.ThrowIfStopped();
            try
            {
                if (Follow(run, execution, directive, folder, importing) is { } outcome)
                {
                    return outcome;
                }
            }
            catch (DirectiveException e)
            {
                return CellErrors.Directive($"Line {Invariant.Text(directive.Line)}: {e.Message}");
            }
        }

        return null;
    }

    private CellOutcome? Follow(CellRun run, CellExecution execution, CellDirective directive, string folder, ISet<string> importing)
    {
        switch (directive.Kind)
        {
            case DirectiveKind.Assembly:
                Session.Reference([AssemblyPath(directive.Argument, folder)]);
                return null;
            case DirectiveKind.PackageSource:
                _packages.AddSource(directive.Argument);
                return null;
            case DirectiveKind.Package:
                _packages.Add(directive.Argument, Session, run);
                return null;
            case DirectiveKind.Import:
                return Import(run, execution, Path.GetFullPath(directive.Argument, folder), importing);
            case DirectiveKind.Time when options.Clock is null:
                throw new DirectiveException("#!time needs a clock, and this session was given none.");
            case DirectiveKind.OtherLanguage when directive.Argument is not ("markdown" or "meta"):
                throw new DirectiveException($"#!{directive.Argument}: this kernel runs C# cells; other languages are not there.");
            case DirectiveKind.Unknown:
                throw new DirectiveException(
                    $"#!{directive.Argument} is no directive of this kernel. There are: #r \"path.dll\", #r \"nuget: Id, Version\", #i \"nuget: source\", "
                    + "#load and #!import \"file\", #!time, #!who, #!whos, #!csharp, #!markdown.");
            default:
                return null;
        }
    }

    private CellOutcome? Import(CellRun run, CellExecution execution, string path, ISet<string> importing)
    {
        // A file that imports itself, directly or not, is there already.
        if (!importing.Add(path))
        {
            return null;
        }

        foreach (var text in ImportedCells.Read(path))
        {
            var cell = CellText.Read(text);
            var outcome = Prepare(run, execution, cell, Path.GetDirectoryName(path)!, importing)
                ?? Code(run, execution, cell.Code, Path.GetFileName(path)).Outcome;
            if (outcome is { Status: not CellStatus.Ok, Error: { } error })
            {
                var message = $"{Path.GetFileName(path)}: {error.Message}";
                return outcome with { Error = error with { Message = message, Traceback = error.Traceback.SetItem(0, message) } };
            }
        }

        return null;
    }

    private CellOutcome Finish(CellRun run, CellExecution execution, CellText cell, Ending ending)
    {
        if (ending.Outcome is { } fault)
        {
            return fault;
        }

        foreach (var directive in cell.Directives.Where(d => d.Kind is DirectiveKind.Who or DirectiveKind.Whos))
        {
            run.Sink.Write(StreamName.Output, execution.Interruptible(() => SessionVariables.List(Session, directive.Kind == DirectiveKind.Whos, run)));
        }

        var result = ending.HasValue ? execution.Interruptible(() => run.Format(ending.Value)) : null;
        run.ThrowIfStopped();
        return new CellOutcome(CellStatus.Ok, result, null);
    }

    private Ending Code(CellRun run, CellExecution execution, string code, string name)
    {
        CompiledCell compiled;
        try
        {
            compiled = Session.Compile(code, name, run.StopToken);
        }
        catch (InsufficientExecutionStackException)
        {
            return new Ending(null, false, CellErrors.Directive("The code is nested too deeply for the compiler."));
        }

        if (!compiled.Faults.IsEmpty)
        {
            return new Ending(null, false, CellErrors.Compilation(compiled.Faults, name));
        }

        var complete = false;
        try
        {
            run.Reached = 0;
            var task = execution.Interruptible(() => Session.Start(compiled));
            var value = execution.Await(task);
            complete = true;
            return new Ending(value, value is not null || EndsWithNull(compiled), null);
        }
#pragma warning disable CA1031 // Whatever leaves a cell is told to its reader.
        catch (Exception e) when (!run.IsStopped)
#pragma warning restore CA1031
        {
            return new Ending(null, false, CellErrors.Thrown(e, name));
        }
        finally
        {
            if (!complete && !compiled.DeclaredAgain.IsEmpty)
            {
                Session.KeepUnreached(compiled, run.Reached);
            }
        }
    }

    // A value that is null is shown; a call that returns nothing is not.
    private static bool EndsWithNull(CompiledCell cell)
    {
        var tree = cell.Compilation.SyntaxTrees[0];
        return ((CompilationUnitSyntax)tree.GetRoot()).Members.LastOrDefault() is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last }
            && cell.Compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression).ConvertedType is { SpecialType: not Microsoft.CodeAnalysis.SpecialType.System_Void };
    }

    private static string AssemblyPath(string argument, string folder)
    {
        var path = Path.GetFullPath(argument, folder);
        if (File.Exists(path))
        {
            return path;
        }

        return SessionReferences.Platform.TryGetValue(Path.GetFileNameWithoutExtension(argument), out var known)
            ? known.Path
            : throw new DirectiveException($"There is no assembly at {path}.");
    }

    private sealed record Ending(object? Value, bool HasValue, CellOutcome? Outcome);
}

/// <summary>A directive that cannot be followed; the message tells why.</summary>
internal sealed class DirectiveException(string message) : Exception(message);
