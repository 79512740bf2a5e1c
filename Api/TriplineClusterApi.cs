using Microsoft.Extensions.DependencyInjection;
using Tripline.Api.Feeds;

namespace Tripline.Api;

/// <summary>What the API needs more where several silos are one platform.</summary>
public static class TriplineClusterApi
{
    /// <summary>Brings triggers and quotes to this silo's clients from whichever silo owns them. It expects of others the
    /// API, the runtime, its cluster and an <c>IPartitionDirectory</c>; add it after those.</summary>
    public static IServiceCollection AddTriplineClusterApi(this IServiceCollection services)
    {
        services.AddSingleton<FeedState>();
        services.AddHostedService<ClusterFeeds>();
        return services;
    }
}
