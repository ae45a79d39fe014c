using System.Collections.Immutable;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Cli.Output;

/// <summary>The folder a run writes. Its files are gathered in a folder of their own and then take their places one by one, the manifest last: an interrupted
/// step is carried out by the next run or by verify. Only what the manifest of the run before lists is replaced; nothing else in the folder is touched.</summary>
internal sealed class OutputFolder : IDisposable
{
    private readonly OutputRequest _request;
    private readonly string _final;
    private readonly Dictionary<string, ManifestFile> _written = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _carried = new(StringComparer.Ordinal);
    private readonly bool _wasThere;
    private FolderStage _stage;
    private bool _decided;

    private OutputFolder(OutputRequest request, string asked, string final, FolderStage stage)
    {
        _request = request;
        _final = final;
        _stage = stage;
        _wasThere = Directory.Exists(final);
        Path = asked;
    }

    /// <summary>Where the files stand once kept.</summary>
    public string Path { get; }

    private IFileActions Files => _request.Files;

    /// <summary>Refuses a place before anything is computed for it.</summary>
    /// <param name="request">The place.</param>
    /// <param name="names">Names that will be written, with '/', as far as they are known.</param>
    /// <exception cref="StudyFailure">It holds other files under these names, or is what the run reads.</exception>
    public static void Check(OutputRequest request, params string[] names)
    {
        var (_, final) = PlaceOf(request);
        RefuseFile(final);
        FileTrouble.Guard(final, ExitCode.BadArguments, () =>
        {
            request.RefuseInputs(final, names);
            Recover(final, request.Day, request.Files);
            FolderClash.Refuse(final, names);
        });
    }

    /// <summary>Begins a folder.</summary>
    /// <exception cref="StudyFailure">The place cannot be written, or is what the run reads.</exception>
    public static OutputFolder Begin(OutputRequest request)
    {
        var (asked, final) = PlaceOf(request);
        RefuseFile(final);
        var parent = System.IO.Path.GetDirectoryName(final) ?? final;
        TemporaryName.Sweep(parent, request.Files);
        TemporaryName.Sweep(final, request.Files);

        // In the folder itself there is room and right to write wherever it is; beside it only while it is not there.
        var stage = new FolderStage(System.IO.Path.Combine(Directory.Exists(final) ? final : parent, TemporaryName.New()));
        FileTrouble.Guard(final, ExitCode.BadArguments, () =>
        {
            request.RefuseInputs(final, []);
            request.Files.CreateFolder(parent, request.OwnerOnly);
            request.Files.CreateFolder(stage.Path, request.OwnerOnly);
        });
        return new OutputFolder(request, asked, final, stage);
    }

    /// <summary>Carries out what an interrupted run had decided.</summary>
    /// <param name="folder">An output folder.</param>
    /// <param name="day">Day of the run, for dated names.</param>
    /// <param name="files">The disk.</param>
    /// <returns>What was set aside; nothing when nothing was left to do.</returns>
    /// <exception cref="StudyFailure">It cannot be carried out.</exception>
    public static ImmutableArray<SetAside> Recover(string folder, DateOnly day, IFileActions files)
    {
        ImmutableArray<SetAside> aside = [];
        FileTrouble.Guard(folder, ExitCode.PartMissing, () =>
        {
            var final = Standing.BehindLinks(folder);
            if (FolderStage.Decided(final).Length > 0)
            {
                using var held = FolderLock.Take(final, ownerOnly: false, files);
                aside = CarryOut(final, day, files);
            }
        });
        return aside;
    }

    public void Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file.</summary>
    /// <param name="name">Its path in the folder.</param>
    /// <param name="bytes">What it holds.</param>
    /// <param name="contentSha256">Hash of what the program wrote of it, where people fill in the rest.</param>
    /// <param name="carriedFrom">Hash of the bytes of the earlier file of that name, when what people filled in there was carried into this one and they changed
    /// nothing else: that file may be replaced.</param>
    public void Write(string name, ReadOnlySpan<byte> bytes, string? contentSha256 = null, string? carriedFrom = null)
    {
        var listed = name.Replace('\\', '/');
        var file = new ManifestFile(listed, ManifestFile.HashOf(bytes), contentSha256);
        try
        {
            var path = _stage.Of(listed);
            Files.CreateFolder(System.IO.Path.GetDirectoryName(path)!, _request.OwnerOnly);
            Files.Write(path, bytes, _request.OwnerOnly);
        }
        catch (Exception error) when (FileTrouble.IsIt(error))
        {
            throw FileTrouble.Writing(System.IO.Path.Combine(_final, name), error, ExitCode.PartMissing, FileTrouble.OtherFolder);
        }

        _written[listed] = file;
        if (carriedFrom is not null)
        {
            _carried[listed] = carriedFrom;
        }
    }

    /// <summary>Puts the files in their places. Of two runs at once, the later one's stay.</summary>
    /// <returns>What was set aside.</returns>
    /// <exception cref="StudyFailure">Other files stand there, or a file cannot be written.</exception>
    public ImmutableArray<SetAside> Keep()
    {
        ImmutableArray<SetAside> aside = [];
        FileTrouble.Guard(_final, ExitCode.PartMissing, () =>
        {
            _request.RefuseInputs(_final, _written.Keys);
            using var held = FolderLock.Take(_final, _request.OwnerOnly, Files);
            aside = [.. CarryOut(_final, _request.Day, Files), .. KeepHeld()];
        });
        return aside;
    }

    public void Dispose()
    {
        if (!_decided)
        {
            Discard(_stage, Files);
            RemoveIfMadeForNothing();
        }
    }

    private ImmutableArray<SetAside> KeepHeld()
    {
        var before = FolderClash.Refuse(_final, _written.Keys);
        FolderCommit.Probe(_final, before, Files);
        var inside = new FolderStage(System.IO.Path.Combine(_final, System.IO.Path.GetFileName(_stage.Path)));
        if (inside != _stage)
        {
            // From inside, the step is carried out wherever the folder is moved to meanwhile.
            Files.MoveFolder(_stage.Path, inside.Path);
            _stage = inside;
        }

        _stage.Decide(Manifest.Of(_request.Verb, _written.Values), Files, _request.OwnerOnly);
        _decided = true;
        var aside = new FolderCommit(_final, _stage, _carried, _request.Day, Files).Run();
        Discard(_stage, Files);
        return aside;
    }

    private static ImmutableArray<SetAside> CarryOut(string folder, DateOnly day, IFileActions files)
    {
        var aside = ImmutableArray.CreateBuilder<SetAside>();
        foreach (var stage in FolderStage.Decided(folder))
        {
            aside.AddRange(new FolderCommit(folder, stage, ImmutableDictionary<string, string>.Empty, day, files).Run());
            Discard(stage, files);
        }

        return aside.ToImmutable();
    }

    /// <summary>Removes a stage. One that is held for longer is cleared by a later run.</summary>
    private static void Discard(FolderStage stage, IFileActions files)
    {
        for (var attempt = 1; attempt <= 5 && Directory.Exists(stage.Path); attempt++)
        {
            try
            {
                files.DeleteFolder(stage.Path);
            }
            catch (Exception held) when (FileTrouble.IsIt(held))
            {
                Thread.Sleep(20 * attempt);
            }
        }
    }

    private void RemoveIfMadeForNothing()
    {
        try
        {
            if (!_wasThere && Directory.Exists(_final) && !Directory.EnumerateFileSystemEntries(_final).Any())
            {
                Files.DeleteEmptyFolder(_final);
            }
        }
        catch (Exception taken) when (FileTrouble.IsIt(taken))
        {
            // Another run has begun to use it.
        }
    }

    /// <summary>The folder as asked for, and behind links: a link stays a link.</summary>
    private static (string Asked, string Final) PlaceOf(OutputRequest request)
    {
        var asked = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(request.Path));
        try
        {
            return (asked, Standing.BehindLinks(asked));
        }
        catch (IOException error)
        {
            throw FileTrouble.Writing(asked, error, ExitCode.BadArguments, FileTrouble.OtherFolder);
        }
    }

    private static void RefuseFile(string final)
    {
        for (var above = final; above is not null; above = System.IO.Path.GetDirectoryName(above))
        {
            if (File.Exists(above))
            {
                throw new StudyFailure(
                    ExitCode.BadArguments,
                    LocalizedText.Of($"{above} is a file, not a folder.", $"{above} est un fichier, pas un dossier."),
                    LocalizedText.Of("Give another folder with --out.", "Donnez un autre dossier avec --out."));
            }
        }
    }
}
