using System.Diagnostics;
using System.Globalization;

namespace NetController.Store.LiteDb.Tests.Support;

/// <summary>A StoreWriter process and what it said.</summary>
internal sealed class Writer : IDisposable
{
    private readonly Process _process;

    public Writer(string directory, int seed)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "StoreWriter.dll");
        _process = Process.Start(new ProcessStartInfo("dotnet", [program, directory, seed.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    public int Id => _process.Id;

    /// <summary>Waits until the store is open.</summary>
    public string WaitUntilOpen() => Read(lines: 1)[0];

    /// <summary>Waits until it has said some lines.</summary>
    public IReadOnlyList<string> Read(int lines) =>
        [.. Enumerable.Range(0, lines).Select(_ => _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException(_process.StandardError.ReadToEnd()))];

    /// <summary>kill -9, and all that it had said.</summary>
    public IReadOnlyList<string> Kill()
    {
        _process.Kill();
        _process.WaitForExit();
        return _process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
