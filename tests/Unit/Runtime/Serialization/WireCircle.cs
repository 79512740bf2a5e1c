using Tripline.Runtime;

namespace Tripline.Tests.Runtime.Serialization;

/// <summary>Numbers its member as its base does.</summary>
[GenerateSerializer, Alias("test.wire-circle")]
public sealed record WireCircle(string Name, [property: Id(0)] double Radius) : WireShape(Name);
