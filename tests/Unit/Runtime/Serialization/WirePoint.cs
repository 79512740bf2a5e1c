using Tripline.Runtime;

namespace Tripline.Tests.Runtime.Serialization;

[GenerateSerializer, Immutable, Alias("test.wire-point")]
public readonly record struct WirePoint([property: Id(0)] double X, [property: Id(1)] string? Name);
