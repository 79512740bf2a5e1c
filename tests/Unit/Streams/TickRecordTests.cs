using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tripline.Streams.Codec;

namespace Tripline.Tests.Unit.Streams;

public sealed class TickRecordTests
{
    private static readonly string[] Symbols = ["A", "BF", "SPY", "AAPL", "BTC-USD", "12345678", "ABCDEFGHI", new('X', 64), "BTC/USDT"];

    [Fact]
    public void Record_AnyTicks_DecodeToWhatWasEncoded() => Prop.ForAll(
        AnyTicks().ToArbitrary(),
        ticks =>
        {
            var decoded = new List<Tick>();
            foreach (var record in Encode(ticks))
            {
                Assert.True(TickRecordFormat.IsIntact(record));
                Assert.True(TickRecordReader.TryOpen(record, out var reader));
                var source = reader.Source.IsEmpty ? null : Encoding.UTF8.GetString(reader.Source);
                var session = reader.Session.IsEmpty ? null : Encoding.UTF8.GetString(reader.Session);
                while (reader.TryRead(out var tick))
                {
                    decoded.Add(new Tick(
                        Encoding.ASCII.GetString(tick.Symbol), tick.Price, tick.Size, tick.TimeMs, source, tick.Sequence, session,
                        reader.LastId));
                }

                Assert.True(reader.EndedWell);
                Assert.Equal(reader.Count, TickRecordFormat.CountOf(record));
            }

            Assert.Equal(
                ticks.Select(t => t.Source is not null ? t
                    : t.Id == default ? t with { Sequence = 0, Session = null }
                    : t with { Sequence = Tick.NoSequence }),
                decoded);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Record_AnyBitFlipped_IsNotIntact()
    {
        var record = Encode([.. Enumerable.Range(1, 20).Select(n => LogFolder.Tick(n, source: "feed"))]).Single();
        for (var bit = 0; bit < record.Length * 8; bit++)
        {
            record[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(TickRecordFormat.IsIntact(record));
            record[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.True(TickRecordFormat.IsIntact(record));
    }

    [Fact]
    public void Decoder_AnyBytes_NeverThrows() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        ArbMap.Default.ArbFor<byte>(),
        (bytes, flags) =>
        {
            // The checksum is passed over, so that the decoder itself meets the garbage.
            byte[] garbage = [TickRecordFormat.Magic, (byte)(1 + (flags & 2) / 2), (byte)(flags & 5), .. bytes, .. bytes, .. bytes];
            _ = TickRecordFormat.IsIntact(garbage);
            if (TickRecordReader.TryOpen(garbage, out var reader))
            {
                while (reader.TryRead(out var tick))
                {
                    Assert.InRange(tick.Symbol.Length, 1, TickRecordFormat.MaxSymbolBytes);
                }
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Decoder_UnknownVersion_SaysSo()
    {
        var record = Encode([LogFolder.Tick(1)]).Single();
        record[1] = 3;
        Assert.False(TickRecordReader.TryOpen(record, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    [InlineData(255)]
    public void Decoder_SymbolLengthOutOfRange_EndsTheRecordBadly(byte length)
    {
        var record = Encode([LogFolder.Tick(1, "ABC")]).Single();
        record[^4] = length;
        Assert.True(TickRecordReader.TryOpen(record, out var reader));
        Assert.False(reader.TryRead(out _));
        Assert.False(reader.EndedWell);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ABCDEFGHIJABCDEFGHIJABCDEFGHIJABCABCDEFGHIJABCDEFGHIJABCDEFGHIJABC")]
    [InlineData("MÜNCHEN")]
    public void Writer_SymbolThatCannotBeEncoded_Throws(string symbol)
    {
        var buffer = new byte[1024];
        var writer = default(TickRecordWriter);
        Assert.Throws<ArgumentException>(() => writer.TryAdd(buffer, new Tick(symbol, 1, 1, 1), 0));
    }

    [Fact]
    public void Writer_OneRecord_TakesAtMost65536Ticks()
    {
        var buffer = new byte[4 << 20];
        var writer = default(TickRecordWriter);
        for (var n = 0; n < 65_536; n++)
        {
            Assert.True(writer.TryAdd(buffer, LogFolder.Tick(n), 0));
        }

        Assert.False(writer.TryAdd(buffer, LogFolder.Tick(65_536), 0));
        var record = buffer.AsSpan(0, writer.Finish(buffer));
        TickRecordFormat.Stamp(record, 0, 0);
        Assert.Equal(65_536, TickRecordFormat.CountOf(record));
        Assert.True(TickRecordFormat.IsIntact(record));
    }

    private static List<byte[]> Encode(Tick[] ticks)
    {
        var records = new List<byte[]>();
        var buffer = new byte[64 << 10];
        var writer = default(TickRecordWriter);
        var ticksBefore = 7L;
        foreach (var tick in ticks)
        {
            if (!writer.TryAdd(buffer, tick, tick.Sequence - 1))
            {
                Finish();
                Assert.True(writer.TryAdd(buffer, tick, tick.Sequence - 1));
            }
        }

        Finish();
        return records;

        void Finish()
        {
            if (writer.Count > 0)
            {
                var record = buffer[..writer.Finish(buffer)];
                TickRecordFormat.Stamp(record, ticksBefore, 64);
                ticksBefore += TickRecordFormat.CountOf(record);
                records.Add(record);
            }
        }
    }

    private static Gen<Tick[]> AnyTicks()
    {
        var longs = ArbMap.Default.ArbFor<long>().Generator;
        var tick =
            from symbol in Gen.Elements(Symbols)
            from price in Gen.Choose(1, int.MaxValue)
            from size in Gen.Choose(0, 1_000_000)
            from time in Gen.OneOf(Gen.Choose(0, 5_000).Select(n => 1_700_000_000_000L + n), longs.Select(n => n >> 2))
            from source in Gen.Elements(null, "feed", "börse")
            from sequence in Gen.OneOf(Gen.Choose(0, 1_000).Select(n => (long)n), longs.Select(n => n >> 2))
            from session in Gen.Elements(null, null, "Tag 2")
            from id in Gen.Elements(0, 0, 0, 7)
            select new Tick(symbol, price / 10_000.0, size, time, source, sequence, session, (UInt128)id);
        return tick.ArrayOf();
    }
}
