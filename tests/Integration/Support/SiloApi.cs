using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tripline.Tests.Integration.Support;

/// <summary>The silo's REST interface in the words of tests. A refusal throws with the silo's reason.</summary>
public sealed class SiloApi(HttpClient http, Func<string>? describe = null)
{
    private const int TriggersPerPage = 1_000;

    /// <summary>Creates an alert and returns it.</summary>
    public Task<JsonElement> CreateAlertAsync(JsonNode alert) => SendAsync(HttpMethod.Post, "/api/v1/alerts", alert);

    /// <summary>Creates alerts in one request and returns the results.</summary>
    public Task<JsonElement> CreateAlertsAsync(JsonArray alerts) =>
        SendAsync(HttpMethod.Post, "/api/v1/alerts/bulk", alerts);

    /// <summary>An alert as it is now.</summary>
    public Task<JsonElement> GetAlertAsync(string id) => GetAsync($"/api/v1/alerts/{id}");

    /// <summary>What the silo says about itself.</summary>
    public Task<JsonElement> GetSiloAsync() => GetAsync("/api/v1/silo");

    /// <summary>What the path answers.</summary>
    public Task<JsonElement> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    /// <summary>Posts ticks as one array and returns the answer.</summary>
    public Task<JsonElement> PostTicksAsync(JsonNode ticks) => SendAsync(HttpMethod.Post, "/api/v1/ticks", ticks);

    /// <summary>Posts ticks as lines of JSON and returns the status and the answer's text.</summary>
    public async Task<(HttpStatusCode Status, string Body)> PostLinesAsync(string lines)
    {
        using var content = new StringContent(lines, Encoding.UTF8, "application/x-ndjson");
        using var answer = await http.PostAsync("/api/v1/ticks", content);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>All triggers above a number, page by page, in the inbox's order.</summary>
    public async Task<List<ReceivedTrigger>> GetTriggersAsync(long after = 0)
    {
        var triggers = new List<ReceivedTrigger>();
        while (true)
        {
            var page = await GetAsync($"/api/v1/triggers?after={after}&limit={TriggersPerPage}");
            var items = page.GetProperty("items");
            if (items.GetArrayLength() == 0)
            {
                return triggers;
            }

            triggers.AddRange(items.EnumerateArray().Select(ReceivedTrigger.Read));
            after = triggers[^1].Number;
        }
    }

    /// <summary>Whether every partition has folded its log to the end, and no source is still at work.</summary>
    public async Task<bool> HasCaughtUpAsync()
    {
        var silo = await GetSiloAsync();
        return silo.GetProperty("sources").EnumerateArray()
                .All(source => source.GetProperty("state").GetString() is "completed" or "failed")
            && silo.GetProperty("partitions").EnumerateArray()
                .All(partition => partition.GetProperty("lag").GetInt64() == 0);
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, JsonNode? body)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : JsonContent.Create(body);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(text.Length == 0 ? "null" : text)
            : throw new HttpRequestException(
                $"{method} {path}: {(int)answer.StatusCode} {text} {(answer.StatusCode >= HttpStatusCode.InternalServerError ? describe?.Invoke() : "")}",
                inner: null,
                answer.StatusCode);
    }
}
