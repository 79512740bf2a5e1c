using System.Collections.Immutable;
using Tripline.Runtime;
using Tripline.Runtime.Hosting;

namespace Tripline.Tests.Grains.Runtime;

public sealed class IsolationTests
{
    public interface IKeeperGrain : IGrainWithStringKey
    {
        Task Keep(List<int> numbers, int[] array, IReadOnlyList<string> words);

        Task<Dictionary<string, List<int>>> Kept();

        Task<bool> IsSame([Immutable] List<int> numbers, Message message, ImmutableArray<int> frozen);

        Task<Order> Echo(Order order);

        Task<Shape> EchoShape(Shape shape);

        Task<(List<int> Left, int? Right)> EchoTuple((List<int> Left, int? Right) pair);

        Task<IKeeperGrain> EchoReference(IKeeperGrain grain);
    }

    public interface IBadGrain : IGrainWithStringKey
    {
        Task Take(Unmarked value);
    }

    private static readonly Action<RuntimeOptions> Grains = options => options.AddGrain<KeeperGrain>().AddGrain<BadGrain>();

    [Fact]
    public async Task Arguments_ChangedAfterTheCall_AreNotSeenByTheGrain()
    {
        await using var silo = new TestSilo(Grains);
        var grain = silo.Factory.GetGrain<IKeeperGrain>("g");
        List<int> numbers = [1, 2];
        int[] array = [3];
        List<string> words = ["a"];
        await grain.Keep(numbers, array, words);
        numbers.Add(9);
        array[0] = 9;
        words.Clear();
        var kept = await grain.Kept();
        Assert.Equal([1, 2, 3], kept["numbers"]);
        Assert.Equal([1], kept["words"]);
    }

    [Fact]
    public async Task Result_ChangedByTheCaller_DoesNotChangeTheGrain()
    {
        await using var silo = new TestSilo(Grains);
        var grain = silo.Factory.GetGrain<IKeeperGrain>("g");
        await grain.Keep([1], [], []);
        (await grain.Kept())["numbers"].Add(2);
        Assert.Equal([1], (await grain.Kept())["numbers"]);
    }

    [Fact]
    public async Task Immutable_ByAttributeOrType_IsPassedAsItIs()
    {
        await using var silo = new TestSilo(Grains);
        var message = new Message([1, 2]);
        KeeperGrain.Expected = message;
        List<int> numbers = [5];
        KeeperGrain.ExpectedNumbers = numbers;
        Assert.True(await silo.Factory.GetGrain<IKeeperGrain>("g").IsSame(numbers, message, [1, 2]));
    }

    [Fact]
    public async Task Members_WithIds_AreCopiedDeep()
    {
        await using var silo = new TestSilo(Grains);
        var grain = silo.Factory.GetGrain<IKeeperGrain>("g");
        var order = new Order { Name = "first", Lines = [new(1, [7])], Next = new Order { Name = "second" }, Note = "here" };
        var echo = await grain.Echo(order);
        Assert.NotSame(order, echo);
        Assert.Equal(("first", "second"), (echo.Name, echo.Next!.Name));
        Assert.Equal([7], echo.Lines[0].Amounts);
        Assert.NotSame(order.Lines[0].Amounts, echo.Lines[0].Amounts);
        Assert.Null(echo.Note);
        Assert.Equal(3, Assert.IsType<Square>(await grain.EchoShape(new Square { Side = 3, Name = "s" })).Side);
        var (left, right) = await grain.EchoTuple(([1], 2));
        Assert.Equal([1], left);
        Assert.Equal(2, right);
    }

    [Fact]
    public async Task Reference_AsAnArgument_StillCallsItsGrain()
    {
        await using var silo = new TestSilo(Grains);
        var other = silo.Factory.GetGrain<IKeeperGrain>("other");
        await other.Keep([4], [], []);
        var echo = await silo.Factory.GetGrain<IKeeperGrain>("g").EchoReference(other);
        Assert.Equal("other", echo.GetPrimaryKeyString());
        Assert.Equal([4], (await echo.Kept())["numbers"]);
    }

    [Fact]
    public async Task TypeWithoutMarks_IsRefusedByNameWithAdvice()
    {
        await using var silo = new TestSilo(Grains);
        var failure = Assert.Throws<NotSupportedException>(() => silo.Factory.GetGrain<IBadGrain>("g"));
        Assert.Contains("IBadGrain.Take", failure.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(Unmarked), failure.Message, StringComparison.Ordinal);
        Assert.Contains("[GenerateSerializer]", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<NotSupportedException>(
            () => silo.Factory.GetGrain<IKeeperGrain>("g").EchoShape(new Unserialized()));
    }

    [Immutable]
    public sealed record Message(int[] Numbers);

    [GenerateSerializer]
    public sealed record Line([property: Id(0)] int Number, [property: Id(1)] List<int> Amounts);

    [GenerateSerializer]
    public sealed class Order
    {
        [Id(0)]
        public string Name { get; init; } = "";

        [Id(1)]
        public Line[] Lines { get; init; } = [];

        [Id(2)]
        public Order? Next { get; init; }

        public string? Note { get; init; }
    }

    [GenerateSerializer]
    public abstract class Shape
    {
        [Id(0)]
        public string Name { get; init; } = "";
    }

    [GenerateSerializer]
    public sealed class Square : Shape
    {
        [Id(0)]
        public int Side { get; init; }
    }

    public sealed class Unserialized : Shape;

    public sealed class Unmarked
    {
        public int Value { get; set; }
    }

    public sealed class KeeperGrain : Grain, IKeeperGrain
    {
        private readonly Dictionary<string, List<int>> _kept = new(StringComparer.Ordinal);

        internal static Message? Expected { get; set; }

        internal static List<int>? ExpectedNumbers { get; set; }

        public async Task Keep(List<int> numbers, int[] array, IReadOnlyList<string> words)
        {
            await Task.Yield();
            _kept["numbers"] = numbers;
            numbers.AddRange(array);
            _kept["words"] = [words.Count];
        }

        public Task<Dictionary<string, List<int>>> Kept() => Task.FromResult(_kept);

        public Task<bool> IsSame(List<int> numbers, Message message, ImmutableArray<int> frozen) =>
            Task.FromResult(ReferenceEquals(message, Expected) && ReferenceEquals(numbers, ExpectedNumbers)
                && frozen.Length == 2);

        public Task<Order> Echo(Order order) => Task.FromResult(order);

        public Task<Shape> EchoShape(Shape shape) => Task.FromResult(shape);

        public Task<(List<int> Left, int? Right)> EchoTuple((List<int> Left, int? Right) pair) => Task.FromResult(pair);

        public Task<IKeeperGrain> EchoReference(IKeeperGrain grain) => Task.FromResult(grain);
    }

    public sealed class BadGrain : Grain, IBadGrain
    {
        public Task Take(Unmarked value) => Task.CompletedTask;
    }
}
