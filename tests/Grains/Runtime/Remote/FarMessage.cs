using Tripline.Runtime;

namespace Tripline.Tests.Grains.Runtime.Remote;

[GenerateSerializer, Alias("test.far-message")]
public sealed record FarMessage(
    [property: Id(0)] string Text, [property: Id(1)] IReadOnlyList<double> Numbers, [property: Id(2)] Guid? Id);
