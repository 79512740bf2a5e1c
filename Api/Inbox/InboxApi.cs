using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Tripline.Api.Documentation;
using Tripline.Api.Problems;
using Tripline.Api.Requests;
using Tripline.Grains.Users;

namespace Tripline.Api.Inbox;

/// <summary>Shows how the inbox stands and marks its triggers read.</summary>
internal static class InboxApi
{
    private const int MaxNumbers = 1_000;

    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(["numbers", "upTo"]);

    /// <summary>Maps <c>/inbox</c>.</summary>
    public static void MapInbox(this IEndpointRouteBuilder routes)
    {
        var inbox = routes.MapGroup("/inbox").WithTags("Inbox");
        inbox.MapGet("/", GetAsync)
            .Describe("getInbox", "Get the inbox's state", "The last number, and which triggers were read.")
            .WithQuery()
            .Produces<InboxAnswer>()
            .ProducesProblems(400);
        inbox.MapPost("/read", MarkAsync)
            .Describe("markRead", "Mark triggers read", "Either `numbers`, at most 1,000, or all up to `upTo`.")
            .Accepts<ReadRequest>("application/json")
            .WithBodyExample("application/json", """{"upTo": 12}""")
            .Produces<InboxAnswer>()
            .ProducesProblems(400, 413, 415, 503);
    }

    private static async Task<Results<Ok<InboxAnswer>, ProblemResult>> GetAsync(
        HttpContext context, IGrainFactory grains)
    {
        if (new QueryReader(context).Problem is { } problem)
        {
            return problem;
        }

        return TypedResults.Ok(await AnswerAsync(grains, await Marks(grains).Get()));
    }

    private static async Task<Results<Ok<InboxAnswer>, ProblemResult>> MarkAsync(
        HttpContext context, IGrainFactory grains, IOptions<ApiOptions> options)
    {
        var (content, unreadable) = await JsonBody.ReadAsync(context, options.Value.MaxBodyBytes);
        if (content is null)
        {
            return unreadable!;
        }

        using (content)
        {
            var last = await Inbox(grains).GetLastNumber();
            var fields = new ObjectReader(content.Root, Known);
            var numbers = ReadNumbers(fields, content.Root, last);
            var upTo = ReadUpTo(fields, content.Root, last);
            if (fields.Errors.Count == 0 && numbers is null == upTo is null)
            {
                fields.Add(null, "must have either numbers or upTo");
            }

            return fields.Errors.Count > 0
                ? ProblemResult.Invalid(fields.Errors)
                : TypedResults.Ok(await AnswerAsync(
                    grains,
                    upTo is { } number
                        ? await Marks(grains).MarkReadUpTo(number)
                        : await Marks(grains).MarkRead(numbers!)));
        }
    }

    private static async Task<InboxAnswer> AnswerAsync(IGrainFactory grains, IReadOnlyList<NumberRange> read)
    {
        var last = await Inbox(grains).GetLastNumber();
        return new InboxAnswer(last, ReadMarks.CountUnread(read, last), read);
    }

    private static List<long>? ReadNumbers(ObjectReader fields, JsonElement root, long last)
    {
        if (!fields.Has("numbers"))
        {
            return null;
        }

        var element = root.GetProperty("numbers");
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() > MaxNumbers)
        {
            fields.Add("numbers", $"must be an array of at most {MaxNumbers} numbers");
            return null;
        }

        var numbers = new List<long>();
        foreach (var item in element.EnumerateArray())
        {
            if (TryNumber(item, last, out var number))
            {
                numbers.Add(number);
            }
            else
            {
                fields.Add(new FieldError("numbers", Expected(last), Index: numbers.Count));
                return null;
            }
        }

        return numbers;
    }

    private static long? ReadUpTo(ObjectReader fields, JsonElement root, long last)
    {
        if (!fields.Has("upTo"))
        {
            return null;
        }

        var element = root.GetProperty("upTo");
        var isZero = element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var zero) && zero == 0;
        if (TryNumber(element, last, out var number) || isZero)
        {
            return number;
        }

        fields.Add("upTo", Expected(last));
        return null;
    }

    private static bool TryNumber(JsonElement element, long last, out long number)
    {
        number = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out number) && number >= 1 && number <= last;
    }

    private static string Expected(long last) => $"must be the number of a trigger; the last one is {last}";

    private static IInboxGrain Inbox(IGrainFactory grains) => grains.GetGrain<IInboxGrain>(IInboxGrain.LocalUser);

    private static IReadMarksGrain Marks(IGrainFactory grains) =>
        grains.GetGrain<IReadMarksGrain>(IInboxGrain.LocalUser);
}
