namespace StudyAnalysis.Import.Privacy;

/// <summary>Column headers that name a direct identifier, in French and English.</summary>
internal static class IdentifierHeaders
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "prenom", "prenoms", "firstname", "lastname", "surname", "forename", "nomprenom", "nir", "ipp", "nip", "nda", "mrn", "iep",
        "telephone", "phone", "tel", "mobile", "portable", "email", "mail", "courriel", "adresse", "address", "postcode", "zip", "zipcode",
        "initiales", "initials", "birthdate", "birthday", "dob", "ddn", "chirurgien", "surgeon", "medecin", "physician", "doctor", "docteur",
        "accession", "ssn", "ville", "commune", "city",
    };

    private static readonly string[][] Phrases =
    [
        ["nom", "patient"], ["nom", "naissance"], ["nom", "famille"], ["nom", "usage"], ["nom", "jeune", "fille"], ["nom", "marital"],
        ["patient", "name"], ["family", "name"], ["last", "name"], ["first", "name"], ["given", "name"], ["full", "name"],
        ["maiden", "name"], ["date", "naissance"], ["lieu", "naissance"], ["date", "birth"], ["birth", "date"], ["birth", "place"],
        ["place", "birth"], ["securite", "sociale"], ["social", "security"], ["numero", "secu"], ["numero", "sejour"], ["no", "sejour"],
        ["n", "sejour"], ["stay", "number"], ["numero", "dossier"], ["no", "dossier"], ["n", "dossier"], ["hospital", "number"],
        ["record", "number"], ["code", "postal"], ["postal", "code"], ["e", "mail"], ["zip", "code"], ["numero", "laboratoire"],
    ];

    private static readonly string[] YearWords = ["annee", "year", "an", "age"];

    /// <summary>Whether a header names a direct identifier. <paramref name="isAlone"/>: it heads a column of a table, so that "name" says whose.</summary>
    public static bool Matches(string header, bool isAlone)
    {
        var words = Folding.Words(header);
        if (words.Count is 0 or > 8 || words.Any(YearWords.Contains))
        {
            return false;
        }

        return (isAlone && words is ["nom"] or ["noms"] or ["name"] or ["names"])
            || words.Any(Words.Contains)
            || Array.Exists(Phrases, p => p.All(words.Contains))
            || Words.Contains(Folding.Strong(header));
    }
}
