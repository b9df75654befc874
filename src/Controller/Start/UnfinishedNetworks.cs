using NetController.Networks;
using NetController.State;

namespace NetController.Start;

/// <summary>Drives networks that a process left half made or half deleted to absence.</summary>
internal sealed class UnfinishedNetworks(ControllerServices services, ReportBuilder report)
{
    /// <summary>Whether there were any, removed or not.</summary>
    public bool Found { get; private set; }

    public async ValueTask RemoveAsync()
    {
        var deletion = new NetworkDeletion(services);
        foreach (var network in services.Registry.Networks.Values.Where(static network =>
            network.Record.State is RecordState.Creating or RecordState.Deleting).OrderBy(static network => network.Record.Created))
        {
            Found = true;
            try
            {
                await deletion.RemoveUnfinishedAsync(network).ConfigureAwait(false);
                report.Unfinished.Add(network.Name);
            }
            catch (NetControllerException failure)
            {
                report.Warn($"network '{network.Name}' was left unfinished and could not be removed: {failure.Message}");
            }
        }
    }
}
