using Detection.Evaluation;
using Detection.Evaluation.Commands;
using Detection.Inference.Models;
using Microsoft.Playwright;

const string usage = """
    accuracy     --model FILE --pictures FOLDER [--labels FOLDER] [--json FILE]
    false-alarms --model FILE --pictures FOLDER [--confidence 0.5] [--json FILE]
    svg          --model FILE [--count 120] [--keep FOLDER] [--json FILE]
    """;

try
{
    var command = args switch
    {
        ["accuracy", ..] => EvaluationCommands.AccuracyAsync(args.AsMemory(1), Console.Out),
        ["false-alarms", ..] => EvaluationCommands.FalseAlarmsAsync(args.AsMemory(1), Console.Out),
        ["svg", ..] => EvaluationCommands.SvgAsync(args.AsMemory(1), Console.Out),
        [] => throw new UsageException("A command is missing."),
        [var other, ..] => throw new UsageException($"'{other}' is no command."),
    };
    await command;
    return 0;
}
catch (UsageException e)
{
    Console.Error.WriteLine($"{e.Message}\n\n{usage}");
    return 2;
}
catch (Exception e) when (e is EvaluationException or ModelLoadException or InferenceException or PlaywrightException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
