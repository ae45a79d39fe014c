using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace StudyAnalysis.Notebooks.Kernel;

/// <summary>Holds the assemblies of one session: its cells, and what they asked for with #r.</summary>
internal sealed class SessionLoadContext() : AssemblyLoadContext("cells")
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _native = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The run started last: where exceptions without a run of their own are told.</summary>
    public CellRun? LatestRun { get; set; }

    public void Add(string assemblyPath)
    {
        lock (_gate)
        {
            _paths[Path.GetFileNameWithoutExtension(assemblyPath)] = assemblyPath;
        }
    }

    public void AddNative(string path)
    {
        lock (_gate)
        {
            var name = Path.GetFileName(path);
            _native[name] = path;
            _native[Path.GetFileNameWithoutExtension(name)] = path;
        }
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string? path;
        lock (_gate)
        {
            path = assemblyName.Name is { } name ? _paths.GetValueOrDefault(name) : null;
        }

        return path is null ? null : LoadFromAssemblyPath(path);
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        string? path;
        lock (_gate)
        {
            path = _native.GetValueOrDefault(unmanagedDllName) ?? _native.GetValueOrDefault("lib" + unmanagedDllName);
        }

        return path is null ? 0 : NativeLibrary.Load(path);
    }
}
