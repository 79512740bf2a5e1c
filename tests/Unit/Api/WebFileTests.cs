using System.IO.Compression;
using System.Text;
using Tripline.Api.Web;

namespace Tripline.Tests.Api;

public sealed class WebFileTests
{
    [Fact]
    public void Read_TextThatShrinks_IsGzippedForWhoTakesThat()
    {
        var text = Encoding.UTF8.GetBytes(new string('a', 10_000));
        var file = new WebFile("assets/a-1234.js", text);

        var (gzipped, isGzipped) = file.Read(takesGzip: true);

        Assert.True(isGzipped);
        using var unzip = new GZipStream(new MemoryStream(gzipped), CompressionMode.Decompress);
        using var read = new MemoryStream();
        unzip.CopyTo(read);
        Assert.Equal(text, read.ToArray());
        Assert.Equal((text, false), file.Read(takesGzip: false));
    }

    [Fact]
    public void Read_BytesThatDoNotShrink_StayAsTheyAre() =>
        Assert.False(new WebFile("x.svg", [1, 2, 3]).Read(takesGzip: true).IsGzipped);

    [Theory]
    [InlineData("assets/a-1234.js", true, "text/javascript; charset=utf-8")]
    [InlineData("assets/a-1234.css", true, "text/css; charset=utf-8")]
    [InlineData("index.html", false, "text/html; charset=utf-8")]
    [InlineData("theme.js", false, "text/javascript; charset=utf-8")]
    [InlineData("favicon.svg", false, "image/svg+xml")]
    public void File_OfThatName_HasItsTypeAndAge(string path, bool isImmutable, string mediaType)
    {
        var file = new WebFile(path, [1]);

        Assert.Equal(isImmutable, file.IsImmutable);
        Assert.Equal(mediaType, file.MediaType);
    }
}
