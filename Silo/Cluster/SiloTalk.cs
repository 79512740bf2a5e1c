using System.Text.Json;
using Tripline.Api.Silo;
using Tripline.Runtime.Placement;
using Tripline.Runtime.Remote;

namespace Tripline.Silo.Cluster;

/// <summary>Asks other silos about themselves over the cluster port, and answers their questions.</summary>
internal sealed class SiloTalk(ClusterStreams streams, ISiloReport report, IGrainInspector inspector)
{
    /// <summary>What the silo says of itself.</summary>
    public const string Report = "report";

    /// <summary>Its activated grains.</summary>
    public const string Grains = "grains";

    /// <summary>What one grain holds.</summary>
    public const string Inspect = "inspect";

    /// <summary>End one grain's activation.</summary>
    public const string Deactivate = "deactivate";

    private const string StreamName = "silo";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Takes questions from now on.</summary>
    public void Listen() => streams.Accept(StreamName, stream => stream.RunAsync<SiloQuestion>(
        async question => stream.TrySend(await AnswerAsync(question, stream.Ended))));

    /// <summary>Asks one question.</summary>
    /// <returns>The answer; default when the silo has none to give.</returns>
    /// <exception cref="IOException">It did not answer; says why.</exception>
    /// <exception cref="OperationCanceledException">It did not answer in time.</exception>
    public async Task<T?> AskAsync<T>(SiloAddress silo, SiloQuestion question, CancellationToken cancellationToken)
    {
        var reply = await AskAsync(silo, question, cancellationToken);
        return reply.Error is { } error ? throw new IOException(error)
            : reply.Json is { } json ? JsonSerializer.Deserialize<T>(json, Json)
            : default;
    }

    private async Task<SiloReply> AskAsync(SiloAddress silo, SiloQuestion question, CancellationToken cancellationToken)
    {
        var stream = await streams.OpenAsync(silo, StreamName, cancellationToken);
        var answered = new TaskCompletionSource<SiloReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            stream.TrySend(question);
            var reading = stream.RunAsync<SiloReply>(reply =>
            {
                answered.TrySetResult(reply);
                return ValueTask.CompletedTask;
            });
            await Task.WhenAny(answered.Task, reading).WaitAsync(cancellationToken);
            return answered.Task.IsCompletedSuccessfully
                ? await answered.Task
                : throw new IOException($"Silo {silo} ended the connection without an answer.");
        }
        finally
        {
            stream.End();
        }
    }

    private async ValueTask<SiloReply> AnswerAsync(SiloQuestion question, CancellationToken cancellationToken)
    {
        try
        {
            object? answer = question switch
            {
                { Subject: Report } => report.Read(),
                { Subject: Grains } => inspector.List(question.GrainType, question.Limit),
                { Subject: Inspect, GrainType: { } type, Key: { } key } => await inspector.InspectAsync(type, key),
                { Subject: Deactivate, GrainType: { } type, Key: { } key } =>
                    await inspector.DeactivateAsync(type, key, cancellationToken),
                _ => throw new NotSupportedException($"This silo does not know the question '{question.Subject}'."),
            };
            return new SiloReply(answer is null ? null : JsonSerializer.Serialize(answer, answer.GetType(), Json), null);
        }
        catch (Exception exception)
        {
            return new SiloReply(null, exception.Message);
        }
    }
}
