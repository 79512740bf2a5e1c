using System.Buffers.Text;
using System.Text;

namespace Tripline.Api.Requests;

/// <summary>An opaque text that says where the next page starts.</summary>
internal static class PageCursor
{
    private const char Separator = '\n';

    /// <summary>Writes the parts; none may hold a line feed.</summary>
    public static string Write(params ReadOnlySpan<string> parts) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(Separator, parts!)));

    /// <summary>Reads as many parts; false when it is not such a text.</summary>
    public static bool TryRead(string cursor, int parts, out string[] values)
    {
        values = [];
        if (!Base64Url.IsValid(cursor))
        {
            return false;
        }

        values = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split(Separator);
        return values.Length == parts;
    }
}
