namespace Tripline.Grains.Symbols;

/// <summary>Cuts boundaries that come in order into chunks, each with some room left.</summary>
internal ref struct BoundaryMerge
{
    private const int Fill = BoundaryChunk.Capacity * 7 / 8;
    private readonly Span<double> _keys = new double[Fill];
    private readonly Span<int> _entries = new int[Fill];
    private int _rest;
    private int _count;

    public BoundaryMerge(int boundaries)
    {
        _rest = boundaries;
        Chunks = new BoundaryChunk[(boundaries + Fill - 1) / Fill];
        FirstKeys = new double[Chunks.Length];
    }

    public BoundaryChunk[] Chunks { get; }

    public double[] FirstKeys { get; }

    public int ChunkCount { get; private set; }

    public void Add(double key, int entry)
    {
        _keys[_count] = key;
        _entries[_count++] = entry;
        _rest--;
        if (_count == Fill || _rest == 0)
        {
            Finish();
        }
    }

    private void Finish()
    {
        var chunk = new BoundaryChunk();
        // A lone chunk stays small: most symbols have few rules.
        chunk.Append(_keys[.._count], _entries[.._count], Chunks.Length == 1 ? _count : BoundaryChunk.Capacity);
        FirstKeys[ChunkCount] = _keys[0];
        Chunks[ChunkCount++] = chunk;
        _count = 0;
    }
}
