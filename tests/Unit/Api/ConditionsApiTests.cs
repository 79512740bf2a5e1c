using Tripline.Tests.Api.Fakes;

namespace Tripline.Tests.Api;

public sealed class ConditionsApiTests
{
    private const string Parse = "/api/v1/alerts/parse";

    [Fact]
    public async Task Parse_GoodAndBadTexts_SaysOfEachWhatTheGrammarSays()
    {
        await using var api = await ApiUnderTest.StartAsync();

        var items = (await api.PostAsync(Parse, """{"texts":["price > 5","price cr"]}""")).Body.GetProperty("items");

        Assert.Equal(
            """{"when":"price > 5","error":null,"levels":[{"value":5,"column":9,"length":1}],"completions":[]}""",
            items[0].GetRawText());
        Assert.Equal(7, items[1].GetProperty("error").GetProperty("column").GetInt32());
        Assert.Equal("""[{"text":"crosses","column":7}]""", items[1].GetProperty("completions").GetRawText());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"texts":"price > 5"}""")]
    [InlineData("""{"texts":[5]}""")]
    [InlineData("""{"texts":[null]}""")]
    [InlineData("""{"texts":["\ud800"]}""")]
    [InlineData("""{"texts":[],"more":1}""")]
    public async Task Parse_BadBody_IsRefused(string body)
    {
        await using var api = await ApiUnderTest.StartAsync();

        Assert.Equal(400, (await api.PostAsync(Parse, body)).Status);
    }

    [Fact]
    public async Task Parse_TooManyOrTooLongTexts_IsRefused()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var many = string.Join(',', Enumerable.Repeat("\"price > 5\"", 101));

        Assert.Equal(400, (await api.PostAsync(Parse, $$"""{"texts":[{{many}}]}""")).Status);
        Assert.Equal(400, (await api.PostAsync(Parse, $$"""{"texts":["{{new string('x', 501)}}"]}""")).Status);
    }
}
