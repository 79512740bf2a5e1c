using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace Tripline.Streams.Kafka;

/// <summary>Commits offsets without waiting for the answer, which the client's own method does.</summary>
internal static partial class NativeOffsets
{
    /// <summary>Sends offsets to the group's coordinator; the answer comes to the client's handler of commits.</summary>
    /// <exception cref="KafkaException">The client does not take them.</exception>
    public static void Commit(Handle client, IReadOnlyList<TopicPartitionOffset> offsets)
    {
        var handle = NativeMethods.Handle(client);
        var isHeld = false;
        handle.DangerousAddRef(ref isHeld);
        var list = NewList(offsets.Count);
        try
        {
            foreach (var offset in offsets)
            {
                Add(list, offset.Topic, offset.Partition.Value);
                SetOffset(list, offset.Topic, offset.Partition.Value, offset.Offset.Value);
            }

            if (Commit(handle.DangerousGetHandle(), list, isAsync: 1) is var code && code != 0)
            {
                throw new KafkaException((ErrorCode)code);
            }
        }
        finally
        {
            DestroyList(list);
            handle.DangerousRelease();
        }
    }

    [LibraryImport(KafkaLibrary.Name, EntryPoint = "rd_kafka_topic_partition_list_new")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint NewList(int size);

    [LibraryImport(KafkaLibrary.Name, EntryPoint = "rd_kafka_topic_partition_list_add", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Add(nint list, string topic, int partition);

    [LibraryImport(KafkaLibrary.Name, EntryPoint = "rd_kafka_topic_partition_list_set_offset", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetOffset(nint list, string topic, int partition, long offset);

    [LibraryImport(KafkaLibrary.Name, EntryPoint = "rd_kafka_topic_partition_list_destroy")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void DestroyList(nint list);

    [LibraryImport(KafkaLibrary.Name, EntryPoint = "rd_kafka_commit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Commit(nint client, nint list, int isAsync);
}
