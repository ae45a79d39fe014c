using System.Collections.Immutable;
using System.Globalization;

namespace StudyAnalysis.Schema;

internal enum TokenKind
{
    Word,
    Number,
    Text,
    Date,
    Symbol,
    End,
}

/// <summary>One word or sign of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Word or sign as written; for texts and dates what stands between the quotes.</param>
/// <param name="Position">Where it begins, from 1.</param>
/// <param name="IsSpaced">Whether white space stands before it.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Position, bool IsSpaced)
{
    public bool Is(string symbolOrWord) => Kind is TokenKind.Symbol or TokenKind.Word && Text == symbolOrWord;

    public string Describe() => Kind switch
    {
        TokenKind.End => "the end",
        TokenKind.Text => $"the text '{Text}'",
        TokenKind.Date => $"date'{Text}'",
        _ => $"\"{Text}\"",
    };
}

/// <summary>A syntax error inside the parser; it leaves it as a <see cref="DefinitionProblem"/>.</summary>
internal sealed class ExpressionSyntaxException(int position, string found, string expected) : Exception(found)
{
    public int Position { get; } = position;

    public string Found { get; } = found;

    public string Expected { get; } = expected;
}

/// <summary>Cuts an expression into words and signs.</summary>
internal sealed class ExpressionTokenizer(string source)
{
    private static readonly string[] _symbols = ["!=", "<=", ">=", "=", "<", ">", "+", "-", "*", "/", "(", ")", ",", ".", "@"];

    private readonly ImmutableArray<Token>.Builder _tokens = ImmutableArray.CreateBuilder<Token>();
    private int _at;
    private bool _spaced;

    public ImmutableArray<Token> Tokenize(int limit)
    {
        while (SkipSpace())
        {
            if (_tokens.Count == limit)
            {
                throw new ExpressionSyntaxException(
                    _at + 1, "more", string.Create(CultureInfo.InvariantCulture, $"at most {limit} words and signs in one expression"));
            }

            ReadToken();
        }

        _tokens.Add(new Token(TokenKind.End, string.Empty, source.Length + 1, IsSpaced: true));
        return _tokens.ToImmutable();
    }

    private static bool IsWordStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private bool SkipSpace()
    {
        var start = _at;
        while (_at < source.Length && char.IsWhiteSpace(source[_at]))
        {
            _at++;
        }

        _spaced = _at > start || _at == 0;
        return _at < source.Length;
    }

    private void ReadToken()
    {
        var c = source[_at];
        if (IsWordStart(c) || (char.IsAsciiDigit(c) && FollowsAt()))
        {
            ReadWord();
        }
        else if (char.IsAsciiDigit(c))
        {
            ReadNumber();
        }
        else if (c == '\'')
        {
            ReadQuoted(TokenKind.Text, _at);
        }
        else
        {
            ReadSymbol();
        }
    }

    // Time points may begin with a digit (marker@24h); nothing else that does is a word.
    private bool FollowsAt() => !_spaced && _tokens.Count > 0 && _tokens[^1].Is("@");

    private void ReadWord()
    {
        var start = _at;
        while (_at < source.Length && IsWordPart(source[_at]))
        {
            _at++;
        }

        var word = source[start.._at];
        if (word == "date" && _at < source.Length && source[_at] == '\'')
        {
            ReadQuoted(TokenKind.Date, start);
            return;
        }

        Add(TokenKind.Word, word, start);
    }

    private void ReadNumber()
    {
        var start = _at;
        SkipDigits();
        if (_at + 1 < source.Length && source[_at] == '.' && char.IsAsciiDigit(source[_at + 1]))
        {
            _at++;
            SkipDigits();
        }

        if (_at < source.Length && source[_at] is 'e' or 'E')
        {
            var mark = _at++;
            _at += _at < source.Length && source[_at] is '+' or '-' ? 1 : 0;
            var digits = _at;
            SkipDigits();
            _at = _at == digits ? mark : _at;
        }

        if (_at < source.Length && IsWordPart(source[_at]))
        {
            throw new ExpressionSyntaxException(start + 1, $"\"{source[start..(_at + 1)]}\"", "a number, or a name that begins with a letter");
        }

        Add(TokenKind.Number, source[start.._at], start);
    }

    private void SkipDigits()
    {
        while (_at < source.Length && char.IsAsciiDigit(source[_at]))
        {
            _at++;
        }
    }

    // A quote inside a text is written twice.
    private void ReadQuoted(TokenKind kind, int start)
    {
        var text = new System.Text.StringBuilder();
        _at++;
        while (_at < source.Length)
        {
            var c = source[_at++];
            if (c != '\'')
            {
                text.Append(c);
            }
            else if (_at < source.Length && source[_at] == '\'')
            {
                text.Append('\'');
                _at++;
            }
            else
            {
                Add(kind, text.ToString(), start);
                return;
            }
        }

        throw new ExpressionSyntaxException(start + 1, "a text without its closing quote", "' at its end");
    }

    private void ReadSymbol()
    {
        var symbol = Array.Find(_symbols, s => string.CompareOrdinal(source, _at, s, 0, s.Length) == 0)
            ?? throw new ExpressionSyntaxException(_at + 1, $"\"{source[_at]}\"", Advice(source[_at]));
        Add(TokenKind.Symbol, symbol, _at);
        _at += symbol.Length;
    }

    private static string Advice(char c) => c switch
    {
        '"' or '’' or '‘' or '“' or '”' or '`' => "texts stand in single quotes, 'text'",
        '&' => "\"and\"",
        '|' => "\"or\"",
        '!' => "\"not\" or \"!=\"",
        '≤' => "\"<=\"",
        '≥' => "\">=\"",
        '≠' => "\"!=\"",
        '−' or '–' => "\"-\"",
        '×' => "\"*\"",
        _ => "a name (letters, digits and _), a number, a text in single quotes, or one of = != < <= > >= + - * / ( ) , . @",
    };

    private void Add(TokenKind kind, string text, int start) => _tokens.Add(new Token(kind, text, start + 1, _spaced));
}
