using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Notebooks.Jupyter;

/// <summary>Where a front end expects the kernel: five ports of this computer, and the key that signs messages.</summary>
/// <param name="Address">A loopback address.</param>
/// <param name="Ports">The ports.</param>
/// <param name="Key">The key; never empty.</param>
internal sealed record ConnectionFile(IPAddress Address, KernelPorts Ports, ReadOnlyMemory<byte> Key)
{
    /// <summary>Reads the file a front end wrote.</summary>
    /// <exception cref="ConnectionFileException">It is missing, incomplete, or asks for something unsafe.</exception>
    public static ConnectionFile Read(string path)
    {
        JsonObject? json;
        try
        {
            json = JsonNode.Parse(File.ReadAllText(path)) as JsonObject;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or ArgumentException)
        {
            throw new ConnectionFileException(LocalizedText.Of($"{path} cannot be read: {error.Message}", $"{path} ne peut pas être lu : {error.Message}"), error);
        }

        return json is null
            ? throw new ConnectionFileException(LocalizedText.Of($"{path} is no connection file.", $"{path} n’est pas un fichier de connexion."))
            : Parse(json, path);
    }

    /// <summary>The address of a port as the sockets want it.</summary>
    public string Endpoint(int port) =>
        FormattableString.Invariant($"tcp://{(Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{Address}]" : Address.ToString())}:{port}");

    private static ConnectionFile Parse(JsonObject json, string path)
    {
        var transport = Json.Text(json, "transport") ?? "tcp";
        var scheme = Json.Text(json, "signature_scheme") ?? "hmac-sha256";
        var key = Json.Text(json, "key") ?? string.Empty;
        var ip = Json.Text(json, "ip") ?? string.Empty;

        // Whoever reaches the kernel runs code as this user: other computers, and callers without the key, must not.
        var address = ip == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(ip, out var parsed) && IPAddress.IsLoopback(parsed) ? parsed : null;
        if (transport != "tcp" || scheme != "hmac-sha256" || key.Length == 0 || address is null)
        {
            throw new ConnectionFileException(LocalizedText.Of(
                $"{path} asks for transport '{transport}', ip '{ip}', signature_scheme '{scheme}'{(key.Length == 0 ? " without a key" : string.Empty)}; this kernel takes tcp, a loopback address and hmac-sha256 with a key.",
                $"{path} demande transport « {transport} », ip « {ip} », signature_scheme « {scheme} »{(key.Length == 0 ? " sans clé" : string.Empty)} ; ce noyau accepte tcp, une adresse de bouclage et hmac-sha256 avec une clé."));
        }

        int Port(string name) => Json.Number(json, name) is > 0 and <= 65535 and var port
            ? port
            : throw new ConnectionFileException(LocalizedText.Of($"{path} has no valid \"{name}\".", $"{path} n’a pas de « {name} » valable."));
        return new ConnectionFile(
            address, new KernelPorts(Port("shell_port"), Port("control_port"), Port("iopub_port"), Port("stdin_port"), Port("hb_port")), Encoding.UTF8.GetBytes(key));
    }
}

/// <summary>The five ports of a kernel.</summary>
internal sealed record KernelPorts(int Shell, int Control, int IOPub, int Stdin, int Heartbeat);

/// <summary>A connection file that cannot be used.</summary>
internal sealed class ConnectionFileException(LocalizedText what, Exception? inner = null) : Exception(what.In(Language.English), inner)
{
    /// <summary>What is wrong.</summary>
    public LocalizedText What { get; } = what;
}
