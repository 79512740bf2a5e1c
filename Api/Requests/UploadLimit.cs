using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tripline.Api.Problems;

namespace Tripline.Api.Requests;

/// <summary>Bounds how many large bodies are worked on at the same time, and so the memory that they take.</summary>
internal static class UploadLimit
{
    /// <summary>Name of the rate limiter policy.</summary>
    public const string Policy = "uploads";

    private const int WaitingPerUpload = 16;

    /// <summary>Adds the policy.</summary>
    public static void AddUploadLimit(this IServiceCollection services)
    {
        services.AddRateLimiter(limiter => limiter.OnRejected = static (rejected, _) => new ValueTask(
            new ProblemResult(ProblemKind.TooManyRequests.With("Send again in a moment."), retryAfterSeconds: 1)
                .ExecuteAsync(rejected.HttpContext)));
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<ApiOptions>>((limiter, options) =>
            limiter.AddConcurrencyLimiter(Policy, uploads =>
            {
                uploads.PermitLimit = options.Value.MaxConcurrentUploads;
                uploads.QueueLimit = options.Value.MaxConcurrentUploads * WaitingPerUpload;
                uploads.QueueProcessingOrder = QueueProcessingOrder.OldestFirst;
            }));
    }
}
