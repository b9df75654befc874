using Microsoft.AspNetCore.Http;
using NetController.AspNetCore.Calls;

namespace NetController.AspNetCore.Docker;

/// <summary>Finds what a request names: by whole id, by name, by the unique beginning of an id, in this order, and tells a failure in Docker's words.</summary>
internal static class NetworkReference
{
    /// <summary>Finds a network.</summary>
    /// <exception cref="ApiException">There is none, or the text begins several ids.</exception>
    public static Network Find(NetworkController controller, string reference)
    {
        try
        {
            return controller.GetNetwork(reference);
        }
        catch (ObjectNotFoundException failure)
        {
            throw new ApiException(StatusCodes.Status404NotFound, $"network {reference} not found", failure);
        }
        catch (InvalidRequestException failure)
        {
            var matches = controller.Networks.Count(network => network.Id.Value.StartsWith(reference));
            throw new ApiException(
                StatusCodes.Status400BadRequest, $"network {reference} is ambiguous ({matches} matches found based on ID prefix)", failure);
        }
    }

    /// <summary>Finds the sandbox that a request calls a container; its name may stand behind a slash, as Docker prints names.</summary>
    /// <exception cref="ApiException">There is none, none is named, or the text begins several ids.</exception>
    public static Sandbox FindSandbox(NetworkController controller, string? reference)
    {
        if (reference is not { Length: > 0 } name)
        {
            throw new ApiException(StatusCodes.Status400BadRequest, "invalid name or ID supplied: \"\"");
        }

        try
        {
            return controller.GetSandbox(name is ['/', .. var rest] ? rest : name);
        }
        catch (ObjectNotFoundException failure)
        {
            throw new ApiException(StatusCodes.Status404NotFound, $"No such container: {name}", failure);
        }
        catch (InvalidRequestException failure)
        {
            throw new ApiException(StatusCodes.Status400BadRequest, $"multiple IDs found with provided prefix: {name}", failure);
        }
    }
}
