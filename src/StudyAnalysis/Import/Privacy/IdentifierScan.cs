using System.Globalization;
using System.Text.RegularExpressions;
using StudyAnalysis.Import.Reading;
using StudyAnalysis.Schema;

namespace StudyAnalysis.Import.Privacy;

/// <summary>Looks for direct identifiers in the contents of cells; what it finds is named, never repeated.</summary>
internal sealed partial class IdentifierScan
{
    private static readonly LocalizedText Nir = LocalizedText.Of("social security number", "numéro de sécurité sociale");
    private static readonly LocalizedText Phone = LocalizedText.Of("telephone number", "numéro de téléphone");
    private static readonly LocalizedText Mail = LocalizedText.Of("e-mail address", "adresse électronique");
    private static readonly LocalizedText Address = LocalizedText.Of("postal address", "adresse postale");
    /// <summary>Age from which a date in a text counts as a date of birth: 15 years.</summary>
    public const double YoungestInDays = 15 * 365.25;

    /// <summary>Age up to which it does: 110 years. A small number shown as a date lies around 1900.</summary>
    public const double OldestInDays = 110 * 365.25;

    /// <summary>What a date of birth is called.</summary>
    public static readonly LocalizedText BirthDate = LocalizedText.Of("date of birth", "date de naissance");
    private static readonly LocalizedText Name = LocalizedText.Of("name of a person", "nom de personne");

    private static readonly HashSet<string> FirstNames = new(StringComparer.Ordinal)
    {
        "adrien", "alain", "alexandre", "alice", "andre", "anne", "annie", "antoine", "arnaud", "bernadette", "bernard", "brigitte",
        "camille", "catherine", "chantal", "charles", "christian", "christiane", "christine", "christophe", "claude", "claudine", "colette",
        "corinne", "daniel", "danielle", "david", "denis", "denise", "didier", "dominique", "elisabeth", "emile", "emma", "eric", "fabrice",
        "fatima", "florence", "francis", "francois", "francoise", "frederic", "gabriel", "genevieve", "georges", "gerard", "gilbert", "gilles",
        "guillaume", "guy", "helene", "henri", "herve", "hugo", "isabelle", "jacqueline", "jacques", "james", "jean", "jeanne", "jeannine",
        "jerome", "john", "joseph", "julie", "julien", "karim", "laurent", "louis", "louise", "lucas", "madeleine", "marc", "marcel", "margaret",
        "marguerite", "marie", "martine", "mary", "mathieu", "maurice", "maxime", "michael", "michel", "michele", "mohamed", "monique",
        "nathalie", "nicolas", "nicole", "odette", "olivier", "pascal", "patricia", "patrick", "paul", "paulette", "philippe", "pierre",
        "raymond", "rene", "richard", "robert", "roger", "roland", "sandrine", "serge", "simone", "sophie", "stephane", "suzanne", "sylvie",
        "therese", "thierry", "thomas", "valerie", "veronique", "vincent", "william", "xavier", "yves", "yvette", "yvonne",
    };

    private readonly Dictionary<string, LocalizedText?> _known = new(StringComparer.Ordinal);

    /// <summary>What identifier a cell holds, or null.</summary>
    public LocalizedText? Find(in RawCell cell) => cell.Kind switch
    {
        RawKind.Text or RawKind.Damaged when cell.Text is { Length: > 3 } text => FindIn(text),
        RawKind.Number when cell.Number is >= 1e12 and < 1e15 && cell.Number == Math.Floor(cell.Number) =>
            IsNir(cell.Number.ToString("F0", CultureInfo.InvariantCulture)) ? Nir : null,
        _ => null,
    };

    /// <summary>What identifier a header or the name of a sheet holds, or null.</summary>
    public static LocalizedText? InText(string text) => text.Length > 3 ? Search(text.Length > 2000 ? text[..2000] : text) : null;

    private LocalizedText? FindIn(string text)
    {
        if (_known.TryGetValue(text, out var known))
        {
            return known;
        }

        var found = Search(text.Length > 2000 ? text[..2000] : text);
        if (_known.Count < 50_000)
        {
            _known[text] = found;
        }

        return found;
    }

    private static LocalizedText? Search(string text)
    {
        try
        {
            var digits = text.Count(char.IsAsciiDigit);
            return digits >= 13 && NirShape().Matches(text).Any(m => IsNir(m.Value)) ? Nir
                : text.Contains('@') && MailShape().IsMatch(text) ? Mail
                : digits >= 9 && PhoneShape().IsMatch(text) ? Phone
                : digits >= 4 && BirthShape().IsMatch(text) ? BirthDate
                : digits >= 1 && StreetShape().IsMatch(text) ? Address
                : digits >= 5 && TownShape().IsMatch(text) ? Address
                : TitleShape().IsMatch(text) || IsName(text) ? Name
                : null;
        }
        catch (RegexMatchTimeoutException)
        {
            // A text that is this hard to read is treated as if it held one: nothing of it is copied.
            return Name;
        }
    }

    /// <summary>French social security number: 13 digits of known structure, and the key when there are 15.</summary>
    private static bool IsNir(string text)
    {
        var digits = string.Concat(text.Where(c => char.IsAsciiLetterOrDigit(c))).ToUpperInvariant();
        if (digits.Length is not (13 or 15) || digits[0] is not ('1' or '2' or '3' or '4' or '7' or '8'))
        {
            return false;
        }

        var month = int.Parse(digits.AsSpan(3, 2), NumberStyles.None, CultureInfo.InvariantCulture);
        if (month is not ((>= 1 and <= 12) or (>= 20 and <= 42) or (>= 50 and <= 99)))
        {
            return false;
        }

        if (digits.Length == 13)
        {
            return true;
        }

        // Corsica: 2A counts as 19 and 2B as 18 for the key.
        var number = long.Parse(
            digits[..13].Replace("2A", "19", StringComparison.Ordinal).Replace("2B", "18", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture);
        return 97 - (number % 97) == long.Parse(digits.AsSpan(13), NumberStyles.None, CultureInfo.InvariantCulture);
    }

    // Two to four words, one of them a common first name, all capitalised: DUPONT Jean, Marie-Claude Petit.
    private static bool IsName(string text)
    {
        var words = text.Split([' ', '\u00A0', ',', '-', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length is >= 2 and <= 4
            && words.All(w => w.Length >= 2 && char.IsUpper(w[0]) && w.All(c => char.IsLetter(c) || c is '\'' or '’'))
            && words.Any(w => FirstNames.Contains(Folding.Strong(w)));
    }

    [GeneratedRegex(@"(?<![\dA-Za-z])[1-478] ?\d{2} ?\d{2} ?(\d{2}|2[AB]) ?\d{3} ?\d{3}( ?\d{2})?(?![\dA-Za-z])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 500)]
    private static partial Regex NirShape();

    [GeneratedRegex(@"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 500)]
    private static partial Regex MailShape();

    [GeneratedRegex(@"(?<![\dA-Za-z+])((\+33|0033)[ .-]?(\(0\))?[ .-]?[1-9]|0[1-9])([ .-]?\d{2}){4}(?![\dA-Za-z])|(?<![\dA-Za-z])\+\d{1,3}([ .-]?\d{2,4}){3,5}(?![\dA-Za-z])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 500)]
    private static partial Regex PhoneShape();

    [GeneratedRegex(@"\b(née?\s*(\(e\))?\s*le|born(\s+on)?|date de naissance|date of birth|DDN|DOB)\b\W{0,3}\d{1,4}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 500)]
    private static partial Regex BirthShape();

    [GeneratedRegex(@"\b\d{1,4}\s*(bis|ter)?,?\s+(rue|avenue|av\.|boulevard|bd|place|chemin|allée|impasse|quai|street|road|lane)\s+\p{L}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 500)]
    private static partial Regex StreetShape();

    [GeneratedRegex(@"(?<![\d.,])(0[1-9]|[1-8]\d|9[0-8])\d{3}\s+\p{Lu}[\p{L}'’-]{3,}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 500)]
    private static partial Regex TownShape();

    [GeneratedRegex(@"\b(Mme|Mlle|Mr\.?|Mrs\.?|Dr\.?|Pr\.?|Prof\.?|Docteur|Professeur|Monsieur|Madame)\s+\p{Lu}[\p{L}'’-]{2,}|(^|\s)M\.\s+\p{Lu}[\p{L}'’-]{2,}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 500)]
    private static partial Regex TitleShape();
}
