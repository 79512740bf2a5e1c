using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Tripline.Api;

/// <summary>Limits and habits of the API; section <c>Api</c> of the configuration.</summary>
public sealed class ApiOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Api";

    /// <summary>Largest body of a bulk request and of posted ticks, bytes.</summary>
    [Description("Largest body of posted ticks or alerts in bulk.")]
    [Range(1024, 1 << 30)]
    public int MaxBulkBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Largest body of any other request, bytes.</summary>
    [Description("Largest body of an ordinary request.")]
    [Range(1024, 1 << 24)]
    public int MaxBodyBytes { get; set; } = 64 * 1024;

    /// <summary>Most ticks in one request.</summary>
    [Description("Most ticks in one request.")]
    [Range(1, 1_000_000)]
    public int MaxTicksPerRequest { get; set; } = 100_000;

    /// <summary>Most alerts in one bulk request.</summary>
    [Description("Most alerts in one bulk request.")]
    [Range(1, 100_000)]
    public int MaxAlertsPerRequest { get; set; } = 10_000;

    /// <summary>How many alerts of a bulk request are created at the same time.</summary>
    [Description("Alerts of a bulk request that are created at the same time.")]
    [Range(1, 1024)]
    public int BulkConcurrency { get; set; } = 64;

    /// <summary>Requests with large bodies that are worked on at the same time; as many as 16 times that wait, more
    /// are refused with 429.</summary>
    [Description("Large requests that are worked on at the same time.")]
    [Range(1, 10_000)]
    public int MaxConcurrentUploads { get; set; } = 64;

    /// <summary>Symbols that one hub connection may watch.</summary>
    [Description("Symbols that one hub connection may watch.")]
    [Range(1, 100_000)]
    public int MaxSymbolsPerConnection { get; set; } = 1_000;

    /// <summary>Hub connections at the same time; more are refused.</summary>
    [Description("Hub connections at the same time.")]
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 10_000;

    /// <summary>Least time between two quotes of a symbol on a connection, milliseconds.</summary>
    [Description("Least time between two quotes of a symbol on a connection.")]
    [Range(10, 60_000)]
    public int QuotePeriodMilliseconds { get; set; } = 100;

    /// <summary>A hub client that does not take a message within this time is dropped, seconds.</summary>
    [Description("A client that takes no message for so long is dropped.")]
    [Range(1, 600)]
    public int SendTimeoutSeconds { get; set; } = 10;

    /// <summary>A hub client that had caught up and then falls this many triggers behind is dropped.</summary>
    [Description("A client that falls so many triggers behind is dropped.")]
    [Range(1_000, int.MaxValue)]
    public int MaxTriggerLag { get; set; } = 1_000_000;

    /// <summary>Origins (<c>https://host:port</c>) of web pages, besides the silo's own, that may call the silo.
    /// </summary>
    [Description("Origins (https://host:port) of other web pages that may call the silo.")]
    public IList<string> AllowedOrigins { get; } = [];
}
