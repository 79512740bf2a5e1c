using System.Text;
using Tripline.Streams;

namespace Tripline.Tests.Unit.Streams;

public sealed class Murmur2Tests
{
    [Theory]
    [InlineData("21", -973932308)]
    [InlineData("foobar", -790332482)]
    [InlineData("a-little-bit-long-string", -985981536)]
    [InlineData("a-little-bit-longer-string", -1486304829)]
    [InlineData("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971)]
    [InlineData("abc", 479470107)]
    public void Hash_VectorsOfKafkasJavaClient_AreEqual(string key, int expected) =>
        Assert.Equal(expected, Murmur2.Hash(Encoding.UTF8.GetBytes(key)));

    [Theory]
    [InlineData("21", 8, (-973932308 & int.MaxValue) % 8)]
    [InlineData("abc", 12, 479470107 % 12)]
    [InlineData("foobar", 1, 0)]
    public void Of_Symbol_IsThePositiveHashModuloTheCount(string symbol, int partitions, int expected)
    {
        Assert.Equal(expected, SymbolPartition.Of(symbol, partitions));
        Assert.Equal(expected, SymbolPartition.Of(Encoding.UTF8.GetBytes(symbol), partitions));
    }
}
