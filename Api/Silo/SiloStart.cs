using System.Reflection;

namespace Tripline.Api.Silo;

/// <summary>Which version runs since when.</summary>
internal sealed class SiloStart(TimeProvider clock)
{
    private readonly long _startedAt = clock.GetTimestamp();

    /// <summary>When the process came up, by the silo's clock.</summary>
    public DateTimeOffset At { get; } = clock.GetUtcNow();

    /// <summary>How long ago that is.</summary>
    public TimeSpan Uptime => clock.GetElapsedTime(_startedAt);

    /// <summary>The product's version, without the build's mark.</summary>
    public string Version { get; } =
        (typeof(SiloStart).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? "0").Split('+')[0];
}
