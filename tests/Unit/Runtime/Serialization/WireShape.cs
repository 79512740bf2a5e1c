using Tripline.Runtime;

namespace Tripline.Tests.Runtime.Serialization;

[GenerateSerializer, Alias("test.wire-shape")]
public record WireShape([property: Id(0)] string Name);
