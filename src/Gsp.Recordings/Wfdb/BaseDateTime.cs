using System.Globalization;

namespace Gsp.Recordings;

/// <summary>The time and date of a record's first frame, as headers write them.</summary>
internal static class BaseDateTime
{
    // Hours, or hours and minutes, may be left out (the manual's strtim).
    private static readonly string[] Times = ["H:m:s", "H:m:s.FFFFFFF", "m:s", "m:s.FFFFFFF", "%s", "s.FFFFFFF"];

    // Day first, as the manual says; a month's name and a year first cannot be taken for anything else.
    private static readonly string[] Dates = ["d/M/yyyy", "d-MMM-yyyy", "d/MMM/yyyy", "yyyy-M-d"];

    /// <summary>A time of day, such as 8:26:04 or 19:46:25.757.</summary>
    public static bool TryTime(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    /// <summary>A date, such as 04/05/2704 (the fourth of May); 00/00/0000, which some recorders write, is none.</summary>
    public static bool TryDate(string text, out DateOnly? date)
    {
        bool found = DateOnly.TryParseExact(
            text,
            Dates,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out DateOnly value
        );
        date = found ? value : null;
        return found || text is "00/00/0000" or "0/0/0000";
    }

    /// <summary>The time as the manual writes it, to 100 ns where needed.</summary>
    public static string Text(TimeOnly time) => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);

    /// <summary>The date as the manual writes it.</summary>
    public static string Text(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
