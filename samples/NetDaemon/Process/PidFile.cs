using System.Text;

namespace NetDaemon.Process;

/// <summary>
/// The pid file. It is locked as long as the daemon lives, by a lock that the kernel takes away with the process: whatever number a dead
/// instance has left, and whoever has that number now, a stale file is known from a live one.
/// </summary>
internal sealed class PidFile : IDisposable
{
    private const int MostTries = 10;
    private const string Removed = " (deleted)";

    private readonly string _path;
    private readonly FileStream _file;

    private PidFile(string path, FileStream file) => (_path, _file) = (path, file);

    /// <summary>Writes the file, in place of a stale one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="replaced">The number that a dead instance had left; null for none.</param>
    /// <exception cref="DaemonException">Another instance lives, or the file cannot be written.</exception>
    public static PidFile Write(string path, out string? replaced)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var file = Open(path);
            var left = Read(file);
            Lock(path, file, left);
            // An instance that was just ending may have removed the file between its opening and its locking.
            if (IsRemoved(file))
            {
                file.Dispose();
                continue;
            }

            file.SetLength(0);
            file.Write(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{Environment.ProcessId}\n")));
            file.Flush();
            replaced = left.Length > 0 ? left : null;
            return new PidFile(path, file);
        }

        throw new DaemonException(ExitCodes.Conflict, $"the pid file {path} is removed as often as it is written");
    }

    /// <summary>Removes the file while it is still locked.</summary>
    public void Dispose()
    {
        File.Delete(_path);
        _file.Dispose();
    }

    /// <summary>Others may read it meanwhile.</summary>
    private static FileStream Open(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DaemonException(ExitCodes.Failed, $"the pid file {path} cannot be written: {failure.Message}");
        }
    }

    /// <summary>A lock of the process, which any closing of the file here would take away: it is opened once only; fcntl(2), F_SETLK.</summary>
    private static void Lock(string path, FileStream file, string holder)
    {
        try
        {
            file.Lock(0, 1);
        }
        catch (IOException)
        {
            file.Dispose();
            throw new DaemonException(
                ExitCodes.Conflict, $"the daemon is running already, as process {holder} of the pid file {path}; stop it, or give this one a --pidfile and --data-root of its own");
        }
    }

    private static string Read(FileStream file)
    {
        using var reader = new StreamReader(file, leaveOpen: true);
        var text = reader.ReadToEnd().Trim();
        file.Position = 0;
        return text;
    }

    private static bool IsRemoved(FileStream file) =>
        new FileInfo(FormattableString.Invariant($"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}")).LinkTarget?.EndsWith(Removed, StringComparison.Ordinal) != false;
}
