using System.Net;
using System.Net.Sockets;

namespace Tripline.Tests.Integration.Support;

/// <summary>Finds ports of the loopback that nobody listens on.</summary>
internal static class FreePorts
{
    /// <summary>One of them.</summary>
    public static int Next()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
