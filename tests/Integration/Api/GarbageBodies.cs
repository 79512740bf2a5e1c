using System.Text;

namespace Tripline.Tests.Integration.Api;

/// <summary>Makes up requests to every path of the API, the same ones for the same seed. A server that is well answers
/// none of them with 500 or more.</summary>
/// <param name="seed">Start of the random numbers.</param>
/// <param name="alertIds">Ids of alerts that exist, so that some requests reach them.</param>
public sealed class GarbageBodies(int seed, IReadOnlyList<string> alertIds)
{
    private const string Root = "/api/v1";

    private static readonly (string Name, string Right)[] AlertFields =
    [
        ("symbol", "\"AAPL\""), ("when", "\"price > 168.25\""), ("frequency", "\"once\""), ("cooldown", "\"60s\""),
        ("rearm", "0.05"), ("expiresAt", "\"2026-01-31T17:00:00Z\""), ("name", "\"n\""), ("severity", "\"info\""),
        ("message", "\"{symbol} at {price}\""),
    ];

    private static readonly (string Name, string Right)[] TickFields =
    [
        ("symbol", "\"AAPL\""), ("price", "168.26"), ("size", "100"), ("time", "\"2013-10-07T13:30:00.250Z\""),
        ("source", "\"garbage\""), ("sequence", "1"),
    ];

    private static readonly string[] MediaTypes =
    [
        "application/json", "application/json", "application/json", "application/json; charset=utf-8",
        "application/x-ndjson", "application/x-ndjson", "application/json; charset=utf-16", "text/plain",
        "application/xml", "multipart/form-data", "application/x-www-form-urlencoded", "", "///", "json",
    ];

    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "BREW"];

    private static readonly string[] QueryNames =
        ["symbol", "status", "limit", "cursor", "alertId", "after", "interval", "from", "to", "x", "%00", "limit[]"];

    private static readonly string[] QueryValues =
    [
        "", "0", "1", "-1", "1000", "1001", "99999999999999999999", "1.5", "abc", "armed", "deleted", "AAPL", "a%2Fb",
        "%00", "%ff", "%F0%9F%98%80", "QUFQTAow", "QUFQTAo", "!!", "CgoK", "019a2b3c-4d5e-7f60-8192-a3b4c5d6e7f8",
        "1m", "5m", "2m", "1d", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "now", "253402300800000",
        "NULL", "1;2", "%27", "+1", "0x10", "1e3",
    ];

    private static readonly string[] IfMatches = ["*", "\"1\"", "W/\"1\"", "1", "\"1\", \"2\"", "\"", ",", "\"\"", "\"99999999999\""];

    private readonly Random _random = new(seed);
    private readonly GarbageValues _values = new(new Random(seed + 1));

    /// <summary>The next so many requests.</summary>
    public IEnumerable<GarbageRequest> Take(int count) => Enumerable.Range(0, count).Select(_ => Next());

    private GarbageRequest Next() => _random.Next(20) switch
    {
        < 5 => Post($"{Root}/alerts", Mangle(_values.Object(AlertFields))),
        < 7 => Post($"{Root}/alerts/bulk", Mangle(Many(AlertFields, "[", ",", "]"))),
        < 9 => With("PUT", AlertPath(), Mangle(_values.Object(AlertFields))),
        < 11 => With(_values.Pick(["DELETE", "POST", "POST"]), AlertPath() + _values.Pick(["", "/pause", "/resume", "/x"]), null),
        < 13 => Post($"{Root}/ticks", Mangle(_values.Object(TickFields))),
        < 15 => Post($"{Root}/ticks", Mangle(Many(TickFields, "[", ",", "]"))),
        < 17 => new("POST", $"{Root}/ticks", Mangle(Many(TickFields, "", "\n", "\n")), "application/x-ndjson", null),
        < 19 => new("GET", ReadPath() + Query(), null, null, null),
        _ => With(_values.Pick(Methods), ReadPath() + Query(), Mangle(_values.Value())),
    };

    private GarbageRequest Post(string path, byte[] body) => With("POST", path, body);

    private GarbageRequest With(string method, string path, byte[]? body) => new(
        method,
        path,
        body,
        _random.Next(4) == 0 ? _values.Pick(MediaTypes) : "application/json",
        _random.Next(3) == 0 ? _values.Pick(IfMatches) : null);

    private string AlertPath() => _random.Next(3) switch
    {
        0 when alertIds.Count > 0 => $"{Root}/alerts/{_values.Pick(alertIds)}",
        1 => $"{Root}/alerts/{Guid.Empty}",
        _ => $"{Root}/alerts/{_values.Pick(QueryValues)}",
    };

    private string ReadPath() => _random.Next(14) switch
    {
        0 => $"{Root}/alerts",
        1 => AlertPath(),
        2 => $"{Root}/triggers",
        3 => $"{Root}/symbols",
        4 => $"{Root}/quotes/{_values.Pick(QueryValues)}",
        5 => $"{Root}/trades/{_values.Pick(QueryValues)}",
        6 => $"{Root}/candles/{_values.Pick(QueryValues)}",
        7 => $"{Root}/candles/AAPL",
        8 => $"{Root}/market-summary",
        9 => $"{Root}/silo",
        10 => _values.Pick(["/health", "/docs", "/openapi/v1.json", "/openapi/v9.json"]),
        11 => "/hubs/market" + _values.Pick(["", "/negotiate", "/x"]),
        12 => $"{Root}/trades/AAPL",
        _ => $"{Root}/{_values.Pick(QueryValues)}",
    };

    private string Query()
    {
        var parts = Enumerable.Range(0, _random.Next(4))
            .Select(_ => $"{_values.Pick(QueryNames)}={_values.Pick(QueryValues)}");
        return "?" + string.Join('&', parts);
    }

    private string Many((string Name, string Right)[] fields, string open, string between, string close)
    {
        var items = Enumerable.Range(0, _random.Next(6))
            .Select(_ => _random.Next(8) == 0 ? _values.Value() : _values.Object(fields));
        return open + string.Join(between, items) + close;
    }

    // One in four is cut, or gets bytes changed or put in, UTF-8 or not.
    private byte[] Mangle(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json).ToList();
        if (_random.Next(4) > 0 || bytes.Count == 0)
        {
            return [.. bytes];
        }

        var at = _random.Next(bytes.Count);
        switch (_random.Next(5))
        {
            case 0:
                return [.. bytes.Take(at)];
            case 1:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 2:
                bytes.Insert(at, (byte)_random.Next(256));
                break;
            case 3:
                bytes.InsertRange(at, Enumerable.Repeat((byte)(_random.Next(2) == 0 ? '[' : '{'), _random.Next(1, 200)));
                break;
            default:
                bytes.InsertRange(0, _random.Next(2) == 0 ? [0xEF, 0xBB, 0xBF] : [0xFE, 0xFF]);
                break;
        }

        return [.. bytes];
    }
}
