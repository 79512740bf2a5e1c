using System.Security.Cryptography;
using System.Text;

namespace Tripline.Storage.Postgres.Migrations;

/// <summary>One numbered step of the schema.</summary>
/// <param name="Version">1, 2, 3 … without gaps.</param>
/// <param name="Name">Its file's name without number and ending.</param>
/// <param name="Text">The statements.</param>
public sealed record Migration(int Version, string Name, string Text)
{
    /// <summary>SHA-256 of the text, whatever its line ends; lower-case hexadecimal.</summary>
    public string Checksum => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))));
}
