namespace NetController.Store.LiteDb.Files;

/// <summary>The folder that holds the state: the seam at which tests lose writes, fail them and cut the power.</summary>
internal interface IStateFolder
{
    /// <summary>Where it is, for messages.</summary>
    string Path { get; }

    /// <summary>Whether it is there and is a folder.</summary>
    bool Exists { get; }

    /// <summary>Makes the folder, for its owner alone, where it is missing.</summary>
    void Create();

    /// <summary>Takes the exclusive lock that lasts until it is disposed.</summary>
    /// <exception cref="ResourceUnavailableException">Somebody else holds it; the message says who.</exception>
    IDisposable Lock(string name);

    /// <summary>The whole of a file; null where it does not exist.</summary>
    byte[]? Read(string name);

    /// <summary>Opens a file for reading and writing, empty where it did not exist.</summary>
    /// <param name="name">The file.</param>
    /// <param name="readable">Whether other processes that respect locks may read it meanwhile; none may write.</param>
    IStateFile Open(string name, bool readable);

    /// <summary>Gives a file another name, in place of any file that had it.</summary>
    void Rename(string from, string to);

    /// <summary>Removes a file; an absent one is done.</summary>
    void Delete(string name);

    /// <summary>Makes creations, renames and removals survive a power cut.</summary>
    void Sync();
}
