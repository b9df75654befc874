using Microsoft.Extensions.Logging.Abstractions;
using NetController.Store.LiteDb;
using NetController.Store.LiteDb.Tests.Support;

// StoreWriter DIRECTORY SEED: commits random changes until it is killed. It says what it is about to write and, once the store has
// acknowledged it, that it is written: "try GENERATION HASH", "ack GENERATION HASH".
await using var store = (LiteDbStateStore)await LiteDbStateStore.OpenAsync(new StateStoreContext(args[0], NullLoggerFactory.Instance), CancellationToken.None);
var changes = new RandomChanges(int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture));
using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
await output.WriteLineAsync($"ack {store.Generation} {ContentHash.Of(store.Content)}");
while (true)
{
    var change = changes.Next(store.Content);
    var next = $"{store.Generation + 1} {ContentHash.Of(store.Content.Apply(change))}";
    await output.WriteLineAsync($"try {next}");
    await store.CommitAsync(change, CancellationToken.None);
    await output.WriteLineAsync($"ack {next}");
}
