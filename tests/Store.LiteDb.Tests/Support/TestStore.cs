using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NetController.Store.LiteDb.Files;

namespace NetController.Store.LiteDb.Tests.Support;

/// <summary>Opens stores over any folder.</summary>
internal static class TestStore
{
    public static StateStoreContext Context(string directory = "/memory") => new(directory, NullLoggerFactory.Instance)
    {
        Time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 21, 11, 42, TimeSpan.Zero)),
    };

    public static ValueTask<LiteDbStateStore> OpenAsync(IStateFolder folder) => LiteDbStateStore.OpenAsync(folder, Context(), CancellationToken.None);

    public static async Task<LiteDbStateStore> OpenAsync(string directory) =>
        (LiteDbStateStore)await LiteDbStateStore.OpenAsync(Context(directory), CancellationToken.None);
}
