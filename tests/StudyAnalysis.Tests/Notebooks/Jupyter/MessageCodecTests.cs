using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using StudyAnalysis.Notebooks.Jupyter;
using Xunit;

namespace StudyAnalysis.Tests.Notebooks.Jupyter;

public sealed class MessageCodecTests
{
    private static readonly byte[] Key = "secret"u8.ToArray();
    private readonly MessageFactory _messages = new(new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)));

    // Python 3.11: hmac.new(b"secret", b'{"msg_type":"x"}' + b'{}' + b'{}' + b'{"a":"\xc3\xa9"}', hashlib.sha256).hexdigest()
    private const string KnownSignature = "be398c4d4f458adb24cd9d807f4c15d6e854be54d13540869117082ecf55312f";

    private static List<byte[]> Frames(string signature, string header = "{\"msg_type\":\"x\"}", string content = "{\"a\":\"é\"}") =>
        [.. new[] { "peer", "<IDS|MSG>", signature, header, "{}", "{}", content }.Select(Encoding.UTF8.GetBytes)];

    [Fact]
    public void TryRead_Matches_PythonHmac()
    {
        Assert.True(new MessageCodec(Key).TryRead(Frames(KnownSignature), out var message, out _));
        Assert.Equal(("x", "é"), (message.Type, (string)message.Content["a"]!));
        Assert.Equal("peer", Encoding.UTF8.GetString(Assert.Single(message.Identities)));
    }

    [Fact]
    public void TryRead_WrongOrMissingSignature_IsDropped()
    {
        var codec = new MessageCodec(Key);
        foreach (var frames in new[] { Frames(string.Empty), Frames(KnownSignature.ToUpperInvariant()), Frames(KnownSignature[..^1]), Frames(KnownSignature, content: "{\"a\":\"e\"}") })
        {
            Assert.False(codec.TryRead(frames, out _, out var fault));
            Assert.Contains("signature", fault, StringComparison.Ordinal);
        }

        Assert.False(new MessageCodec("other"u8.ToArray()).TryRead(Frames(KnownSignature), out _, out _));
    }

    [Fact]
    public void TryRead_SameMessageAgain_IsDropped()
    {
        var codec = new MessageCodec(Key);
        Assert.True(codec.TryRead(Frames(KnownSignature), out _, out _));
        Assert.False(codec.TryRead(Frames(KnownSignature), out _, out var fault));
        Assert.Contains("came before", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_MalformedFrames_AreDropped()
    {
        var codec = new MessageCodec(Key);
        Assert.False(codec.TryRead([], out _, out _));
        Assert.False(codec.TryRead([.. Frames(KnownSignature).Take(6)], out _, out _));
        Assert.False(codec.TryRead([.. Frames(KnownSignature).Where((_, i) => i != 1)], out _, out _));
    }

    [Fact]
    public void ToFrames_IsReadBack_WithParentAndUnicode()
    {
        var request = new JupyterMessage([[1, 2], [3]], new JsonObject { ["msg_type"] = "execute_request", ["msg_id"] = "r", ["username"] = "zoë" }, [], []);
        var reply = _messages.Reply(request, "execute_reply", new JsonObject { ["text"] = "😀" });
        Assert.True(new MessageCodec(Key).TryRead(new MessageCodec(Key).ToFrames(reply), out var read, out _));
        Assert.Equal([[1, 2], [3]], read.Identities);
        Assert.Equal(("r", "zoë", "😀"), ((string)read.Parent["msg_id"]!, (string)read.Header["username"]!, (string)read.Content["text"]!));
        Assert.Equal("2026-01-02T03:04:05.000000Z", (string)read.Header["date"]!);
        Assert.NotEqual((string)read.Header["msg_id"]!, (string)_messages.Reply(request, "execute_reply", []).Header["msg_id"]!);
    }

    [Fact]
    public void TryRead_HostileContent_IsDroppedWithoutAnException()
    {
        foreach (var content in new[] { "[]", "nonsense", "{\"a\":1,\"a\":2}", new string('[', 5000) })
        {
            var frames = Frames(string.Empty, content: content);
            frames[2] = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(Key, frames.Skip(3).SelectMany(f => f).ToArray())));
            Assert.False(new MessageCodec(Key).TryRead(frames, out _, out var fault));
            Assert.Contains("JSON", fault, StringComparison.Ordinal);
        }
    }
}
