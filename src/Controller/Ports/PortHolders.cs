using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace NetController.Ports;

/// <summary>Finds the process that has a port, by <c>/proc/net/tcp</c> and its like and the descriptors of processes (proc(5)).</summary>
internal static class PortHolders
{
    /// <summary>The process as <c>process 812 (nginx)</c>; null where none is found or may be looked at.</summary>
    public static string? Find(TransportProtocol protocol, IPAddress address, int port)
    {
        var word = protocol.ToText();
        string[] tables = protocol == TransportProtocol.Sctp ? [] : [$"/proc/thread-self/net/{word}", $"/proc/thread-self/net/{word}6"];
        return tables.SelectMany(ReadLines).Select(line => SocketOf(line, address, port)).OfType<string>().Select(ProcessOf).OfType<string>().FirstOrDefault();
    }

    /// <summary>The inode of the socket of a table's line where it is bound to the port on an address that collides; null otherwise.</summary>
    public static string? SocketOf(string line, IPAddress address, int port)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 10 || fields[1].Split(':') is not [var place, var number]
            || !int.TryParse(number, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bound) || bound != port
            || Address(place) is not { } at)
        {
            return null;
        }

        var collides = at.Equals(address) || at.Equals(IPAddress.IPv6Any)
            || (at.Family() == address.Family() && (at.Equals(IPAddress.Any) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)));
        return collides ? fields[9] : null;
    }

    /// <summary>The kernel prints addresses as words of 32 bits in the machine's byte order.</summary>
    private static IPAddress? Address(string hex)
    {
        if (hex.Length is not (8 or 32))
        {
            return null;
        }

        var bytes = new byte[hex.Length / 2];
        for (var index = 0; index < bytes.Length; index += 4)
        {
            if (!uint.TryParse(hex.AsSpan(index * 2, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var word))
            {
                return null;
            }

            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(index), word);
        }

        return new IPAddress(bytes);
    }

    private static string? ProcessOf(string inode)
    {
        var wanted = $"socket:[{inode}]";
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(static folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
        {
            try
            {
                if (Directory.EnumerateFiles(Path.Combine(folder, "fd")).Any(file => new FileInfo(file).LinkTarget == wanted))
                {
                    return $"process {Path.GetFileName(folder)} ({File.ReadAllText(Path.Combine(folder, "comm")).Trim()})";
                }
            }
            catch (Exception passed) when (passed is IOException or UnauthorizedAccessException)
            {
                // It has ended, or is another user's.
            }
        }

        return null;
    }

    private static string[] ReadLines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
