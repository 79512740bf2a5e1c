namespace Tripline.Tests.Integration.Kafka;

internal sealed record ReadTick(
    string Symbol, double Price, double Size, long TimeMs, long Sequence, long Offset, int Index);
