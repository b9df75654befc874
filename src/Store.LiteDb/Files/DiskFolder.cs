using NetController.Store.LiteDb.Interop;

namespace NetController.Store.LiteDb.Files;

/// <summary>A folder of the real file system.</summary>
internal sealed class DiskFolder(string path) : IStateFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public bool Exists => Directory.Exists(Path);

    public void Create()
    {
        if (!Exists)
        {
            Directory.CreateDirectory(Path, OwnerOnly);
        }
    }

    public IDisposable Lock(string name) => LockFile.Take(Full(name), Path);

    public byte[]? Read(string name)
    {
        try
        {
            return File.ReadAllBytes(Full(name));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
    }

    public IStateFile Open(string name, bool readable) => new DiskFile(Full(name), readable ? FileShare.Read : FileShare.None);

    public void Rename(string from, string to) => File.Move(Full(from), Full(to), overwrite: true);

    public void Delete(string name) => File.Delete(Full(name));

    public void Sync()
    {
        using var folder = LibC.OpenReadOnly(Path);
        RandomAccess.FlushToDisk(folder);
    }

    private string Full(string name) => System.IO.Path.Combine(Path, name);
}
