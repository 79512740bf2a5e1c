using System.Globalization;
using System.Text;
using Tripline.Streams;
using Tripline.Streams.Codec;

namespace Tripline.Tests.Integration.Kafka;

/// <summary>Records that cannot be processed, of every kind.</summary>
internal static class BadRecords
{
    /// <summary>Bytes of the largest of them, more than a run of records holds; the topic must take it.</summary>
    public const int MaxBytes = 2_200_000;

    // A broker takes a megabyte unless it is told otherwise.
    private const int AlmostAMegabyte = 999_000;

    /// <summary>One of each kind for a symbol's partition, with words of the reason.</summary>
    /// <param name="symbol">A symbol of the partition.</param>
    /// <param name="other">A symbol of another one.</param>
    /// <param name="partitions">How many partitions there are.</param>
    public static IEnumerable<(RawRecord Record, string Reason)> For(string symbol, string other, int partitions)
    {
        var partition = SymbolPartition.Of(symbol, partitions);
        (string Value, string Reason)[] malformed =
        [
            ("not JSON at all", "is not JSON"),
            ("{\"symbol\":", "is not JSON"),
            ($"{Tick(symbol)} trailing", "is not JSON"),
            ("42", "is neither an object nor an array"),
            ($"{{\"symbol\":\"{symbol}\"}}", "price is required"),
            ("{\"price\":1,\"time\":1700000000000}", "symbol is required"),
            ($"{{\"symbol\":\"{symbol}\",\"price\":1}}", "time is required"),
            ($"{{\"symbol\":\"{symbol}\",\"price\":-1,\"time\":1700000000000}}", "price"),
            ("[]", "is an empty array"),
            ($"[{{}},{Tick(other)}]", "tick 0: symbol is required (2 of 2 ticks were left out)"),
            ($"[{Tick(other)}]", "tick 0: is wrongly keyed"),
            ($"{{\"symbol\":\"{symbol}\",\"price\":1,\"time\":4102444800000}}", "time is further ahead"),
        ];
        foreach (var (value, reason) in malformed)
        {
            yield return (RawRecord.Of(partition, value, symbol), reason);
        }

        yield return (new RawRecord(partition, null, Encoding.UTF8.GetBytes(symbol)), "is empty");
        yield return (new RawRecord(partition, null), "is empty");
        yield return (new RawRecord(partition, [], Encoding.UTF8.GetBytes(symbol)), "is empty");

        // The partition of its key, but a symbol of another; of no key, and there by chance.
        yield return (RawRecord.Of(partition, Tick(other), symbol), "is wrongly keyed");
        yield return (RawRecord.Of(partition, Tick(other)), "is wrongly keyed");

        yield return (new RawRecord(partition, [TickRecordFormat.Magic, 1, 2, 3]), "checksum");
        yield return (new RawRecord(partition, Filled(TickRecordFormat.Magic, AlmostAMegabyte)), "checksum");
        yield return (new RawRecord(partition, Filled((byte)'x', AlmostAMegabyte)), "is not JSON");
        yield return (new RawRecord(partition, Filled(TickRecordFormat.Magic, MaxBytes)), "is too large");
    }

    /// <summary>A good tick.</summary>
    public static string Tick(string symbol, double price = 1) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"symbol":"{{symbol}}","price":{{price}},"time":1700000000000}""");

    private static byte[] Filled(byte value, int length)
    {
        var bytes = new byte[length];
        Array.Fill(bytes, value);
        return bytes;
    }
}
