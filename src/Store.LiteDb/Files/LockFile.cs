using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;
using NetController.Store.LiteDb.Interop;

namespace NetController.Store.LiteDb.Files;

/// <summary>
/// The lock that keeps a second process, or a second store in this one, away: LiteDB itself would let it in and both would write.
/// It is an flock(2) on a file of its own, so the kernel drops it with the process, however that ends.
/// </summary>
internal static class LockFile
{
    // EWOULDBLOCK: how the base library reports the refused flock, against any other reason not to open the file.
    private const int WouldBlock = 11;

    /// <summary>Takes the lock and leaves this process's id in the file.</summary>
    /// <exception cref="ResourceUnavailableException">Somebody else holds it; the message names the process.</exception>
    public static IDisposable Take(string path, string directory)
    {
        // FileShare.None asks for the exclusive flock and does not wait for it.
        SafeFileHandle handle;
        try
        {
            handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (error.HResult == WouldBlock)
        {
            throw new ResourceUnavailableException(
                $"state directory '{directory}' is in use by {Holder(path)}", "stop that process, or use netctl through it (--host)", error);
        }

        RandomAccess.SetLength(handle, 0);
        RandomAccess.Write(handle, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n")), 0);
        return handle;
    }

    /// <summary>Who the file says holds it.</summary>
    private static string Holder(string path)
    {
        try
        {
            using var handle = LibC.OpenReadOnly(path);
            Span<byte> text = stackalloc byte[16];
            var digits = Encoding.ASCII.GetString(text[..RandomAccess.Read(handle, text, 0)]).Trim();
            return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var process)
                ? $"process {process}{Command(process)}"
                : "another process";
        }
        catch (IOException)
        {
            return "another process";
        }
    }

    private static string Command(int process)
    {
        try
        {
            return $" ({File.ReadAllText($"/proc/{process}/comm").Trim()})";
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }
}
