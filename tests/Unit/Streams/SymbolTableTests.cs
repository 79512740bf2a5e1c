using System.Text;
using Tripline.Streams;

namespace Tripline.Tests.Unit.Streams;

public sealed class SymbolTableTests
{
    [Fact]
    public void Number_ManyStringsOfAllLengths_AreNumberedInOrderAndFoundAgain()
    {
        var table = new SymbolTable();
        var keys = Enumerable.Range(0, 20_000)
            .Select(n => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat($"{n:X}", 1 + (n % 7)))))
            .DistinctBy(Convert.ToHexString)
            .ToArray();

        Assert.Equal(Enumerable.Range(0, keys.Length), keys.Select(key => table.Number(key)));
        Assert.Equal(Enumerable.Range(0, keys.Length), keys.Select(key => table.Number(key)));
        Assert.Equal(keys.Length, table.Count);
        Assert.All(Enumerable.Range(0, keys.Length), n => Assert.Equal(keys[n], table[n].ToArray()));
    }

    [Fact]
    public void Number_StringsThatLookAlike_StayApart()
    {
        var table = new SymbolTable();
        byte[][] keys = [[65], [65, 65], [65, 65, 65], [65, 65, 65, 65], [0], [0, 0], [0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0]];
        Assert.Equal(Enumerable.Range(0, keys.Length), keys.Select(key => table.Number(key)));
    }
}
