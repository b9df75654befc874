using NetDaemon.Process.Interop;

namespace NetDaemon.Process;

/// <summary>The folders of the daemon.</summary>
internal static class Folders
{
    private const uint Root = 0;
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>For its owner alone: it holds what every network is made of.</summary>
    public const UnixFileMode State = Owner;

    /// <summary>Others may pass through, to a socket whose own mode says who may open it, but not look around.</summary>
    public const UnixFileMode Run = Owner | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>What new files never allow: writing by others than their owner.</summary>
    public const UnixFileMode Umask = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Makes a folder with the mode. One that is there keeps its own, as long as it is root's and nobody else may write to it.</summary>
    /// <exception cref="DaemonException">It cannot be made or is not safe.</exception>
    public static void Make(string path, UnixFileMode mode)
    {
        try
        {
            // What is above it gets the usual mode.
            if (Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(path)) is { } parent)
            {
                Directory.CreateDirectory(parent);
            }

            if ((Directory.CreateDirectory(path, mode).UnixFileMode & Umask) != 0)
            {
                throw new DaemonException(ExitCodes.Failed, $"others may write to the folder {path}; take that away from them with chmod go-w, or choose another folder");
            }

            if (LibC.OwnerOf(path) is var owner and not Root)
            {
                throw new DaemonException(ExitCodes.Failed, $"the folder {path} belongs to user {owner}; give it to root with chown, or choose another folder");
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DaemonException(ExitCodes.Failed, $"the folder {path} cannot be made: {failure.Message}");
        }
    }
}
