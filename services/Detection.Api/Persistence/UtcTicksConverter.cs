using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Detection.Api.Persistence;

/// <summary>Times as UTC ticks (100 ns since the year 1).</summary>
internal sealed class UtcTicksConverter() : ValueConverter<DateTimeOffset, long>(
    time => time.UtcTicks,
    ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
