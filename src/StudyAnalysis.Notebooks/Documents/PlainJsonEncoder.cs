using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace StudyAnalysis.Notebooks.Documents;

/// <summary>Escapes what JSON must have escaped and nothing else, as Jupyter does: a smiley stays a smiley in version control.</summary>
internal sealed class PlainJsonEncoder : JavaScriptEncoder
{
    public static PlainJsonEncoder Instance { get; } = new();

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\';

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        for (var i = 0; i < textLength; i++)
        {
            if (WillEncode(text[i]))
            {
                return i;
            }

            if (char.IsSurrogate(text[i]))
            {
                // A half of a pair without the other is no character: the base class replaces it.
                if (Rune.DecodeFromUtf16(new ReadOnlySpan<char>(text + i, textLength - i), out _, out var length) != OperationStatus.Done)
                {
                    return i;
                }

                i += length - 1;
            }
        }

        return -1;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        Span<char> escape = stackalloc char[6];
        numberOfCharactersWritten = Escape(unicodeScalar, escape);
        if (numberOfCharactersWritten > bufferLength)
        {
            numberOfCharactersWritten = 0;
            return false;
        }

        escape[..numberOfCharactersWritten].CopyTo(new Span<char>(buffer, bufferLength));
        return true;
    }

    private static int Escape(int scalar, Span<char> escape)
    {
        var letter = scalar switch { '"' => '"', '\\' => '\\', '\n' => 'n', '\r' => 'r', '\t' => 't', '\b' => 'b', '\f' => 'f', _ => '\0' };
        if (letter != '\0')
        {
            escape[0] = '\\';
            escape[1] = letter;
            return 2;
        }

        if (scalar < 0x20)
        {
            "\\u00".CopyTo(escape);
            escape[4] = "0123456789abcdef"[scalar >> 4];
            escape[5] = "0123456789abcdef"[scalar & 15];
            return 6;
        }

        return new Rune(scalar).EncodeToUtf16(escape);
    }
}
