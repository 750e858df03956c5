using Detection.Api.Checks;

namespace Detection.Api.Rest;

/// <summary>Everything that is wrong with a request, so that its sender hears of it at once.</summary>
internal sealed class RequestFaults
{
    private readonly List<InputFault> _faults = [];
    private readonly List<InputFault> _unknown = [];

    /// <summary>What is wrong in itself; the first one's code decides the status.</summary>
    public ICollection<InputFault> Faults => _faults;

    /// <summary>What is valid and names something that no worker has: 422, unless something else is wrong, too.</summary>
    public ICollection<InputFault> Unknown => _unknown;

    /// <exception cref="RequestRefusedException">Something is wrong; all of it is told.</exception>
    public void ThrowIfAny()
    {
        if (_faults.Count + _unknown.Count == 0)
            return;
        InputFault[] all = [.. _faults, .. _unknown];
        var status = _faults.Count > 0 ? Problem.StatusOf(_faults[0].Code) : StatusCodes.Status422UnprocessableEntity;
        throw new RequestRefusedException(status, all[0].Code, InputFault.Tell(all));
    }
}
