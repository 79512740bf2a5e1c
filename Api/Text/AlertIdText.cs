namespace Tripline.Api.Text;

/// <summary>An alert's id as it stands in URLs: a UUID with or without hyphens.</summary>
internal static class AlertIdText
{
    /// <summary>Reads an id.</summary>
    public static bool TryParse(string text, out Guid id) =>
        Guid.TryParseExact(text, "D", out id) || Guid.TryParseExact(text, "N", out id);
}
