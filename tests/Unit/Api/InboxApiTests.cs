using Tripline.Tests.Api.Fakes;

namespace Tripline.Tests.Api;

public sealed class InboxApiTests
{
    private const string Inbox = "/api/v1/inbox";

    [Fact]
    public async Task Get_NothingRead_CountsAllAsUnread()
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.Grains.Inbox.Add(3);

        var answer = await api.GetAsync(Inbox);

        Assert.Equal("""{"lastNumber":3,"unreadCount":3,"read":[]}""", answer.Body.GetRawText());
    }

    [Theory]
    [InlineData("""{"numbers":[2,4]}""", 3, """[{"first":2,"last":2},{"first":4,"last":4}]""")]
    [InlineData("""{"numbers":[]}""", 5, "[]")]
    [InlineData("""{"upTo":4}""", 1, """[{"first":1,"last":4}]""")]
    [InlineData("""{"upTo":0}""", 5, "[]")]
    public async Task Read_Marks_AndAnswersWhatIsLeft(string body, int unread, string read)
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.Grains.Inbox.Add(5);

        var answer = await api.PostAsync($"{Inbox}/read", body);

        Assert.Equal(200, answer.Status);
        Assert.Equal(unread, answer.Body.GetProperty("unreadCount").GetInt32());
        Assert.Equal(read, answer.Body.GetProperty("read").GetRawText());
        Assert.Equal(answer.Body.GetRawText(), (await api.GetAsync(Inbox)).Body.GetRawText());
    }

    [Theory]
    [InlineData("""{"numbers":[6]}""", "numbers")]
    [InlineData("""{"numbers":[0]}""", "numbers")]
    [InlineData("""{"numbers":["1"]}""", "numbers")]
    [InlineData("""{"numbers":1}""", "numbers")]
    [InlineData("""{"upTo":6}""", "upTo")]
    [InlineData("""{"upTo":1.5}""", "upTo")]
    [InlineData("""{"upTo":1,"numbers":[1]}""", null)]
    [InlineData("{}", null)]
    [InlineData("""{"all":true}""", "all")]
    public async Task Read_BadBody_NamesTheFieldAndMarksNothing(string body, string? field)
    {
        await using var api = await ApiUnderTest.StartAsync();
        api.Grains.Inbox.Add(5);

        var answer = await api.PostAsync($"{Inbox}/read", body);

        Assert.Equal(400, answer.Status);
        Assert.Equal(field, answer.FaultyFields[0]);
        Assert.Equal(5, (await api.GetAsync(Inbox)).Body.GetProperty("unreadCount").GetInt32());
    }
}
