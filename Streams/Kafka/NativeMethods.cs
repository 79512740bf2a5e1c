using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace Tripline.Streams.Kafka;

/// <summary>The few functions of librdkafka that read a partition's own queue many records at a time, in place; the .NET
/// client has no way to them.</summary>
internal static unsafe partial class NativeMethods
{
    /// <summary>The client's own handle; it stays the client's.</summary>
    public static SafeHandle Handle(Handle client) => (SafeHandle)NativeHandle(client);

    [LibraryImport(KafkaLibrary.Name, EntryPoint = "rd_kafka_queue_get_partition", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint GetPartitionQueue(nint client, string topic, int partition);

    [LibraryImport(KafkaLibrary.Name, EntryPoint = "rd_kafka_queue_forward")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void Forward(nint queue, nint target);

    [LibraryImport(KafkaLibrary.Name, EntryPoint = "rd_kafka_queue_cb_event_enable")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void OnFilled(nint queue, delegate* unmanaged[Cdecl]<nint, nint, void> callback, nint state);

    [LibraryImport(KafkaLibrary.Name, EntryPoint = "rd_kafka_consume_batch_queue")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint Consume(nint queue, int timeoutMs, NativeMessage** messages, nuint count);

    [LibraryImport(KafkaLibrary.Name, EntryPoint = "rd_kafka_message_destroy")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void Destroy(NativeMessage* message);

    [LibraryImport(KafkaLibrary.Name, EntryPoint = "rd_kafka_message_timestamp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial long Timestamp(NativeMessage* message, out int kind);

    [LibraryImport(KafkaLibrary.Name, EntryPoint = "rd_kafka_message_headers")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Headers(NativeMessage* message, out nint headers);

    [LibraryImport(KafkaLibrary.Name, EntryPoint = "rd_kafka_header_get_all")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Header(nint headers, nuint index, out nint name, out byte* value, out nuint length);

    [LibraryImport(KafkaLibrary.Name, EntryPoint = "rd_kafka_queue_destroy")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void DestroyQueue(nint queue);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_LibrdkafkaHandle")]
    [return: UnsafeAccessorType("Confluent.Kafka.Impl.SafeKafkaHandle, Confluent.Kafka")]
    private static extern object NativeHandle(Handle client);
}
