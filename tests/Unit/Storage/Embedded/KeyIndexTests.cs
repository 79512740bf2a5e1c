using Tripline.Storage.Embedded.Log;

namespace Tripline.Tests.Storage.Embedded;

public sealed class KeyIndexTests
{
    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 1000)]
    [InlineData(3, 1 << 20)]
    public void Shard_RandomChangesOfFewOrManyHashes_EqualsAModel(int seed, int hashes)
    {
        var random = new Random(seed);
        var shard = new KeyIndexShard();
        var model = new HashSet<(ulong Hash, RecordPlace Place)>();
        for (var i = 1; i <= 20_000; i++)
        {
            // Hashes near the top of the range wrap around the table's end.
            var hash = ulong.MaxValue - ((ulong)random.Next(hashes) << (random.Next(2) * 40));
            var place = RecordPlace.At(i * 64L, 64);
            var old = model.FirstOrDefault(entry => entry.Hash == hash);
            switch (random.Next(3))
            {
                case 0:
                    Assert.Equal(old.Place.Exists, shard.Replace(hash, old.Place, place));
                    if (model.Remove(old))
                    {
                        model.Add((hash, place));
                    }

                    break;
                case 1 when model.Count > 300:
                    shard.Remove(hash, old.Place);
                    model.Remove(old);
                    break;
                default:
                    if (model.Count < 400)
                    {
                        shard.Add(hash, place);
                        model.Add((hash, place));
                    }

                    break;
            }
        }

        Assert.Equal(model.Count, shard.Count);
        Assert.All(model, entry => Assert.True(shard.Contains(entry.Hash, entry.Place)));
        foreach (var same in model.GroupBy(entry => entry.Hash))
        {
            var found = Enumerable.Range(0, same.Count()).Select(skip => shard.Find(same.Key, skip)).ToHashSet();
            Assert.Equal(same.Select(entry => entry.Place).ToHashSet(), found);
            Assert.False(shard.Find(same.Key, same.Count()).Exists);
        }
    }

    [Fact]
    public void Set_KeysOfOneHash_StayApart()
    {
        var index = new KeyIndex();
        var keys = new Dictionary<RecordPlace, byte>();
        bool IsAt(ReadOnlySpan<byte> key, RecordPlace place) => keys[place] == key[0];
        for (byte i = 1; i <= 50; i++)
        {
            var place = RecordPlace.At(i * 64, 64);
            keys[place] = (byte)(i % 5);
            index.Set(42, [(byte)(i % 5)], place, IsAt);
        }

        Assert.Equal(5, index.Count);
        for (byte key = 0; key < 5; key++)
        {
            Assert.Equal(key, keys[index.Find(42, [key], IsAt)]);
        }

        Assert.True(index.Remove(42, [3], IsAt).Exists);
        Assert.False(index.Find(42, [3], IsAt).Exists);
        Assert.True(index.Find(42, [4], IsAt).Exists);
    }

    [Fact]
    public void Index_ManyKeys_TakesAtMostThirtyTwoBytesEach()
    {
        var index = new KeyIndex();
        for (var i = 1; i <= 300_000; i++)
        {
            var key = BitConverter.GetBytes(i);
            index.Shard(KeyHash.Of(key)).Add(KeyHash.Of(key), RecordPlace.At(i * 64L, 64));
        }

        Assert.InRange(index.Bytes / (double)index.Count, 16, 32);
    }
}
